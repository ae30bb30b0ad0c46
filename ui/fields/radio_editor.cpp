// SPDX-License-Identifier: GPL-3.0-or-later
#include "radio_editor.h"

#include "fields/option_row.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QButtonGroup>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

RadioEditor::RadioEditor(const form::Field &field, const QString &language, QWidget *parent)
    : FieldEditor(field, language, parent), m_group(new QButtonGroup(this)), m_clear(nullptr)
{
    if (field.type == form::FieldType::YesNo) {
        m_values = {true, false};
    } else {
        for (const form::ChoiceOption &option : field.choices) {
            m_values.emplace_back(option.value);
        }
    }
    for (size_t i = 0; i < m_values.size(); ++i) {
        auto *row = new RadioRow(this);
        m_rows.push_back(row);
        m_group->addButton(row, int(i));
        controls()->addWidget(row);
    }
    m_clear = new style::LinkButton(this);
    style::setRole(m_clear, style::TextRole::Note);
    controls()->addWidget(m_clear, 0, Qt::AlignLeft);
    choose(-1);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on) {
            updateClear();
            edited();
        }
    });
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        choose(-1);
        if (QWidget *first = firstControl()) {
            first->setFocus(Qt::OtherFocusReason);
        }
        edited();
    });
    retranslate();
}

QWidget *RadioEditor::firstControl() const
{
    if (m_rows.empty()) {
        return nullptr;
    }
    const int checked = m_group->checkedId();
    return m_rows[size_t(std::max(checked, 0))];
}

QJsonValue RadioEditor::controlValue() const
{
    const int checked = m_group->checkedId();
    return checked < 0 ? QJsonValue(QJsonValue::Undefined) : m_values[size_t(checked)];
}

void RadioEditor::showValue(const QJsonValue &value)
{
    const auto found = std::find(m_values.begin(), m_values.end(), value);
    choose(found == m_values.end() ? -1 : int(found - m_values.begin()));
}

void RadioEditor::choose(int index)
{
    // An exclusive group lets nobody uncheck its last button.
    m_group->setExclusive(false);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setChecked(int(i) == index);
    }
    m_group->setExclusive(true);
    // Tab goes to the chosen row, else to the first; Qt arranges that only after the focus has been there.
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setFocusPolicy(int(i) == std::max(index, 0) ? Qt::StrongFocus : Qt::ClickFocus);
    }
    updateClear();
}

void RadioEditor::updateClear()
{
    m_clear->setVisible(!isRequired() && m_group->checkedId() >= 0);
}

void RadioEditor::retranslate()
{
    FieldEditor::retranslate();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (field().type == form::FieldType::YesNo) {
            m_rows[i]->setTexts(i == 0 ? tr("Yes") : tr("No"));
        } else {
            const form::ChoiceOption &option = field().choices[i];
            m_rows[i]->setTexts(inLanguage(option.label), option.hint ? inLanguage(*option.hint) : QString());
        }
    }
    m_clear->setText(tr("Clear this answer"));
    updateClear();
    describe();
}

void RadioEditor::describe()
{
    setAccessibleDescription(description());
    for (size_t i = 0; i < m_rows.size(); ++i) {
        style::setInvalid(m_rows[i], !problems().empty());
        QStringList parts;
        if (i < field().choices.size() && field().choices[i].hint) {
            parts.append(inLanguage(*field().choices[i].hint));
        }
        // The field's own words belong to the group; the first row carries them for those that do not read groups.
        if (i == 0 && !description().isEmpty()) {
            parts.append(description());
        }
        m_rows[i]->setAccessibleDescription(parts.join(u'\n'));
    }
}

} // namespace ttp::ui
