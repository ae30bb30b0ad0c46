// SPDX-License-Identifier: GPL-3.0-or-later
#include "multiline_editor.h"

#include "base/text.h"
#include "character_aid.h"
#include "counter.h"
#include "form/normalize.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

namespace {

constexpr int Lines = 5;

} // namespace

MultilineEditor::MultilineEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent), m_edit(new QPlainTextEdit(this)), m_counter(new Counter(this)),
      m_aid(new CharacterAid(field, this))
{
    m_edit->setTabChangesFocus(true);
    m_edit->document()->setDocumentMargin(style::px(this, 6));
    if (field.masked) {
        m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhMultiLine);
    }
    m_edit->installEventFilter(this);
    controls()->addWidget(m_edit);
    controls()->addWidget(m_counter, 0, Qt::AlignRight);
    controls()->addWidget(m_aid);
    m_counter->setVisible(field.maxLength.has_value());
    setBuddy(m_edit);
    fit();
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateNotes();
        edited();
    });
    connect(m_aid, &CharacterAid::replaced, this, [this](const QString &text) {
        replaceText(text);
        m_edit->setFocus(Qt::OtherFocusReason); // the button that was pressed is gone
    });
    retranslate();
}

QWidget *MultilineEditor::firstControl() const
{
    return m_edit;
}

bool MultilineEditor::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_edit && event->type() == QEvent::FocusOut) {
        settle();
    }
    return FieldEditor::eventFilter(object, event);
}

QJsonValue MultilineEditor::controlValue() const
{
    const QString text = m_edit->toPlainText();
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

void MultilineEditor::showValue(const QJsonValue &value)
{
    m_edit->setPlainText(value.toString());
    updateNotes();
}

void MultilineEditor::settle()
{
    const QString text = m_edit->toPlainText();
    const QString kept = form::normalizeText(field(), text);
    if (kept != text && (!kept.isEmpty() || trimmedWhiteSpace(text).isEmpty())) {
        replaceText(kept);
    }
}

void MultilineEditor::replaceText(const QString &text)
{
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
}

void MultilineEditor::updateNotes()
{
    const QString text = m_edit->toPlainText();
    const QString kept = form::normalizeText(field(), text);
    if (field().maxLength) {
        m_counter->setCount(codePointCount(kept), *field().maxLength);
    }
    m_aid->setText(text, kept, language());
}

void MultilineEditor::fit()
{
    const int line = m_edit->fontMetrics().lineSpacing();
    m_edit->setFixedHeight(Lines * line + 2 * style::px(this, 12));
}

void MultilineEditor::changeEvent(QEvent *event)
{
    FieldEditor::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

void MultilineEditor::retranslate()
{
    FieldEditor::retranslate();
    updateNotes();
    describe();
}

void MultilineEditor::describe()
{
    m_edit->setAccessibleName(labelText());
    m_edit->setAccessibleDescription(description());
    style::setInvalid(m_edit, !problems().empty());
}

} // namespace ttp::ui
