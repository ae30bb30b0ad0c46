// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include "base/text.h"
#include "dates.h"
#include "form/characters.h"
#include "form/countries.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// Beyond 2^53 a JSON number is no longer one integer (RFC 8259 section 6).
constexpr double LargestInteger = 9007199254740992.0;
constexpr qsizetype LongestFilename = 255;

using Verdict = std::optional<Finding>;

Verdict found(const QString &code, Message message, std::initializer_list<LocalizedText> arguments = {})
{
    return Finding{code, messageText(message, arguments)};
}

Message charsetMessage(Charset charset)
{
    switch (charset) {
    case Charset::Ascii: return Message::CharsetAscii;
    case Charset::LatinUpper: return Message::CharsetLatinUpper;
    case Charset::Digits: return Message::CharsetDigits;
    case Charset::Alphanumeric: return Message::CharsetAlphanumeric;
    case Charset::FullWidth: return Message::CharsetFullWidth;
    case Charset::Any: break;
    }
    return Message::CharsetAny;
}

Verdict judgeCharacters(const Field &field, const QString &text)
{
    const auto strange = strangeCharacters(field, text);
    if (!strange.empty()) {
        return found(u"charset"_s, charsetMessage(field.charset), {strangeText(strange)});
    }
    // "Text is trimmed": what is stored has no blank at either end, so neither length nor pattern may count one.
    return trimmedWhiteSpace(text) == text ? Verdict() : found(u"charset"_s, Message::CharsetBlanks);
}

Verdict judgeLength(const Field &field, const QString &text)
{
    const qsizetype length = codePointCount(nfc(text));
    const bool tooShort = field.minLength && length < *field.minLength;
    const bool tooLong = field.maxLength && length > *field.maxLength;
    if (!tooShort && !tooLong) {
        return std::nullopt;
    }
    const Message message = field.minLength == field.maxLength ? Message::LengthExactly
        : tooShort                                             ? Message::LengthLess
                                                               : Message::LengthMore;
    return found(u"length"_s, message, {sameText(tooShort ? *field.minLength : *field.maxLength), sameText(length)});
}

Verdict judgePattern(const Field &field, const QString &text)
{
    if (field.type == FieldType::Email && !isEmail(text)) {
        return found(u"pattern"_s, Message::PatternEmail);
    }
    if (field.type == FieldType::Phone && !isPhone(text)) {
        return found(u"pattern"_s, Message::PatternPhone);
    }
    if (!field.matcher || field.matcher->matches(nfc(text))) {
        return std::nullopt;
    }
    return Finding{u"pattern"_s, field.patternMessage ? *field.patternMessage : messageText(Message::Pattern)};
}

Verdict judgeText(const Field &field, const QString &text)
{
    if (auto verdict = judgeCharacters(field, text)) {
        return verdict;
    }
    if (auto verdict = judgeLength(field, text)) {
        return verdict;
    }
    return judgePattern(field, text);
}

// What is missing of `2031-8-`, a date whose last box was left empty; empty if nothing is.
std::optional<LocalizedText> missingParts(const QString &text)
{
    static const LocalizedText names[] = {LocalizedText(u"年"_s, u"year"_s), LocalizedText(u"月"_s, u"month"_s),
                                          LocalizedText(u"日"_s, u"day"_s)};
    const QStringList parts = text.split(u'-');
    QStringList ja;
    QStringList en;
    for (qsizetype i = 0; i < 3 && parts.size() == 3; ++i) {
        if (parts.at(i).isEmpty()) {
            ja += names[i].in(u"ja"_s);
            en += names[i].in(u"en"_s);
        }
    }
    return ja.isEmpty() ? std::nullopt : std::optional(LocalizedText(ja.join(u"と"_s), en.join(u" and the "_s)));
}

// A partial date breaks a bound only if no day that it can mean would keep it.
Verdict judgeDate(const Field &field, const QString &text, const CheckContext &context)
{
    const bool partial = field.type == FieldType::PartialDate;
    const auto day = parseDate(text);
    const auto span = partial ? parsePartialDate(text) : day ? std::optional(DaySpan{*day, *day}) : std::nullopt;
    if (const auto parts = missingParts(text)) {
        return found(u"date"_s, Message::DateIncomplete, {*parts});
    }
    if (!span) {
        return found(u"date"_s, partial ? Message::DatePartialInvalid : Message::DateInvalid);
    }
    if (field.notBefore && span->last < field.notBefore->resolve(context.today)) {
        return found(u"too-early"_s, Message::DateTooEarly, {dateText(field.notBefore->resolve(context.today))});
    }
    if (field.notAfter && span->first > field.notAfter->resolve(context.today)) {
        return found(u"too-late"_s, Message::DateTooLate, {dateText(field.notAfter->resolve(context.today))});
    }
    return std::nullopt;
}

