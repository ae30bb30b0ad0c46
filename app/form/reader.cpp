// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

#include "base/text.h"
#include "dates.h"
#include "reader_names.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int MaxGroupsAround = 2;

/// Direction controls can make a label read as something else; a control character has no place in a label.
bool isDangerous(char32_t character)
{
    return character != U'\n' && isForbiddenInText(character);
}

bool isSafe(const QString &text)
{
    const auto characters = text.toUcs4();
    return text.isValidUtf16() && std::none_of(characters.cbegin(), characters.cend(), isDangerous);
}

} // namespace

Definition FormReader::read(const QJsonValue &document)
{
    JsonObject object(document, QString(), m_errors);
    Definition definition;
    if (object.integer(u"format"_s) != 1) {
        object.report(u"format"_s, u"must be 1"_s);
    }
    definition.id = readName(object, u"id"_s);
    definition.version = readName(object, u"version"_s);
    definition.title = readText(object, u"title"_s);
    object.forEach(u"steps"_s, [&](JsonObject &step) {
        if (int(definition.steps.size()) == MaxSteps) {
            step.report(u"more than %1 steps"_s.arg(MaxSteps));
        } else if (m_errors.isEmpty()) {
            definition.steps.push_back(readStep(step));
        }
    });
    if (definition.steps.empty()) {
        object.report(u"steps"_s, u"is empty"_s);
    }
    object.refuseUnknown();
    return definition;
}

Step FormReader::readStep(JsonObject &object)
{
    Step step;
    step.id = readName(object, u"id"_s);
    step.title = readText(object, u"title"_s);
    step.intro = readOptionalText(object, u"intro"_s);
    step.visibleWhen = readOptionalCondition(object, u"visible_when"_s);
    object.forEach(u"fields"_s, [&](JsonObject &field) { step.fields.push_back(readField(field, 0)); });
    object.refuseUnknown();
    return step;
}

Field FormReader::readField(JsonObject &object, int groupsAround)
{
    Field field;
    if (++m_fields > MaxFields) {
        object.report(u"more than %1 fields"_s.arg(MaxFields));
        return field;
    }
    field.id = readName(object, u"id"_s);
    if (!isFieldId(field.id)) {
        object.report(u"id"_s, u"must be lower-case words joined by dots"_s);
    }
    const QString typeName = object.string(u"type"_s);
    const auto type = fieldTypeNamed(typeName);
    if (!type) {
        object.report(u"type"_s, u"is an unknown type of field"_s);
        return field;
    }
    field.type = *type;
    const QStringList misplaced = misplacedAttributes(field.type, object.json().keys());
    for (const QString &attribute : misplaced) {
        object.report(attribute, u"means nothing for the type "_s + typeName);
    }
    field.label = readText(object, u"label"_s);
    field.hint = readOptionalText(object, u"hint"_s);
    field.why = readOptionalText(object, u"why"_s);
    field.required = object.optionalBoolean(u"required"_s).value_or(true);
    field.requiredWhen = readOptionalCondition(object, u"required_when"_s);
    field.visibleWhen = readOptionalCondition(object, u"visible_when"_s);
    readTextRules(object, field);
    readValueRules(object, field);
    readFileRules(object, field);
    readChoices(object, field);
    readMembers(object, field, groupsAround);
    object.refuseUnknown();
    return field;
}

void FormReader::readMembers(JsonObject &object, Field &field, int groupsAround)
{
    if (field.type == FieldType::Document && groupsAround > 0) {
        object.report(u"type"_s, u"a group cannot hold a document"_s);
    }
    if (field.type != FieldType::Group) {
        return;
    }
    if (groupsAround == MaxGroupsAround) {
        object.report(u"type"_s, u"groups nest at most two deep"_s);
        return;
    }
    object.forEach(u"fields"_s,
                   [&](JsonObject &member) { field.fields.push_back(readField(member, groupsAround + 1)); });
    if (field.fields.empty()) {
        object.report(u"fields"_s, u"is empty"_s);
    }
}

void FormReader::readTextRules(JsonObject &object, Field &field)
{
    field.minLength = readCount(object, u"min_length"_s, 0);
    field.maxLength = readCount(object, u"max_length"_s, 1);
    if (field.minLength && field.maxLength && *field.minLength > *field.maxLength) {
        object.report(u"min_length"_s, u"is larger than max_length"_s);
    }
    if (const auto name = object.optionalString(u"charset"_s)) {
        const auto charset = charsetNamed(*name);
        if (!charset) {
            object.report(u"charset"_s, u"is an unknown character set"_s);
        }
        field.charset = charset.value_or(Charset::Any);
    }
    readPattern(object, field);
}

void FormReader::readPattern(JsonObject &object, Field &field)
{
    field.pattern = object.optionalString(u"pattern"_s);
    field.patternMessage = readOptionalText(object, u"pattern_message"_s);
    if (field.patternMessage && !field.pattern) {
        object.report(u"pattern_message"_s, u"without pattern"_s);
    }
    if (!field.pattern) {
        return;
    }
    auto pattern = Pattern::compile(*field.pattern);
    if (!pattern) {
        object.report(u"pattern"_s, pattern.error());
        return;
    }
    m_patternSize += pattern->size();
    if (m_patternSize > MaxPatternSize) {
        object.report(u"pattern"_s, u"the patterns of this form are too large together"_s);
        return;
    }
    field.matcher = std::move(*pattern);
}

