// SPDX-License-Identifier: GPL-3.0-or-later
#include "choices_editor.h"

#include "fields/option_row.h"
#include "style/style.h"

#include <QJsonArray>
#include <QVBoxLayout>

namespace ttp::ui {

ChoicesEditor::ChoicesEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent)
{
    for (size_t i = 0; i < field.choices.size(); ++i) {
        auto *row = new CheckRow(this);
        m_rows.push_back(row);
        controls()->addWidget(row);
        connect(row, &QCheckBox::toggled, this, [this] { edited(); });
    }
    retranslate();
}

QWidget *ChoicesEditor::firstControl() const
{
    return m_rows.empty() ? nullptr : m_rows.front();
}

QJsonValue ChoicesEditor::controlValue() const
{
    QJsonArray chosen;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i]->isChecked()) {
            chosen.append(field().choices[i].value);
        }
    }
    return chosen.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(chosen);
}

void ChoicesEditor::showValue(const QJsonValue &value)
{
    const QJsonArray chosen = value.toArray();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setChecked(chosen.contains(field().choices[i].value));
    }
}

void ChoicesEditor::retranslate()
{
    setOwnHint(tr("Tick all that apply."));
    FieldEditor::retranslate();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const form::ChoiceOption &option = field().choices[i];
        m_rows[i]->setTexts(inLanguage(option.label), option.hint ? inLanguage(*option.hint) : QString());
    }
    describe();
}

void ChoicesEditor::describe()
{
    setAccessibleDescription(description());
    for (size_t i = 0; i < m_rows.size(); ++i) {
        style::setInvalid(m_rows[i], !problems().empty());
        QStringList parts;
        if (field().choices[i].hint) {
            parts.append(inLanguage(*field().choices[i].hint));
        }
        if (i == 0 && !description().isEmpty()) {
            parts.append(description());
        }
        m_rows[i]->setAccessibleDescription(parts.join(u'\n'));
    }
}

StatementEditor::StatementEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent), m_row(new CheckRow(this))
{
    hideLabel();
    controls()->addWidget(m_row);
    connect(m_row, &QCheckBox::toggled, this, [this] { edited(); });
    retranslate();
}

QWidget *StatementEditor::firstControl() const
{
    return m_row;
}

QJsonValue StatementEditor::controlValue() const
{
    return m_row->isChecked() ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined);
}

void StatementEditor::showValue(const QJsonValue &value)
{
    m_row->setChecked(value == QJsonValue(true));
}

void StatementEditor::retranslate()
{
    FieldEditor::retranslate();
    m_row->setTexts(labelText());
    describe();
}

void StatementEditor::describe()
{
    m_row->setAccessibleDescription(description());
    style::setInvalid(m_row, !problems().empty());
}

} // namespace ttp::ui
