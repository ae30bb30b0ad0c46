// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/group_editor.h"

#include <QFrame>

class QPushButton;

namespace ttp::ui::style {
class Paragraph;
}

namespace ttp::ui {

class ProblemLabel;

/// One entry of a group: closed it shows number, a summary and its acts; open it holds an editor for each member.
class EntryCard final : public QFrame {
    Q_OBJECT
public:
    EntryCard(const form::Field &group, const QString &language, int index, QWidget *parent);

    void setEntry(const QJsonObject &entry);
    [[nodiscard]] const QJsonObject &entry() const { return m_entry; }
    void setContext(EntryContext context);
    /// Problems with pointers relative to the entry.
    void setProblems(std::vector<Problem> problems);
    void setLanguage(const QString &language);

    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void refreshConditions();
    void focusProblem(const Problem &problem);
    void focusFirst();
    /// The button that opens it.
    [[nodiscard]] QWidget *editButton() const;

Q_SIGNALS:
    void entryChanged(int index);
    void editRequested(int index);
    void removeRequested(int index);
    void finishRequested(int index);
    void laterRequested(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void makeEditors();
    void dropEditors();
    void memberChanged(FieldEditor *editor);
    void giveProblems();
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] std::vector<QJsonObject> entries() const;
    [[nodiscard]] bool isShown(const form::Field &member) const;

    form::Field m_group;
    QString m_language;
    int m_index;
    bool m_open = false;
    QJsonObject m_entry;
    EntryContext m_context;
    std::vector<Problem> m_problems;
    std::vector<FieldEditor *> m_editors;
    QLabel *m_title;
    style::Paragraph *m_summary;
    ProblemLabel *m_trouble;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QWidget *m_body;
    QPushButton *m_done;
    QPushButton *m_later;
};

/// The part of a problem's pointer below the value of a field: `/answers/journeys/0/date` → `/0/date`; for a field in
/// an entry `/stops/1/city` → `/1/city`. Empty if it points elsewhere.
[[nodiscard]] QString pointerBelow(const QString &pointer, const form::Field &field);

} // namespace ttp::ui