void FormReader::readValueRules(JsonObject &object, Field &field)
{
    field.minimum = object.optionalInteger(u"minimum"_s);
    field.maximum = object.optionalInteger(u"maximum"_s);
    if (field.minimum && field.maximum && *field.minimum > *field.maximum) {
        object.report(u"minimum"_s, u"is larger than maximum"_s);
    }
    field.notBefore = readBound(object, u"not_before"_s);
    field.notAfter = readBound(object, u"not_after"_s);
    const bool absolute =
        field.notBefore && field.notAfter && field.notBefore->date.isValid() && field.notAfter->date.isValid();
    if (absolute && field.notBefore->date > field.notAfter->date) {
        object.report(u"not_before"_s, u"is later than not_after"_s);
    }
    field.mustEqual = object.optionalString(u"must_equal"_s);
    if (const auto name = object.optionalString(u"mrz"_s)) {
        field.mrz = mrzElementNamed(*name);
        if (!field.mrz) {
            object.report(u"mrz"_s, u"is an unknown element of a machine readable zone"_s);
        }
    }
    field.masked = object.optionalBoolean(u"masked"_s).value_or(false);
}

void FormReader::readFileRules(JsonObject &object, Field &field)
{
    field.minCount = readCount(object, u"min_count"_s, 0);
    field.maxCount = readCount(object, u"max_count"_s, 1);
    if (field.minCount && field.maxCount && *field.minCount > *field.maxCount) {
        object.report(u"min_count"_s, u"is larger than max_count"_s);
    }
    field.accept = object.optionalStrings(u"accept"_s);
    for (const QString &mediaType : std::as_const(field.accept)) {
        if (!isMediaType(mediaType)) {
            object.report(u"accept"_s, u"must hold media types in lower case"_s);
        }
    }
    field.maxBytes = object.optionalInteger(u"max_bytes"_s);
    if (field.maxBytes && *field.maxBytes < 1) {
        object.report(u"max_bytes"_s, u"must be at least 1"_s);
    }
}

void FormReader::readChoices(JsonObject &object, Field &field)
{
    if (field.type != FieldType::Choice && field.type != FieldType::Choices) {
        return;
    }
    QSet<QString> values;
    object.forEach(u"choices"_s, [&](JsonObject &entry) {
        if (++m_choices > MaxChoices) {
            entry.report(u"more than %1 choices"_s.arg(MaxChoices));
            return;
        }
        ChoiceOption option{readName(entry, u"value"_s), readText(entry, u"label"_s),
                            readOptionalText(entry, u"hint"_s)};
        if (values.contains(option.value)) {
            entry.report(u"value"_s, u"stands there twice"_s);
        }
        values.insert(option.value);
        entry.refuseUnknown();
        field.choices.push_back(std::move(option));
    });
    if (field.choices.empty()) {
        object.report(u"choices"_s, u"is empty"_s);
    }
}

QString FormReader::readName(JsonObject &object, const QString &key)
{
    const QString name = object.string(key);
    if (name.isEmpty() || name.size() > MaxNameLength || !isSafe(name) || name.contains(u'\n')) {
        object.report(key, u"must be 1 to %1 ordinary characters"_s.arg(MaxNameLength));
    }
    return name;
}

LocalizedText FormReader::readText(JsonObject &object, const QString &key)
{
    LocalizedText text = object.text(key);
    checkText(object, key, text);
    for (const QString &language : {u"ja"_s, u"en"_s}) {
        if (trimmedWhiteSpace(text.in(language)).isEmpty()) {
            object.report(key, u"is empty in "_s + language);
        }
    }
    return text;
}

std::optional<LocalizedText> FormReader::readOptionalText(JsonObject &object, const QString &key)
{
    auto text = object.optionalText(key);
    if (text) {
        checkText(object, key, *text);
    }
    return text;
}

void FormReader::checkText(JsonObject &object, const QString &key, const LocalizedText &text)
{
    if (text.texts().size() > MaxLanguages) {
        object.report(key, u"more than %1 languages"_s.arg(MaxLanguages));
    }
    for (auto entry = text.texts().cbegin(); entry != text.texts().cend(); ++entry) {
        if (entry.key().isEmpty() || entry.key().size() > MaxNameLength || entry->size() > MaxTextLength) {
            object.report(key, u"longer than %1 characters"_s.arg(MaxTextLength));
        }
        if (!isSafe(*entry)) {
            object.report(key, u"holds a control character"_s);
        }
    }
}

std::optional<int> FormReader::readCount(JsonObject &object, const QString &key, int least)
{
    const auto number = object.optionalInteger(key);
    if (!number) {
        return std::nullopt;
    }
    if (*number < least || *number > MaxCount) {
        object.report(key, u"must be from %1 to %2"_s.arg(least).arg(MaxCount));
        return std::nullopt;
    }
    return int(*number);
}

std::optional<DateBound> FormReader::readBound(JsonObject &object, const QString &key)
{
    const auto text = object.optionalString(key);
    if (!text) {
        return std::nullopt;
    }
    const auto bound = parseDateBound(*text);
    if (!bound) {
        object.report(key, u"must be a date, today, or today with a duration"_s);
    }
    return bound;
}

} // namespace ttp::form
