// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/field_editor.h"

#include "disclosure.h"
#include "form/answers.h"
#include "problem_label.h"
#include "style/metrics.h"
#include "style/paragraph.h"

#include <QAccessibleWidget>
#include <QEvent>
#include <QVBoxLayout>

#include <utility>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

// A field is a named group of its label and controls for assistive technology.
QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *editor = qobject_cast<FieldEditor *>(object);
    return editor ? new QAccessibleWidget(editor, QAccessible::Grouping) : nullptr;
}

void installAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace

FieldEditor::FieldEditor(const form::Field &field, const QString &language, QWidget *parent)
    : QWidget(parent),
      m_field(field),
      m_language(language),
      m_required(field.required),
      m_label(new QLabel(this)),
      m_hint(new style::Paragraph({}, style::TextRole::Note, this)),
      m_why(new Disclosure(this)),
      m_problem(new ProblemLabel(this)),
      m_controls(new QVBoxLayout)
{
    installAccessible();
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    style::setRole(m_label, style::TextRole::Label);
    m_hint->setColour(style::Role::QuietText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::px(this, 4));
    column->addWidget(m_label);
    column->addWidget(m_hint);
    column->addWidget(m_why);
    column->addWidget(m_problem);
    column->addSpacing(style::px(this, 4));
    m_controls->setSpacing(style::px(this, 8));
    column->addLayout(m_controls);
}

QJsonValue FieldEditor::value() const
{
    return m_foreign ? *m_foreign : controlValue();
}

void FieldEditor::setValue(const QJsonValue &value)
{
    const QJsonValue wanted = form::isEmptyValue(value) ? QJsonValue(QJsonValue::Undefined) : value;
    m_foreign.reset();
    m_showing = true;
    showValue(wanted);
    m_showing = false;
    if (!wanted.isUndefined() && controlValue() != wanted) {
        m_foreign = wanted;
    }
}

void FieldEditor::edited()
{
    if (m_showing) {
        return;
    }
    m_foreign.reset();
    Q_EMIT valueChanged();
}

void FieldEditor::setProblems(std::vector<Problem> problems)
{
    m_problems = std::move(problems);
    showProblems();
    describe();
}

void FieldEditor::setLanguage(const QString &language)
{
    if (m_language != language) {
        m_language = language;
        retranslate();
    }
}

void FieldEditor::setRequired(bool required)
{
    if (m_required != required) {
        m_required = required;
        retranslate();
    }
}

void FieldEditor::setUnmarked()
{
    m_marked = false;
    retranslate();
}

void FieldEditor::focusProblem(const Problem &)
{
    if (QWidget *control = firstControl()) {
        control->setFocus(Qt::OtherFocusReason);
    }
}

void FieldEditor::siblingAnswered(const form::Field &, const QJsonValue &) {}

QString FieldEditor::labelText() const
{
    const QString label = m_field.label.in(m_language);
    if (!m_marked) {
        return label;
    }
    return m_required ? tr("%1 (required)").arg(label) : tr("%1 (optional)").arg(label);
}

void FieldEditor::hideLabel()
{
    m_label->hide();
}

void FieldEditor::setOwnHint(const QString &text)
{
    m_ownHint = text;
}

void FieldEditor::retranslate()
{
    m_label->setText(labelText());
    setAccessibleName(labelText());
    QStringList hints;
    if (m_field.hint) {
        hints.append(m_field.hint->in(m_language));
    }
    if (!m_ownHint.isEmpty()) {
        hints.append(m_ownHint);
    }
    m_hint->setPlainText(hints.join(u'\n'));
    m_hint->setVisible(!hints.isEmpty());
    m_why->setVisible(m_field.why.has_value());
    if (m_field.why) {
        m_why->setTexts(tr("Why we ask this"), m_field.why->in(m_language));
    }
    showProblems();
}

void FieldEditor::showProblems()
{
    QStringList lines;
    for (const Problem &problem : m_problems) {
        // A group's member problems stand at the members.
        if (problem.field == m_field.id && !lines.contains(problem.message.in(m_language))) {
            lines.append(problem.message.in(m_language));
        }
    }
    m_problem->setProblem(lines.join(u'\n'));
}

QString FieldEditor::description() const
{
    QStringList parts;
    for (const Problem &problem : m_problems) {
        if (problem.field == m_field.id) {
            parts.append(tr("Error: %1").arg(problem.message.in(m_language)));
        }
    }
    if (!m_hint->plainText().isEmpty()) {
        parts.append(m_hint->plainText());
    }
    return parts.join(u'\n');
}

void FieldEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace ttp::ui
