// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/holidays.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int Monday = 1; // as QDate counts
constexpr int Sunday = 7;

QDate mondayOf(int year, int month, int number)
{
    const QDate first(year, month, 1);
    return first.addDays((Monday - first.dayOfWeek() + 7) % 7 + (number - 1) * 7);
}

/// Millionths of a day, so that no rounding of floating point decides: base + 0.242194 × years − leap days since 1980.
QDate equinox(int year, int month, qint64 base)
{
    const int years = year - 1980;
    return {year, month, int((base + 242'194LL * years) / 1'000'000 - years / 4)};
}

QDate vernalEquinox(int year)
{
    return equinox(year, 3, 20'843'100);
}

QDate autumnalEquinox(int year)
{
    return equinox(year, 9, 23'248'800);
}

/// Article 2.
std::vector<Holiday> nationalHolidays(int year)
{
    return {
        {QDate(year, 1, 1), {u"元日"_s, u"New Year's Day"_s}},
        {mondayOf(year, 1, 2), {u"成人の日"_s, u"Coming-of-Age Day"_s}},
        {QDate(year, 2, 11), {u"建国記念の日"_s, u"National Foundation Day"_s}}, // Cabinet Order 376 of 1966
        {QDate(year, 2, 23), {u"天皇誕生日"_s, u"Emperor's Birthday"_s}},
        {vernalEquinox(year), {u"春分の日"_s, u"Vernal Equinox Day"_s}},
        {QDate(year, 4, 29), {u"昭和の日"_s, u"Showa Day"_s}},
        {QDate(year, 5, 3), {u"憲法記念日"_s, u"Constitution Day"_s}},
        {QDate(year, 5, 4), {u"みどりの日"_s, u"Greenery Day"_s}},
        {QDate(year, 5, 5), {u"こどもの日"_s, u"Children's Day"_s}},
        {mondayOf(year, 7, 3), {u"海の日"_s, u"Marine Day"_s}},
        {QDate(year, 8, 11), {u"山の日"_s, u"Mountain Day"_s}},
        {mondayOf(year, 9, 3), {u"敬老の日"_s, u"Respect-for-the-Aged Day"_s}},
        {autumnalEquinox(year), {u"秋分の日"_s, u"Autumnal Equinox Day"_s}},
        {mondayOf(year, 10, 2), {u"スポーツの日"_s, u"Sports Day"_s}},
        {QDate(year, 11, 3), {u"文化の日"_s, u"Culture Day"_s}},
        {QDate(year, 11, 23), {u"勤労感謝の日"_s, u"Labour Thanksgiving Day"_s}},
    };
}

bool contains(const std::vector<Holiday> &days, const QDate &day)
{
    return std::ranges::find(days, day, &Holiday::date) != days.end();
}

bool isTurnOfTheYear(const QDate &day)
{
    return (day.month() == 12 && day.day() >= 29) || (day.month() == 1 && day.day() <= 3);
}

std::vector<QDate> officeDays(QDate day, int count, int direction)
{
    std::vector<QDate> days;
    while (int(days.size()) < count) {
        day = day.addDays(direction);
        if (!whyOfficesAreClosed(day)) {
            days.push_back(day);
        }
    }
    return days;
}

} // namespace

std::vector<Holiday> holidays(int year)
{
    if (year < FirstHolidayYear || year > LastHolidayYear) {
        return {};
    }
    const std::vector<Holiday> national = nationalHolidays(year);
    std::vector<Holiday> days = national;
    for (const Holiday &holiday : national) {
        if (holiday.date.dayOfWeek() == Sunday) {
            QDate instead = holiday.date;
            while (contains(national, instead)) {
                instead = instead.addDays(1);
            }
            days.push_back({instead, {u"振替休日"_s, u"substitute holiday"_s}});
        }
        const QDate between = holiday.date.addDays(1);
        if (!contains(national, between) && contains(national, between.addDays(1)) && !contains(days, between)) {
            days.push_back({between, {u"国民の休日"_s, u"day between two national holidays"_s}});
        }
    }
    std::ranges::sort(days, {}, &Holiday::date);
    return days;
}

std::optional<LocalizedText> whyOfficesAreClosed(const QDate &day)
{
    const std::vector<Holiday> days = holidays(day.year());
    if (const auto found = std::ranges::find(days, day, &Holiday::date); found != days.end()) {
        return found->name;
    }
    if (isTurnOfTheYear(day)) {
        return LocalizedText(u"年末年始"_s, u"turn of the year"_s);
    }
    switch (day.dayOfWeek()) {
    case Sunday - 1: return LocalizedText(u"土曜日"_s, u"Saturday"_s);
    case Sunday: return LocalizedText(u"日曜日"_s, u"Sunday"_s);
    default: return std::nullopt;
    }
}

std::vector<QDate> officeDaysAfter(const QDate &day, int count)
{
    return officeDays(day, count, 1);
}

std::vector<QDate> officeDaysBefore(const QDate &day, int count)
{
    return officeDays(day, count, -1);
}

QDate lastDayOfPeriod(const QDate &first, int months)
{
    // addMonths() stays within the month, so another day of the month means that there is no corresponding one.
    const QDate corresponding = first.addMonths(months);
    return corresponding.day() == first.day() ? corresponding.addDays(-1) : corresponding;
}

QDate lastDayWithin(const QDate &since, int months)
{
    return lastDayOfPeriod(since.addDays(1), months);
}

} // namespace ttp::form
