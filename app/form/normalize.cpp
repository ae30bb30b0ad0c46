// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/normalize.h"

#include "base/text.h"
#include "dates.h"
#include "evaluator.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr char16_t ProlongedSound = 0x30FC; // 'ー', on many keyboards where the hyphen is

bool isHyphen(QChar character)
{
    const char16_t code = character.unicode();
    return code == u'-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE63;
}

bool isAsciiLetterOrDigit(QChar character)
{
    return character.unicode() < 0x80 && character.isLetterOrNumber();
}

// Hyphens, apostrophes, quotes and blanks as people's keyboards write them.
QString asciiSigns(const QString &text)
{
    QString result = text;
    for (qsizetype i = 0; i < result.size(); ++i) {
        QChar &character = result[i];
        const char16_t code = character.unicode();
        const bool afterAscii = i > 0 && isAsciiLetterOrDigit(result.at(i - 1));
        if (isHyphen(character) || ((code == ProlongedSound || code == 0xFF70) && afterAscii)) {
            character = u'-';
        } else if (code == 0x2018 || code == 0x2019 || code == 0x02BC || code == 0x00B4) {
            character = u'\'';
        } else if (code == 0x201C || code == 0x201D) {
            character = u'"';
        } else if (character.isSpace() && character != u'\n') {
            character = u' ';
        }
    }
    return result;
}

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

// ASCII only: QString::toUpper would turn ß into SS and ı into I, which the person should decide.
QString upper(const QString &text)
{
    QString result = text;
    for (QChar &character : result) {
        if (character >= u'a' && character <= u'z') {
            character = QChar(char16_t(character.unicode() - u'a' + u'A'));
        }
    }
    return result;
}

QString singleBlanks(const QString &text)
{
    QString result;
    for (const QChar character : text) {
        if (character != u' ' || !result.endsWith(u' ')) {
            result += character;
        }
    }
    return result;
}

QString fullWidthText(const QString &text)
{
    QString result = fullWidth(text);
    for (QChar &character : result) {
        const char16_t code = character.unicode();
        if (character.category() == QChar::Separator_Space) {
            character = QChar(0x3000);
        } else if (code == 0x2011) { // the hyphen that does not break, which is not wide
            character = QChar(0x2010);
        } else if (code == 0x2012) { // the figure dash likewise
            character = QChar(0x2013);
        }
    }
    return result;
}

QString inCharset(const Field &field, const QString &text)
{
    switch (field.charset) {
    case Charset::Any: return text;
    case Charset::Ascii: return asciiSigns(halfWidth(text));
    case Charset::LatinUpper: return singleBlanks(upper(asciiSigns(halfWidth(text))));
    case Charset::Digits: return without(asciiSigns(halfWidth(text)), isBlankOrHyphen);
    case Charset::Alphanumeric: {
        const QString code = without(asciiSigns(halfWidth(text)), isBlankOrHyphen);
        return field.mrz ? upper(code) : code; // a machine readable zone has capitals only
    }
    case Charset::FullWidth: return fullWidthText(text);
    }
    return text;
}

QString phoneNumber(const QString &typed)
{
    QString text = asciiSigns(halfWidth(typed)).trimmed();
    if (text.startsWith(u'+')) {
        text.remove(u"(0)"_s); // the trunk prefix, written in brackets because it is not dialled from abroad
    }
    return without(text,
                   [](QChar c) { return isBlankOrHyphen(c) || c == u'(' || c == u')' || c == u'[' || c == u']' || c == u'.' || c == u'/'; });
}

QString countryCode(const QString &typed)
{
    const QString code = without(upper(halfWidth(typed)), [](QChar c) { return c == u'<' || c.isSpace(); });
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
        return trimmedWhiteSpace(nfc(inCharset(field, lines(typed, field.type == FieldType::Multiline))));
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
