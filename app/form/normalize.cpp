// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/normalize.h"

#include "base/text.h"
#include "dates.h"
#include "evaluator.h"
#include "folding.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

QString without(const QString &text, const auto &unwanted)
{
    QString result;
    std::copy_if(text.cbegin(), text.cend(), std::back_inserter(result), [&unwanted](QChar c) { return !unwanted(c); });
    return result;
}

bool isBlankOrHyphen(QChar character)
{
    return character == u' ' || character == u'-';
}

QString inCharset(const Field &field, const QString &text)
{
    const QString stored = folded(field.charset, text);
    // A machine readable zone has capitals only.
    return field.charset == Charset::Alphanumeric && field.mrz ? asciiUpper(stored) : stored;
}

QString phoneNumber(const QString &typed)
{
    QString text = asciiDigits(asciiSigns(halfWidth(typed)));
    text.removeIf([](QChar c) { return isInvisible(c.unicode()); }); // around a number that was copied
    text = text.trimmed();
    if (text.startsWith(u'+')) {
        text.remove(u"(0)"_s); // the trunk prefix, written in brackets because it is not dialled from abroad
    }
    return without(text,
                   [](QChar c) { return isBlankOrHyphen(c) || c == u'ー' || c == u'ｰ' || c == u'(' || c == u')' || c == u'[' || c == u']' || c == u'.' || c == u'/'; });
}

QString countryCode(const QString &typed)
{
    const QString code = without(asciiUpper(halfWidth(typed)), [](QChar c) { return c == u'<' || c.isSpace(); });
    return code == "DEU"_L1 ? u"D"_s : code; // ICAO Doc 9303 part 3 section 5
}

// Every line end becomes LF (of one line: a blank), a tabulator a blank.
QString lines(const QString &typed, bool several)
{
    QString text = withLineFeeds(typed);
    for (QChar &character : text) {
        const char16_t code = character.unicode();
        if (code == 0x0A || code == 0x0B || code == 0x0C || code == 0x85 || code == 0x2028 || code == 0x2029) {
            character = several ? u'\n' : u' ';
        } else if (code == 0x09) {
            character = u' ';
        }
    }
    return text;
}

bool isTyped(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Multiline:
    case FieldType::Date:
    case FieldType::PartialDate:
    case FieldType::Country:
    case FieldType::Email:
    case FieldType::Phone: return true;
    default: return false;
    }
}

QJsonObject normalizedMembers(const std::vector<Field> &fields, QJsonObject values, bool inGroup);

QJsonValue normalizedValue(const Field &field, const QJsonValue &value)
{
    if (value.isString() && isTyped(field.type)) {
        return normalizeText(field, value.toString());
    }
    if (field.type != FieldType::Group || !value.isArray()) {
        return value;
    }
    QJsonArray entries;
    const QJsonArray typed = value.toArray();
    for (const QJsonValue &entry : typed) {
        entries.append(entry.isObject() ? normalizedMembers(field.fields, entry.toObject(), true) : entry);
    }
    return entries;
}

QJsonObject normalizedMembers(const std::vector<Field> &fields, QJsonObject values, bool inGroup)
{
    for (const Field &field : fields) {
        const QString key = inGroup ? field.key() : field.id;
        const auto value = values.constFind(key);
        if (value == values.constEnd()) {
            continue;
        }
        // Writing into a JSON object moves what stands behind; hardly any text changes.
        const QJsonValue typed = *value;
        if (const QJsonValue stored = normalizedValue(field, typed); stored != typed) {
            values.insert(key, stored);
        }
    }
    return values;
}

Answers normalized(const Definition &definition, const Answers &answers)
{
    QJsonObject values = answers.json();
    for (const Step &step : definition.steps) {
        values = normalizedMembers(step.fields, std::move(values), false);
    }
    return Answers(values);
}

} // namespace

QString normalizeText(const Field &field, const QString &typed)
{
    switch (field.type) {
    case FieldType::Date: return isoDate(typed, false);
    case FieldType::PartialDate: return isoDate(typed, true);
    case FieldType::Country: return countryCode(typed);
    case FieldType::Phone: return phoneNumber(lines(typed, false));
    case FieldType::Integer:
    case FieldType::Email: return trimmedWhiteSpace(halfWidth(lines(typed, false)));
    case FieldType::Text:
    case FieldType::Multiline:
        return trimmedWhiteSpace(nfcOfNames(inCharset(field, lines(typed, field.type == FieldType::Multiline))));
    default: return typed;
    }
}

Answers prepareForSending(const Definition &definition, const Answers &answers,
                          const std::vector<Attachment> &attachments)
{
    const Answers typed = normalized(definition, answers);
    const Evaluator evaluator(definition, typed, attachments);
    Answers prepared = typed;
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            // An answer to a document field is a mistake that the check has to see; undefined removes the others.
            if (field.type == FieldType::Document || !typed.has(field.id)) {
                continue;
            }
            const QJsonValue value = evaluator.value(field, evaluator.top());
            if (value.isUndefined() || field.type == FieldType::Group) {
                prepared.set(field.id, value);
            }
        }
    }
    return prepared;
}

std::vector<Attachment> attachmentsForSending(const Definition &definition, const Answers &answers,
                                              const std::vector<Attachment> &attachments)
{
    // Conditions see the answers as they are sent: "DEU" is typed, "D" decides.
    const Answers typed = normalized(definition, answers);
    const Evaluator evaluator(definition, typed, attachments);
    std::vector<Attachment> sent;
    std::copy_if(attachments.cbegin(), attachments.cend(), std::back_inserter(sent), [&](const Attachment &attachment) {
        const Place *place = evaluator.index().find(attachment.field);
        return place == nullptr || evaluator.isVisible(*place->field, evaluator.top());
    });
    return sent;
}

} // namespace ttp::form
