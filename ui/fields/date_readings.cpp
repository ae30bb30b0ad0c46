// SPDX-License-Identifier: GPL-3.0-or-later
#include "date_readings.h"

#include "form/display.h"
#include "typing.h"

#include <QRegularExpression>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t MostReadings = 4;

} // namespace

std::vector<form::TypedDate> openReadings(const QString &text, bool isYear, QDate from, QDate to)
{
    static const QRegularExpression shortYear(u"^\\d{2}$"_s);
    std::vector<form::TypedDate> readings = form::readDate(text);
    const QString year = datePart(text);
    if (isYear && readings.empty() && shortYear.match(year).hasMatch()) {
        readings = {{1900 + year.toInt(), 0, 0}, {2000 + year.toInt(), 0, 0}};
    }
    if (readings.size() < 2) {
        return {};
    }
    const bool isCentury = readings.front().year != readings.back().year;
    if (isCentury) {
        std::erase_if(readings, [from, to](const form::TypedDate &date) {
            return (from.isValid() && date.year < from.year()) || (to.isValid() && date.year > to.year());
        });
    }
    return readings.size() <= MostReadings ? readings : std::vector<form::TypedDate>();
}

QString dateInWords(const form::TypedDate &date, const QString &language)
{
    form::Field plain;
    plain.type = form::FieldType::PartialDate;
    return form::displayText(plain, date.iso(), language);
}

QDate exampleBetween(QDate from, QDate to)
{
    if (!from.isValid()) {
        return {to.isValid() ? std::min(to.year() - 1, 1985) : 1985, 4, 23};
    }
    const QDate middle = to.isValid() ? from.addDays(from.daysTo(to) / 2) : from.addYears(1);
    return {middle.year(), middle.month(), 23};
}

QStringList boxesOf(const QString &value)
{
    if (value.size() > 2 && value.endsWith(u"--"_s)) {
        return {value.chopped(2), {}, {}};
    }
    if (value.size() > 2 && value.startsWith(u"--"_s)) {
        return {{}, {}, value.mid(2)};
    }
    if (value.size() > 2 && value.startsWith(u'-') && value.endsWith(u'-')) {
        return {{}, value.mid(1, value.size() - 2), {}};
    }
    return value.split(u'-');
}

} // namespace ttp::ui
