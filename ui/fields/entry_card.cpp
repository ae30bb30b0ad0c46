// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_card.h"

#include "base/json.h"
#include "fields/editors.h"
#include "form/answers.h"
#include "form/display.h"
#include "problem_label.h"
#include "style/metrics.h"
#include "style/palette.h"
#include "style/paragraph.h"
#include "style/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ttp::ui {

using namespace Qt::StringLiterals;

QString pointerBelow(const QString &pointer, const form::Field &field)
{
    for (const QString &prefix : {u"/answers"_s + pointerStep(field.id), pointerStep(field.key())}) {
        if (pointer.startsWith(prefix + u'/')) {
            return pointer.mid(prefix.size());
        }
    }
    return {};
}

EntryCard::EntryCard(const form::Field &group, const QString &language, int index, QWidget *parent)
    : QFrame(parent),
      m_group(group),
      m_language(language),
      m_index(index),
      m_title(new QLabel(this)),
      m_summary(new style::Paragraph({}, style::TextRole::Body, this)),
      m_trouble(new ProblemLabel(this)),
      m_edit(new QPushButton(this)),
      m_remove(new QPushButton(this)),
      m_body(nullptr),
      m_done(new QPushButton(this)),
      m_later(new QPushButton(this))
{
    style::setRole(m_title, style::TextRole::Label);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_summary->setColour(style::Role::QuietText);
    for (QPushButton *button : {m_edit, m_remove, m_later}) {
        style::setQuiet(button);
    }
    auto *head = new QHBoxLayout;
    head->setSpacing(style::px(this, 4));
    head->addWidget(m_title, 1);
    head->addWidget(m_edit);
    head->addWidget(m_remove);
    head->setContentsMargins(0, 0, -style::px(this, 8), 0);
    auto *feet = new QHBoxLayout;
    feet->addWidget(m_done);
    feet->addWidget(m_later);
    feet->addStretch(1);
    auto *column = new QVBoxLayout(this);
    const int margin = style::px(this, 16);
    column->setContentsMargins(margin, style::px(this, 8), margin, style::px(this, 12));
    column->setSpacing(style::px(this, 4));
    column->addLayout(head);
    column->addWidget(m_summary);
    column->addWidget(m_trouble);
    column->addLayout(feet);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_index); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_index); });
    connect(m_done, &QPushButton::clicked, this, [this] { Q_EMIT finishRequested(m_index); });
    connect(m_later, &QPushButton::clicked, this, [this] { Q_EMIT laterRequested(m_index); });
    retranslate();
}

QWidget *EntryCard::editButton() const
{
    return m_open ? m_done : m_edit;
}

std::vector<QJsonObject> EntryCard::entries() const
{
    std::vector<QJsonObject> entries = m_context.outer;
    entries.push_back(m_entry);
    return entries;
}

bool EntryCard::isShown(const form::Field &member) const
{
    return !m_context.visible || m_context.visible(member, entries());
}

void EntryCard::setEntry(const QJsonObject &entry)
{
    m_entry = entry;
    for (FieldEditor *editor : m_editors) {
        editor->setValue(m_entry.value(editor->field().key()));
    }
    refreshConditions();
    retranslate();
}

void EntryCard::setContext(EntryContext context)
{
    m_context = std::move(context);
    refreshConditions();
}

void EntryCard::setLanguage(const QString &language)
{
    m_language = language;
    for (FieldEditor *editor : m_editors) {
        editor->setLanguage(language);
    }
    retranslate();
}

void EntryCard::setOpen(bool open)
{
    if (open == m_open) {
        return;
    }
    m_open = open;
    if (open) {
        makeEditors();
    } else {
        dropEditors();
    }
    retranslate();
}

void EntryCard::makeEditors()
{
    m_body = new QWidget(this);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, style::px(this, 12), 0, style::px(this, 16));
    column->setSpacing(style::px(this, 24));
    for (const form::Field &member : m_group.fields) {
        FieldEditor *editor = makeEditor(member, m_language, {m_context.practice, m_context.today}, m_body);
        editor->setValue(m_entry.value(member.key()));
        column->addWidget(editor);
        m_editors.push_back(editor);
        connect(editor, &FieldEditor::valueChanged, this, [this, editor] { memberChanged(editor); });
    }
    // Head, summary, trouble, body, feet.
    static_cast<QVBoxLayout *>(layout())->insertWidget(3, m_body);
    m_body->show();
    refreshConditions();
    giveProblems();
}

void EntryCard::dropEditors()
{
    m_editors.clear();
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
        m_body = nullptr;
    }
}

