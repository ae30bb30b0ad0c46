// SPDX-License-Identifier: GPL-3.0-or-later
#include "list_editor.h"

#include "form/countries.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QCollator>
#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

namespace ttp::ui {

using form::FieldType;

ListEditor::ListEditor(const form::Field &field, const QString &language, bool practice, QWidget *parent)
    : FieldEditor(field, language, parent), m_box(new SearchBox(this)), m_practice(practice)
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_box);
    row->addStretch(1);
    controls()->addLayout(row);
    setBuddy(m_box);
    connect(m_box, &SearchBox::edited, this, [this] { edited(); });
    retranslate();
}

QWidget *ListEditor::firstControl() const
{
    return m_box;
}

std::vector<SearchBox::Item> ListEditor::countryItems() const
{
    std::vector<SearchBox::Item> items;
    for (const form::Country &country : form::countries()) {
        if (country.practiceOnly && !m_practice) {
            continue;
        }
        QStringList names = country.name.texts().values() + country.aliases;
        names.append(country.code);
        if (!country.alpha2.isEmpty()) {
            names.append(country.alpha2);
        }
        items.push_back({country.code, inLanguage(country.name), names});
    }
    QCollator collator{QLocale(language())};
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(items.begin(), items.end(), [&](const SearchBox::Item &one, const SearchBox::Item &other) {
        return collator.compare(one.label, other.label) < 0;
    });
    return items;
}

std::vector<SearchBox::Item> ListEditor::choiceItems() const
{
    std::vector<SearchBox::Item> items;
    for (const form::ChoiceOption &option : field().choices) {
        items.push_back({option.value, inLanguage(option.label), option.label.texts().values()});
    }
    return items;
}

QJsonValue ListEditor::controlValue() const
{
    const QString value = m_box->value();
    return value.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(value);
}

void ListEditor::showValue(const QJsonValue &value)
{
    m_box->setValue(value.toString());
}

void ListEditor::retranslate()
{
    setOwnHint(tr("Type a part of the name, or open the list."));
    FieldEditor::retranslate();
    m_box->setItems(field().type == FieldType::Country ? countryItems() : choiceItems());
    m_box->updateGeometry();
    describe();
}

void ListEditor::describe()
{
    for (QWidget *control : {static_cast<QWidget *>(m_box), static_cast<QWidget *>(m_box->lineEdit())}) {
        control->setAccessibleName(labelText());
        control->setAccessibleDescription(description());
    }
    style::setInvalid(m_box, !problems().empty());
}

} // namespace ttp::ui
