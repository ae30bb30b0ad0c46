// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_values.h"

#include "base/text.h"
#include "charset.h"
#include "form/countries.h"
#include "pattern_ecma.h"
#include "schema_conditions.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// The last integer that `check` cannot tell from 2^53, up to which a JSON number is one integer (RFC 8259 section 6).
constexpr qint64 LargestInteger = 9007199254740993;

// Every day that there is, leap years included; there is no year 0000.
constexpr auto Month = "(?:0[1-9]|1[0-2])"_L1;
constexpr auto MonthAndDay = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
                             "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"_L1;
constexpr auto LeapDay =
    "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29"_L1;

QJsonObject text(const QString &pattern)
{
    return {{u"type"_s, u"string"_s}, {u"pattern"_s, pattern}};
}

QJsonObject dateSchema(bool partial)
{
    const QString year = u"(?!0000)[0-9]{4}"_s;
    const QString day = year + u'-' + MonthAndDay + u'|' + LeapDay;
    return text(ecmaWhole(partial ? year + u"(?:-"_s + Month + u")?|"_s + day : day));
}

// The HTML living standard's valid e-mail address.
QJsonObject emailSchema()
{
    const QString label = u"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"_s;
    return text(ecmaWhole(u"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,}@%1(?:\\.%1){0,}"_s.arg(label)));
}

QJsonObject countrySchema()
{
    QJsonArray codes;
    for (const Country &country : countries()) {
        codes.append(country.code);
    }
    return {{u"$comment"_s, u"The codes of a passport's machine readable zone (ICAO Doc 9303 part 3)"_s},
            {u"enum"_s, codes}};
}

// A blank at either end would have been taken away before an answer is sent.
QJsonObject trimmedSchema()
{
    static const QString blanks = ecmaClass([](char32_t code) {
        return code <= 0xFFFF && trimmedWhiteSpace(QString(QChar(char16_t(code)))).isEmpty();
    });
    return {{u"$comment"_s, u"No White_Space at either end, and not empty"_s},
            {u"pattern"_s, ecmaWhole(u"[^%1](?:[\\s\\S]{0,}[^%1])?"_s.arg(blanks))}};
}

/// The last parts of what normalization composes.
QSet<char32_t> composedLast()
{
    QSet<char32_t> last;
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (QChar::decompositionTag(code) == QChar::Canonical) {
            const QList<uint> parts = QChar::decomposition(code).toUcs4();
            if (parts.size() > 1) {
                last.insert(parts.last());
            }
        }
    }
    return last;
}

// UAX #15 section 9, the quick check: a text without these is in NFC.
QJsonObject normalizedSchema()
{
    const QSet<char32_t> last = composedLast();
    const auto isDoubtful = [&last](char32_t code) {
        if (QChar::combiningClass(code) != 0 || last.contains(code)) {
            return true;
        }
        const QString alone = QString::fromUcs4(&code, 1);
        return QChar::decompositionTag(code) == QChar::Canonical && nfc(alone) != alone;
    };
    static const QString doubtful = ecmaClass(isDoubtful);
    return {{u"$comment"_s, u"Surely in NFC: nothing that combines with what stands before it or is written anew"_s},
            {u"pattern"_s, ecmaWhole(u"[^%1]{0,}"_s.arg(doubtful))}};
}

// All of Unicode is gone through for it, so it is done once.
const QString &membersOf(Charset charset, bool lines)
{
    static std::array<std::pair<std::once_flag, QString>, 2 * (std::size_t(Charset::FullWidth) + 1)> known;
    auto &[once, members] = known.at(std::size_t(charset) * 2 + (lines ? 1 : 0));
    std::call_once(once, [&] { members = ecmaClass([=](char32_t code) { return isAllowed(charset, lines, code); }); });
    return members;
}

QString nameOf(Charset charset)
{
    switch (charset) {
    case Charset::Any: return u"any"_s;
    case Charset::Ascii: return u"ascii"_s;
    case Charset::LatinUpper: return u"latin_upper"_s;
    case Charset::Digits: return u"digits"_s;
    case Charset::Alphanumeric: return u"alphanumeric"_s;
    case Charset::FullWidth: return u"fullwidth"_s;
    }
    return {};
}

bool isAsciiOnly(Charset charset)
{
    return charset != Charset::Any && charset != Charset::FullWidth;
}

