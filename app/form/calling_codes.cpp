// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/calling_codes.h"

#include "base/json.h"
#include "form/normalize.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype LongestCode = 3; // E.164 section 6.2.1

std::vector<CallingCode> readTable()
{
    std::vector<CallingCode> table;
    QFile file(u":/countries/calling_codes.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("the table of calling codes is not compiled in");
    }
    const auto document = parseJson(file.readAll());
    JsonErrors errors;
    JsonObject root(document.value_or(QJsonValue()), QString(), errors);
    root.forEach(u"codes"_s, [&table](JsonObject &entry) {
        std::vector<int> lengths;
        for (const QJsonValue &length : entry.array(u"lengths"_s)) {
            lengths.push_back(length.toInt());
        }
        table.push_back({entry.string(u"country"_s), entry.string(u"code"_s),
                         entry.optionalString(u"trunk"_s).value_or(QString()), lengths,
                         entry.optionalBoolean(u"main"_s).value_or(false), entry.optionalStrings(u"areas"_s)});
        entry.refuseUnknown();
    });
    if (!errors.isEmpty()) {
        qFatal("the table of calling codes: %s", qUtf8Printable(errors.first()));
    }
    return table;
}

bool areDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isLength(const CallingCode &code, qsizetype length)
{
    return std::find(code.lengths.begin(), code.lengths.end(), int(length)) != code.lengths.end();
}

QString withoutTrunk(const CallingCode &code, const QString &digits)
{
    if (code.trunk.isEmpty() || !digits.startsWith(code.trunk)) {
        return digits;
    }
    const QString rest = digits.mid(code.trunk.size());
    // No number of a country with a trunk prefix of 0 begins with 0.
    const bool isTrunk = code.trunk.startsWith(u'0') || (isLength(code, rest.size()) && !isLength(code, digits.size()));
    return isTrunk && !rest.isEmpty() ? rest : digits;
}

} // namespace

const std::vector<CallingCode> &callingCodes()
{
    static const std::vector<CallingCode> table = readTable();
    return table;
}

const CallingCode *callingCodeOf(const QString &country)
{
    const auto &table = callingCodes();
    const auto found = std::ranges::find(table, country, &CallingCode::country);
    return found == table.end() ? nullptr : &*found;
}

const CallingCode *callingCodeOfNumber(const QString &number)
{
    if (!number.startsWith(u'+') || !areDigits(number.mid(1))) {
        return nullptr;
    }
    const CallingCode *main = nullptr;
    for (const CallingCode &code : callingCodes()) {
        if (!QStringView(number).mid(1).startsWith(code.code)) {
            continue;
        }
        const QString national = number.mid(1 + code.code.size());
        if (std::ranges::any_of(code.areas, [&national](const QString &area) { return national.startsWith(area); })) {
            return &code;
        }
        main = code.main ? &code : main; // no code is the beginning of another one
    }
    return main;
}

QString bareNumber(const QString &typed)
{
    Field phone;
    phone.type = FieldType::Phone;
    return normalizeText(phone, typed);
}

QString internationalNumber(const CallingCode &code, const QString &typed)
{
    const QString bare = bareNumber(typed);
    if (bare.startsWith(u'+')) {
        return bare;
    }
    if (bare.startsWith("00"_L1) && areDigits(bare) && bare.size() > LongestCode + 2) {
        return u'+' + bare.mid(2);
    }
    return u'+' + code.code + (areDigits(bare) ? withoutTrunk(code, bare) : typed);
}

} // namespace ttp::form
