// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_editor.h"

#include "base/text.h"
#include "character_aid.h"
#include "counter.h"
#include "sized_line_edit.h"
#include "style/metrics.h"
#include "style/style.h"
#include "typing.h"

#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace ttp::ui {

using namespace Qt::StringLiterals;
using form::Charset;
using form::FieldType;

namespace {

int charactersOf(const form::Field &field)
{
    switch (field.type) {
    case FieldType::Email: return 36;
    case FieldType::Phone: return 18;
    case FieldType::Integer: return field.maximum ? std::clamp(int(QString::number(*field.maximum).size()), 4, 12) : 8;
    default: return std::clamp(field.maxLength.value_or(36), 4, field.charset == Charset::FullWidth ? 30 : 48);
    }
}

Qt::InputMethodHints hintsOf(const form::Field &field)
{
    Qt::InputMethodHints hints = field.masked ? Qt::ImhSensitiveData | Qt::ImhNoPredictiveText : Qt::ImhNone;
    switch (field.type) {
    case FieldType::Email: return hints | Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase;
    case FieldType::Phone: return hints | Qt::ImhDialableCharactersOnly;
    case FieldType::Integer: return hints | Qt::ImhDigitsOnly;
    default: break;
    }
    switch (field.charset) {
    case Charset::LatinUpper: return hints | Qt::ImhPreferLatin | Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText;
    case Charset::Ascii:
    case Charset::Alphanumeric: return hints | Qt::ImhPreferLatin | Qt::ImhNoPredictiveText;
    case Charset::Digits: return hints | Qt::ImhDigitsOnly;
    case Charset::Any:
    case Charset::FullWidth: break;
    }
    return hints;
}

constexpr int MostCounted = 60;

// JSON integers that a double holds exactly.
constexpr qint64 MaxExact = Q_INT64_C(9007199254740991);

} // namespace

LineEditor::LineEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent),
      m_edit(new SizedLineEdit(charactersOf(field), field.charset == Charset::FullWidth, this)),
      m_counter(new Counter(this)),
      m_aid(new CharacterAid(field, this))
{
    m_edit->setInputMethodHints(hintsOf(field));
    auto *row = new QHBoxLayout;
    row->setSpacing(style::px(this, 12));
    row->addWidget(m_edit);
    row->addWidget(m_counter);
    row->addStretch(1);
    controls()->addLayout(row);
    controls()->addWidget(m_aid);
    setBuddy(m_edit);
    m_counter->setVisible(false);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        updateNotes();
        edited();
    });
    connect(m_edit, &QLineEdit::editingFinished, this, &LineEditor::settle);
    connect(m_aid, &CharacterAid::replaced, this, [this](const QString &text) {
        m_edit->replaceText(text);
        m_edit->setFocus(Qt::OtherFocusReason); // the button that was pressed is gone
    });
    retranslate();
}

QWidget *LineEditor::firstControl() const
{
    return m_edit;
}

QString LineEditor::stored(const QString &typed) const
{
    return storedLine(field(), typed);
}

QJsonValue LineEditor::controlValue() const
{
    const QString text = m_edit->text();
    if (text.isEmpty()) {
        return QJsonValue::Undefined;
    }
    if (field().type == FieldType::Integer) {
        bool ok = false;
        const qint64 number = stored(text).toLongLong(&ok);
        if (ok && number >= -MaxExact && number <= MaxExact) {
            return number;
        }
    }
    return text;
}

void LineEditor::showValue(const QJsonValue &value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        constexpr double ExactLimit = 9007199254740992.0; // 2^53: beyond it a double is no exact integer
        const bool isWhole = std::abs(number) <= ExactLimit && std::trunc(number) == number;
        m_edit->setText(isWhole ? QString::number(qint64(number)) : QString::number(number, 'g', 17));
    } else {
        m_edit->setText(value.toString());
    }
    m_edit->setCursorPosition(0);
    updateNotes();
}

void LineEditor::settle()
{
    // Letters are only rewritten, never dropped; undo brings the typed ones back.
    const QString text = m_edit->text();
    const QString kept = stored(text);
    if (kept != text && (!kept.isEmpty() || trimmedWhiteSpace(text).isEmpty())) {
        m_edit->replaceText(kept);
    }
}

void LineEditor::updateNotes()
{
    const QString text = m_edit->text();
    const QString kept = stored(text);
    if (field().maxLength) {
        const qsizetype count = codePointCount(nfc(kept));
        const int limit = *field().maxLength;
        m_counter->setCount(count, limit);
        // A limit that nobody reaches is noise until it comes near.
        m_counter->setVisible(limit <= MostCounted || count * 10 > qsizetype(limit) * 8);
    }
    m_aid->setText(text, kept, language());
}

void LineEditor::retranslate()
{
    FieldEditor::retranslate();
    updateNotes();
    describe();
}

void LineEditor::describe()
{
    m_edit->setAccessibleName(labelText());
    m_edit->setAccessibleDescription(description());
    style::setInvalid(m_edit, !problems().empty());
}

} // namespace ttp::ui