QJsonArray valuesOf(const Field &field)
{
    QJsonArray options;
    for (const ChoiceOption &option : field.choices) {
        QJsonObject schema = annotations(option.label, option.hint);
        schema.insert(u"const"_s, option.value);
        options.append(schema);
    }
    return options;
}

QJsonObject integerSchema(const Field &field)
{
    const auto bound = [](std::optional<qint64> value, qint64 otherwise) {
        const qint64 number = value.value_or(otherwise);
        // From 2^53 on `check` sees the next even number.
        return number >= LargestInteger - 1 ? LargestInteger : number <= 1 - LargestInteger ? -LargestInteger : number;
    };
    return {{u"type"_s, u"integer"_s},
            {u"minimum"_s, bound(field.minimum, -LargestInteger)},
            {u"maximum"_s, bound(field.maximum, LargestInteger)}};
}

} // namespace

bool dependsOnNormalization(const Field &field)
{
    // An address or a number is ASCII by its own rule.
    const bool free = field.type == FieldType::Text || field.type == FieldType::Multiline;
    return free && !isAsciiOnly(field.charset) && (field.minLength || field.maxLength || field.pattern);
}

QJsonObject annotations(const LocalizedText &title, const std::optional<LocalizedText> &hint)
{
    const auto both = [](const LocalizedText &text) { return QString(text.in(u"ja"_s) + u" / "_s + text.in(u"en"_s)); };
    QJsonObject schema{{u"title"_s, both(title)}};
    if (hint) {
        schema.insert(u"description"_s, both(*hint));
    }
    return schema;
}

QJsonObject SchemaValues::shared(const QString &name, QJsonObject (*make)())
{
    if (!m_definitions.contains(name)) {
        m_definitions.insert(name, make());
    }
    return referenceTo(name);
}

QJsonObject SchemaValues::characters(const Field &field)
{
    const Charset charset = field.charset;
    const bool lines = field.type == FieldType::Multiline;
    const QString name = u"charset:"_s + nameOf(charset) + (lines ? u"-lines"_s : QString());
    if (!m_definitions.contains(name)) {
        m_definitions.insert(name, QJsonObject{{u"pattern"_s, ecmaWhole(u'[' + membersOf(charset, lines) + u"]{0,}"_s)}});
    }
    return referenceTo(name);
}

QJsonObject SchemaValues::textSchema(const Field &field)
{
    QJsonArray rules{shared(u"trimmed"_s, trimmedSchema), characters(field)};
    if (field.type == FieldType::Email) {
        rules.append(shared(u"email"_s, emailSchema));
    } else if (field.type == FieldType::Phone) {
        rules.append(QJsonObject{{u"pattern"_s, ecmaWhole(u"\\+[0-9]{8,15}"_s)}});
    }
    QJsonObject measured;
    if (field.minLength) {
        measured.insert(u"minLength"_s, *field.minLength);
    }
    if (field.maxLength) {
        measured.insert(u"maxLength"_s, *field.maxLength);
    }
    if (field.pattern) {
        measured.insert(u"pattern"_s, ecmaPattern(*field.pattern));
    }
    if (dependsOnNormalization(field)) {
        rules.append(QJsonObject{{u"if"_s, shared(u"normalized"_s, normalizedSchema)}, {u"then"_s, measured}});
    } else if (!measured.isEmpty()) {
        rules.append(measured);
    }
    return {{u"type"_s, u"string"_s}, {u"allOf"_s, rules}};
}

QJsonObject SchemaValues::valueSchema(const Field &field)
{
    switch (field.type) {
    case FieldType::YesNo:
    case FieldType::Statement: return {{u"type"_s, u"boolean"_s}};
    case FieldType::Integer: return integerSchema(field);
    case FieldType::Choice: return {{u"anyOf"_s, valuesOf(field)}};
    case FieldType::Choices:
        return {{u"type"_s, u"array"_s},
                {u"minItems"_s, 1},
                {u"uniqueItems"_s, true},
                {u"items"_s, QJsonObject{{u"anyOf"_s, valuesOf(field)}}}};
    case FieldType::Country: return shared(u"country"_s, countrySchema);
    case FieldType::Date: return shared(u"date"_s, [] { return dateSchema(false); });
    case FieldType::PartialDate: return shared(u"partial_date"_s, [] { return dateSchema(true); });
    default: return textSchema(field);
    }
}

} // namespace ttp::form