void EntryCard::memberChanged(FieldEditor *editor)
{
    const QString key = editor->field().key();
    const QJsonValue value = editor->value();
    if (form::isEmptyValue(value)) {
        m_entry.remove(key);
    } else {
        m_entry.insert(key, value);
    }
    refreshConditions();
    m_title->setText(name());
    Q_EMIT entryChanged(m_index);
}

void EntryCard::refreshConditions()
{
    for (FieldEditor *editor : m_editors) {
        editor->setVisible(isShown(editor->field()));
        editor->setRequired(m_context.required ? m_context.required(editor->field(), entries())
                                               : editor->field().required);
        if (auto *inner = qobject_cast<GroupEditor *>(editor)) {
            EntryContext context = m_context;
            context.outer = entries();
            inner->setContext(std::move(context));
        }
    }
}

void EntryCard::setProblems(std::vector<Problem> problems)
{
    m_problems = std::move(problems);
    giveProblems();
    retranslate();
}

void EntryCard::giveProblems()
{
    for (FieldEditor *editor : m_editors) {
        std::vector<Problem> own;
        for (const Problem &problem : m_problems) {
            if (problem.field == editor->field().id || !pointerBelow(problem.pointer, editor->field()).isEmpty()) {
                own.push_back(problem);
            }
        }
        editor->setProblems(std::move(own));
    }
}

void EntryCard::focusProblem(const Problem &problem)
{
    for (FieldEditor *editor : m_editors) {
        if (problem.field == editor->field().id || !pointerBelow(problem.pointer, editor->field()).isEmpty()) {
            editor->focusProblem(problem);
            return;
        }
    }
    focusFirst();
}

void EntryCard::focusFirst()
{
    for (FieldEditor *editor : m_editors) {
        if (!editor->isHidden() && editor->firstControl()) {
            editor->firstControl()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    editButton()->setFocus(Qt::OtherFocusReason);
}

QString EntryCard::name() const
{
    return tr("%1 %2", "name of a group, number of the entry").arg(m_group.label.in(m_language)).arg(m_index + 1);
}

QString EntryCard::summary() const
{
    constexpr qsizetype Most = 4;
    QStringList parts;
    for (const form::Field &member : m_group.fields) {
        const QJsonValue value = m_entry.value(member.key());
        if (form::isEmptyValue(value) || !isShown(member)) {
            continue;
        }
        QString text = form::displayText(member, value, m_language);
        if (member.type == form::FieldType::YesNo || member.type == form::FieldType::Statement) {
            text.clear();
        }
        if (member.type == form::FieldType::Group) {
            text = tr("%1: %n", nullptr, int(value.toArray().size())).arg(member.label.in(m_language));
        }
        if (!text.isEmpty()) {
            parts.append(text.simplified());
        }
    }
    return parts.isEmpty() ? tr("Nothing filled in yet") : parts.mid(0, Most).join(tr(" · ", "between parts"));
}

void EntryCard::retranslate()
{
    m_title->setText(name());
    m_summary->setPlainText(summary());
    m_summary->setVisible(!m_open);
    m_trouble->setProblem(m_problems.empty() ? QString()
                              : m_open       ? tr("There is a problem in this entry.")
                                             : tr("There is a problem in this entry. Choose Edit to see it."));
    m_edit->setText(tr("Edit"));
    m_remove->setText(tr("Remove"));
    m_done->setText(tr("Done"));
    m_later->setText(tr("Finish later"));
    // Several cards have the same buttons: the name says whose.
    m_edit->setAccessibleName(tr("Edit: %1").arg(name()));
    m_remove->setAccessibleName(tr("Remove: %1").arg(name()));
    m_done->setAccessibleName(tr("Done: %1").arg(name()));
    m_later->setAccessibleName(tr("Finish later: %1").arg(name()));
    m_edit->setVisible(!m_open);
    m_done->setVisible(m_open);
    m_later->setVisible(m_open && !m_problems.empty());
    setAccessibleName(name());
    updateGeometry();
    update();
}

void EntryCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void EntryCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool bad = !m_problems.empty();
    const style::Role edge = bad ? style::Role::Error : m_open ? style::Role::Accent : style::Role::Edge;
    const qreal width = bad || m_open ? 2 : 1;
    painter.setPen(QPen(style::colour(palette(), edge), width));
    painter.setBrush(style::colour(palette(), style::Role::Surface));
    const qreal radius = style::px(this, style::Radius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);
}

} // namespace ttp::ui
