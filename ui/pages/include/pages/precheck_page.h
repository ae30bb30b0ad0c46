// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QDate>
#include <QHash>

#include <functional>
#include <vector>

class QScrollArea;

namespace ttp::ui {

class FieldEditor;
class GroupEditor;
class PrecheckPanel;

namespace style {
class Paragraph;
}

/// The pre-check: questions, and beside them (in a small window below) what it says about the answers, at every key
/// press. Needs no service, requires nothing and refuses nobody.
class PrecheckPage final : public Page {
    Q_OBJECT
public:
    /// `today` tells the date in Japan.
    PrecheckPage(Journey &journey, std::function<QDate()> today, QWidget *parent = nullptr);
    ~PrecheckPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString primaryText() const override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    [[nodiscard]] bool isWide() const override { return true; }
    [[nodiscard]] QWidget *firstControl() override;
    void advance() override;

    /// Leads to a question.
    void lead(const QString &question);
    /// The verdict, as a screen reader says it.
    [[nodiscard]] QString spokenVerdict() const;

Q_SIGNALS:
    /// On to the terms, whatever the verdict.
    void completed();
    void answersChanged();

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Section;

    QWidget *makeQuestions();
    void addEditor(const form::Field &field, QWidget *parent);
    void giveContext(GroupEditor *editor);
    void refresh();
    /// Questions and verdict side by side, or one below the other.
    void arrange();
    [[nodiscard]] FieldEditor *editorOf(const QString &question) const;

    std::function<QDate()> m_today;
    style::Paragraph *m_intro;
    std::vector<Section> m_sections;
    std::vector<FieldEditor *> m_editors;
    QWidget *m_questions;
    PrecheckPanel *m_panel;
    QWidget *m_below;  ///< holds both, one below the other
    QWidget *m_beside; ///< holds both, each with its own scroll bar
    QScrollArea *m_left;
    QScrollArea *m_right;
    std::optional<bool> m_sideBySide;
};

} // namespace ttp::ui
