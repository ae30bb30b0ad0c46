// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader_names.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace ttp::form {

namespace {

constexpr std::pair<QStringView, FieldType> Types[] = {
    {u"text", FieldType::Text},         {u"multiline", FieldType::Multiline},
    {u"date", FieldType::Date},         {u"partial_date", FieldType::PartialDate},
    {u"country", FieldType::Country},   {u"choice", FieldType::Choice},
    {u"choices", FieldType::Choices},   {u"yes_no", FieldType::YesNo},
    {u"integer", FieldType::Integer},   {u"email", FieldType::Email},
    {u"phone", FieldType::Phone},       {u"group", FieldType::Group},
    {u"document", FieldType::Document}, {u"statement", FieldType::Statement},
};

constexpr std::pair<QStringView, Charset> Charsets[] = {
    {u"any", Charset::Any},
    {u"ascii", Charset::Ascii},
    {u"latin_upper", Charset::LatinUpper},
    {u"digits", Charset::Digits},
    {u"alphanumeric", Charset::Alphanumeric},
    {u"fullwidth", Charset::FullWidth},
};

constexpr std::pair<QStringView, MrzElement> MrzElements[] = {
    {u"document_type", MrzElement::DocumentType},
    {u"issuing_state", MrzElement::IssuingState},
    {u"document_number", MrzElement::DocumentNumber},
    {u"surname", MrzElement::Surname},
    {u"given_names", MrzElement::GivenNames},
    {u"full_name", MrzElement::FullName},
    {u"nationality", MrzElement::Nationality},
    {u"birth_date", MrzElement::BirthDate},
    {u"sex", MrzElement::Sex},
    {u"expiry_date", MrzElement::ExpiryDate},
};

template <typename Value, std::size_t Size>
std::optional<Value> named(const std::pair<QStringView, Value> (&table)[Size], QStringView name)
{
    const auto entry =
        std::find_if(std::begin(table), std::end(table), [name](const auto &e) { return e.first == name; });
    return entry == std::end(table) ? std::nullopt : std::optional(entry->second);
}

constexpr unsigned of(std::initializer_list<FieldType> types)
{
    unsigned mask = 0;
    for (const FieldType type : types) {
        mask |= 1U << unsigned(type);
    }
    return mask;
}

constexpr unsigned Written = of({FieldType::Text, FieldType::Multiline, FieldType::Email, FieldType::Phone});
constexpr unsigned Dates = of({FieldType::Date, FieldType::PartialDate});
constexpr unsigned Chosen = of({FieldType::Choice, FieldType::Choices});
constexpr unsigned Values = Written | Dates | Chosen | of({FieldType::Country, FieldType::YesNo, FieldType::Integer});
constexpr unsigned Counted = of({FieldType::Group, FieldType::Document});
constexpr unsigned Document = of({FieldType::Document});

constexpr std::pair<QStringView, unsigned> Attributes[] = {
    {u"min_length", Written},
    {u"max_length", Written},
    {u"charset", Written},
    {u"pattern", Written},
    {u"pattern_message", Written},
    {u"minimum", of({FieldType::Integer})},
    {u"maximum", of({FieldType::Integer})},
    {u"not_before", Dates},
    {u"not_after", Dates},
    {u"must_equal", Values},
    {u"choices", Chosen},
    {u"fields", of({FieldType::Group})},
    {u"min_count", Counted},
    {u"max_count", Counted},
    {u"accept", Document},
    {u"max_bytes", Document},
    {u"masked", Values},
    {u"mrz", of({FieldType::Text}) | Dates | of({FieldType::Country, FieldType::Choice})},
};

bool isLower(QChar character)
{
    return character >= u'a' && character <= u'z';
}

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

} // namespace

std::optional<FieldType> fieldTypeNamed(QStringView name)
{
    return named(Types, name);
}

std::optional<Charset> charsetNamed(QStringView name)
{
    return named(Charsets, name);
}

std::optional<MrzElement> mrzElementNamed(QStringView name)
{
    return named(MrzElements, name);
}

QStringList misplacedAttributes(FieldType type, const QStringList &attributes)
{
    QStringList misplaced;
    for (const auto &[attribute, types] : Attributes) {
        if ((types & of({type})) == 0 && attributes.contains(attribute)) {
            misplaced += attribute.toString();
        }
    }
    return misplaced;
}

bool isFieldId(QStringView id)
{
    const auto segments = id.split(u'.');
    return std::all_of(segments.cbegin(), segments.cend(), [](QStringView segment) {
        return !segment.isEmpty() && isLower(segment.front())
            && std::all_of(segment.cbegin(), segment.cend(),
                           [](QChar c) { return isLower(c) || isDigit(c) || c == u'_'; });
    });
}

bool isMediaType(QStringView name)
{
    constexpr QStringView Signs = u"!#$&-^_.+";
    const auto parts = name.split(u'/');
    return parts.size() == 2 && std::all_of(parts.cbegin(), parts.cend(), [Signs](QStringView part) {
               return !part.isEmpty() && (isLower(part.front()) || isDigit(part.front()))
                   && std::all_of(part.cbegin(), part.cend(),
                                  [Signs](QChar c) { return isLower(c) || isDigit(c) || Signs.contains(c); });
           });
}

} // namespace ttp::form
