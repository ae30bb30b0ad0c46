// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/group_editor.h"

#include "entry_card.h"
#include "style/metrics.h"
#include "style/style.h"
#include "tab_order.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

// `/3/date` → 3; -1 if there is no number.
int indexOf(const QString &pointer)
{
    bool ok = false;
    const int index = pointer.section(u'/', 1, 1).toInt(&ok);
    return ok ? index : -1;
}

} // namespace

GroupEditor::GroupEditor(const form::Field &field, const QString &language, bool practice, QWidget *parent)
    : FieldEditor(field, language, parent),
      m_list(new QWidget(this)),
      m_undo(new QWidget(this)),
      m_undoText(new QLabel(m_undo)),
      m_undoButton(new QPushButton(m_undo)),
      m_empty(new QLabel(this)),
      m_add(new QPushButton(this))
{
    m_context.practice = practice;
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 12));
    auto *undoRow = new QHBoxLayout(m_undo);
    undoRow->setContentsMargins(0, 0, 0, 0);
    style::setQuiet(m_undoButton);
    undoRow->addWidget(m_undoText);
    undoRow->addWidget(m_undoButton);
    undoRow->addStretch(1);
    m_undo->hide();
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_undoText->setWordWrap(true);
    m_undoText->setTextFormat(Qt::PlainText); // it names the field, whose label comes from the service
    style::setRole(m_empty, style::TextRole::Body);
    controls()->setSpacing(style::px(this, 12));
    controls()->addWidget(m_empty);
    controls()->addWidget(m_list);
    controls()->addWidget(m_undo);
    controls()->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &GroupEditor::add);
    connect(m_undoButton, &QPushButton::clicked, this, &GroupEditor::restore);
    retranslate();
}

void GroupEditor::setContext(EntryContext context)
{
    m_context = std::move(context);
    refreshConditions();
}

void GroupEditor::refreshConditions()
{
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setContext(m_context);
    }
}

QWidget *GroupEditor::firstControl() const
{
    if (m_open >= 0) {
        return m_cards[size_t(m_open)]->editButton();
    }
    return m_cards.empty() ? m_add : m_cards.front()->editButton();
}

EntryCard *GroupEditor::card(int index) const
{
    return index >= 0 && index < int(m_cards.size()) ? m_cards[size_t(index)] : nullptr;
}

QJsonValue GroupEditor::controlValue() const
{
    return m_entries.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(m_entries);
}

void GroupEditor::showValue(const QJsonValue &value)
{
    m_removed.reset();
    m_open = -1;
    m_entries = value.toArray();
    rebuild();
}

void GroupEditor::rebuild()
{
    for (EntryCard *card : std::exchange(m_cards, {})) {
        card->hide();
        card->deleteLater();
    }
    for (int i = 0; i < m_entries.size(); ++i) {
        auto *card = new EntryCard(field(), language(), i, m_list);
        card->setContext(m_context);
        card->setEntry(m_entries.at(i).toObject());
        card->setProblems(problemsOf(i));
        m_list->layout()->addWidget(card);
        card->show();
        m_cards.push_back(card);
        connect(card, &EntryCard::entryChanged, this, [this, card] { onEntryChanged(card); });
        connect(card, &EntryCard::editRequested, this, &GroupEditor::openEntry);
        connect(card, &EntryCard::removeRequested, this, &GroupEditor::remove);
        connect(card, &EntryCard::finishRequested, this, &GroupEditor::finish);
        connect(card, &EntryCard::laterRequested, this, [this](int index) {
            openEntry(-1);
            focusCard(index);
        });
    }
    if (EntryCard *open = card(m_open)) {
        open->setOpen(true);
    }
    orderTabs();
    updateButtons();
}

/// A card that is being thrown away may still settle its last line: by then its number belongs to another entry.
void GroupEditor::onEntryChanged(EntryCard *card)
{
    const auto place = std::ranges::find(m_cards, card);
    if (place != m_cards.end()) {
        m_entries.replace(place - m_cards.begin(), card->entry());
        edited();
    }
}

void GroupEditor::dropEmptyEntries()
{
    QJsonArray filled;
    int open = -1;
    for (int i = 0; i < m_entries.size(); ++i) {
        if (!m_entries.at(i).toObject().isEmpty()) {
            open = i == m_open ? int(filled.size()) : open;
            filled.append(m_entries.at(i));
        }
    }
    if (filled.size() == m_entries.size()) {
        return;
    }
    m_open = open;
    m_removed.reset();
    m_entries = filled;
    rebuild();
    edited();
}

