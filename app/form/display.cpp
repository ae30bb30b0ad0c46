// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/display.h"

#include "dates.h"
#include "form/countries.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype ShownOfMasked = 4;

QString masked(const QString &text)
{
    const auto codes = text.toUcs4();
    // A text of four characters or fewer would be shown whole.
    const qsizetype shown = codes.size() > ShownOfMasked ? ShownOfMasked : 0;
    const auto tail = codes.mid(codes.size() - shown);
    QString result = u"••••"_s;
    for (const uint code : tail) {
        const auto character = char32_t(code);
        result += QString::fromUcs4(&character, 1);
    }
    return result;
}

QString choiceText(const Field &field, const QString &value, const QString &language)
{
    const auto option = std::find_if(field.choices.cbegin(), field.choices.cend(),
                                     [&value](const ChoiceOption &candidate) { return candidate.value == value; });
    return option == field.choices.cend() ? value : option->label.in(language);
}

QString choicesText(const Field &field, const QJsonArray &values, const QString &language)
{
    QStringList labels;
    for (const QJsonValue &value : values) {
        labels += choiceText(field, value.toString(), language);
    }
    return labels.join(LocalizedText(u"、"_s, u", "_s).in(language));
}

QString countryText(const QString &code, const QString &language)
{
    const Country *state = country(code);
    return state == nullptr ? code : u"%1 (%2)"_s.arg(state->name.in(language), code);
}

QString plainText(const Field &field, const QJsonValue &value, const QString &language)
{
    switch (field.type) {
    case FieldType::Group:
    case FieldType::Document: return {};
    case FieldType::Date:
    case FieldType::PartialDate: return dateText(value.toString(), language);
    case FieldType::Country: return countryText(value.toString(), language);
    case FieldType::Choice: return choiceText(field, value.toString(), language);
    case FieldType::Choices: return choicesText(field, value.toArray(), language);
    case FieldType::Integer: return value.isDouble() ? QString::number(value.toDouble(), 'f', 0) : QString();
    case FieldType::YesNo:
        return (value.toBool() ? LocalizedText(u"はい"_s, u"Yes"_s) : LocalizedText(u"いいえ"_s, u"No"_s)).in(language);
    case FieldType::Statement:
        return (value.toBool() ? LocalizedText(u"同意・確認済み"_s, u"Confirmed"_s)
                               : LocalizedText(u"未確認"_s, u"Not confirmed"_s))
            .in(language);
    default: return value.toString();
    }
}

} // namespace

QString displayText(const Field &field, const QJsonValue &value, const QString &language)
{
    if (isEmptyValue(value)) {
        return {};
    }
    const QString text = plainText(field, value, language);
    return field.masked && !text.isEmpty() ? masked(text) : text;
}

} // namespace ttp::form
