// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fields/field_editor.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

class QPushButton;

namespace ttp::ui {

class EntryCard;

/// What a group needs to know about the rest of the form. `entries` are the objects of the entry being edited and of
/// those around it, innermost last (as in form::Visibility). Absent functions: everything visible, required as the
/// field says, no check.
struct EntryContext {
    std::function<bool(const form::Field &field, const std::vector<QJsonObject> &entries)> visible;
    std::function<bool(const form::Field &field, const std::vector<QJsonObject> &entries)> required;
    /// Problems of one entry; pointers relative to the entry: `/date`.
    std::function<std::vector<Problem>(const form::Field &group, const std::vector<QJsonObject> &entries)> check;
    std::function<QDate()> today; ///< the day in Japan
    bool practice = false;
    std::vector<QJsonObject> outer; ///< the entries around this group, outermost first
};

/// Entries as cards with Add, Edit and Remove; one entry at a time is open for editing in its card. Every key press
/// is in `value()`, also while an entry is open. A removed entry can be brought back.
class GroupEditor final : public FieldEditor {
    Q_OBJECT
public:
    GroupEditor(const form::Field &field, const QString &language, bool practice, QWidget *parent);

    void setContext(EntryContext context);
    /// Removes entries in which nothing was filled in: they are not sent, and problems are counted without them.
    void dropEmptyEntries();
    /// To be called when answers outside of the group changed: conditions may have.
    void refreshConditions();

    void setProblems(std::vector<Problem> problems) override;
    [[nodiscard]] QWidget *firstControl() const override;
    void focusProblem(const Problem &problem) override;

    [[nodiscard]] int entryCount() const { return int(m_entries.size()); }
    /// Opens an entry for editing, counted from 0; -1 closes the open one.
    void openEntry(int index);
    [[nodiscard]] int openedEntry() const { return m_open; }

protected:
    [[nodiscard]] QJsonValue controlValue() const override;
    void showValue(const QJsonValue &value) override;
    void retranslate() override;
    void describe() override;

private:
    void add();
    void onEntryChanged(EntryCard *card);
    void remove(int index);
    void restore();
    void finish(int index);
    void rebuild();
    void orderTabs();
    void updateButtons();
    void focusCard(int index);
    EntryCard *card(int index) const;
    std::vector<Problem> problemsOf(int index) const;

    EntryContext m_context;
    QJsonArray m_entries;
    int m_open = -1;
    std::optional<std::pair<int, QJsonValue>> m_removed;
    std::vector<EntryCard *> m_cards;
    QWidget *m_list;
    QWidget *m_undo;
    QLabel *m_undoText;
    QPushButton *m_undoButton;
    QLabel *m_empty;
    QPushButton *m_add;
};

} // namespace ttp::ui