void GroupEditor::orderTabs()
{
    // Cards are made later than the buttons below them.
    putBefore(m_list, m_undoButton);
}

void GroupEditor::openEntry(int index)
{
    if (EntryCard *open = card(m_open); open && m_open != index) {
        open->setOpen(false);
    }
    m_open = card(index) ? index : -1;
    if (EntryCard *open = card(m_open)) {
        open->setOpen(true);
        orderTabs();
        open->focusFirst();
    }
    updateButtons();
}

void GroupEditor::add()
{
    m_removed.reset();
    if (EntryCard *open = card(m_open)) {
        open->setOpen(false);
    }
    m_entries.append(QJsonObject());
    m_open = int(m_entries.size()) - 1;
    rebuild();
    m_cards.back()->focusFirst();
    edited();
}

void GroupEditor::remove(int index)
{
    m_removed = std::pair(index, m_entries.at(index));
    m_entries.removeAt(index);
    m_open = m_open == index ? -1 : m_open > index ? m_open - 1 : m_open;
    // Problems point at entries by number, which no longer fits.
    FieldEditor::setProblems({});
    rebuild();
    m_undoButton->setFocus(Qt::OtherFocusReason);
    edited();
}

void GroupEditor::restore()
{
    if (!m_removed) {
        return;
    }
    const auto [index, entry] = *m_removed;
    m_removed.reset();
    m_entries.insert(index, entry);
    m_open = m_open >= index ? m_open + 1 : m_open;
    rebuild();
    focusCard(index);
    edited();
}

void GroupEditor::finish(int index)
{
    EntryCard *open = card(index);
    if (!open) {
        return;
    }
    std::vector<QJsonObject> entries = m_context.outer;
    entries.push_back(open->entry());
    std::vector<Problem> problems;
    if (m_context.check) {
        problems = m_context.check(field(), entries);
    }
    open->setProblems(problems);
    if (!problems.empty()) {
        open->focusProblem(problems.front());
        return;
    }
    openEntry(-1);
    focusCard(index);
}

void GroupEditor::focusCard(int index)
{
    if (EntryCard *shown = card(index)) {
        shown->editButton()->setFocus(Qt::OtherFocusReason);
    }
}

std::vector<Problem> GroupEditor::problemsOf(int index) const
{
    std::vector<Problem> own;
    for (const Problem &problem : problems()) {
        const QString below = pointerBelow(problem.pointer, field());
        if (indexOf(below) == index) {
            Problem relative = problem;
            relative.pointer = below.mid(below.indexOf(u'/', 1) < 0 ? below.size() : below.indexOf(u'/', 1));
            own.push_back(std::move(relative));
        }
    }
    return own;
}

void GroupEditor::setProblems(std::vector<Problem> problems)
{
    FieldEditor::setProblems(std::move(problems));
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setProblems(problemsOf(int(i)));
    }
}

void GroupEditor::focusProblem(const Problem &problem)
{
    const QString below = pointerBelow(problem.pointer, field());
    const int index = indexOf(below);
    if (!card(index)) {
        FieldEditor::focusProblem(problem);
        return;
    }
    openEntry(index);
    Problem relative = problem;
    relative.pointer = below.mid(below.indexOf(u'/', 1) < 0 ? below.size() : below.indexOf(u'/', 1));
    card(index)->focusProblem(relative);
}

void GroupEditor::retranslate()
{
    FieldEditor::retranslate();
    for (EntryCard *card : m_cards) {
        card->setLanguage(language());
    }
    m_undoButton->setText(tr("Bring it back"));
    updateButtons();
    describe();
}

void GroupEditor::updateButtons()
{
    const QString label = field().label.in(language());
    m_add->setText(m_cards.empty() ? tr("Add: %1").arg(label) : tr("Add another: %1").arg(label));
    m_add->setAccessibleName(m_add->text());
    m_add->setEnabled(int(m_cards.size()) < field().maxCount.value_or(std::numeric_limits<int>::max()));
    m_empty->setText(tr("Nothing added yet."));
    m_empty->setVisible(m_cards.empty() && !m_removed);
    m_list->setVisible(!m_cards.empty());
    m_undo->setVisible(m_removed.has_value());
    if (m_removed) {
        m_undoText->setText(tr("%1 %2 was removed.").arg(label).arg(m_removed->first + 1));
        m_undoButton->setAccessibleName(m_undoButton->text());
    }
}

void GroupEditor::describe()
{
    setAccessibleDescription(description());
    m_add->setAccessibleDescription(description());
}

} // namespace ttp::ui