Verdict judgeCountry(const QString &code, const CheckContext &context)
{
    const Country *state = country(code);
    if (state == nullptr) {
        return found(u"choice"_s, Message::CountryUnknown, {sameText(code)});
    }
    return state->practiceOnly && !context.practice ? found(u"choice"_s, Message::CountryPractice, {sameText(code)})
                                                    : Verdict();
}

Verdict judgeChoice(const Field &field, const QString &value)
{
    const bool known = std::any_of(field.choices.cbegin(), field.choices.cend(),
                                   [&value](const ChoiceOption &option) { return option.value == value; });
    return known ? Verdict() : found(u"choice"_s, Message::ChoiceUnknown, {sameText(value)});
}

Verdict judgeChoices(const Field &field, const QJsonArray &values)
{
    QSet<QString> seen;
    for (const QJsonValue &value : values) {
        if (!value.isString()) {
            return found(u"type"_s, Message::TypeList);
        }
        if (auto verdict = judgeChoice(field, value.toString())) {
            return verdict;
        }
        if (seen.contains(value.toString())) {
            return found(u"choice"_s, Message::ChoiceTwice, {sameText(value.toString())});
        }
        seen.insert(value.toString());
    }
    return std::nullopt;
}

Verdict judgeInteger(const Field &field, double value)
{
    if (std::floor(value) != value || std::abs(value) > LargestInteger) {
        return found(u"type"_s, Message::TypeInteger);
    }
    const auto number = qint64(value);
    const bool less = field.minimum && number < *field.minimum;
    const bool more = field.maximum && number > *field.maximum;
    if (!less && !more) {
        return std::nullopt;
    }
    if (field.minimum && field.maximum) {
        return found(u"range"_s, Message::RangeBetween,
                     {sameText(*field.minimum), sameText(*field.maximum), sameText(number)});
    }
    return less ? found(u"range"_s, Message::RangeLess, {sameText(*field.minimum), sameText(number)})
                : found(u"range"_s, Message::RangeMore, {sameText(*field.maximum), sameText(number)});
}

Verdict judgeString(const Field &field, const QString &text, const CheckContext &context)
{
    switch (field.type) {
    case FieldType::Date:
    case FieldType::PartialDate: return judgeDate(field, text, context);
    case FieldType::Country: return judgeCountry(text, context);
    case FieldType::Choice: return judgeChoice(field, text);
    default: return judgeText(field, text);
    }
}

} // namespace

std::optional<Finding> judge(const Field &field, const QJsonValue &value, const CheckContext &context)
{
    switch (field.type) {
    case FieldType::YesNo:
    case FieldType::Statement: return value.isBool() ? Verdict() : found(u"type"_s, Message::TypeBoolean);
    case FieldType::Integer:
        return value.isDouble() ? judgeInteger(field, value.toDouble()) : found(u"type"_s, Message::TypeInteger);
    case FieldType::Choices:
        return value.isArray() ? judgeChoices(field, value.toArray()) : found(u"type"_s, Message::TypeList);
    case FieldType::Group:
    case FieldType::Document: return std::nullopt;
    default:
        return value.isString() ? judgeString(field, value.toString(), context) : found(u"type"_s, Message::TypeText);
    }
}

Finding missing(const Field &field)
{
    const auto message = [&field] {
        switch (field.type) {
        case FieldType::Choices: return Message::RequiredChoices;
        case FieldType::Country:
        case FieldType::Choice:
        case FieldType::YesNo: return Message::RequiredChoice;
        case FieldType::Statement: return Message::RequiredStatement;
        case FieldType::Group: return Message::RequiredEntry;
        case FieldType::Document: return Message::RequiredFile;
        default: return Message::RequiredText;
        }
    };
    return {u"required"_s, messageText(message())};
}

std::optional<Finding> judgeFile(const Field &field, const Attachment &file, const CheckContext &context)
{
    const QString name = nfc(file.filename);
    if (codePointCount(name) > LongestFilename) {
        return found(u"length"_s, Message::LengthFilename, {sameText(LongestFilename), sameText(codePointCount(name))});
    }
    if (file.size <= 0) {
        return found(u"empty"_s, Message::Empty);
    }
    for (const QStringList &accepted : {field.accept, context.limits ? context.limits->mediaTypes : QStringList()}) {
        if (!accepted.isEmpty() && !accepted.contains(file.mediaType)) {
            return found(u"media-type"_s, Message::MediaType, {mediaTypesText(accepted)});
        }
    }
    std::optional<qint64> most = field.maxBytes;
    if (context.limits) {
        most = std::min(most.value_or(context.limits->attachmentBytes), context.limits->attachmentBytes);
    }
    return most && file.size > *most
        ? found(u"too-large"_s, Message::TooLarge, {sizeText(*most, false), sizeText(file.size, true)})
        : Verdict();
}

} // namespace ttp::form
