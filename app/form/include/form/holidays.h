// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QDate>

#include <optional>
#include <vector>

namespace ttp::form {

/// The years for which holidays are known. Before, other days and two years of special laws were in force; after, the
/// formula of the equinoxes ends. The law is that of 2026: a change of it needs a change here.
inline constexpr int FirstHolidayYear = 2022;
inline constexpr int LastHolidayYear = 2099;

struct Holiday {
    QDate date;
    LocalizedText name;

    bool operator==(const Holiday &) const = default;
};

/// The days off of a year by the Act on National Holidays (国民の祝日に関する法律, Act 178 of 1948): the national holidays of
/// article 2, the day in place of one on a Sunday (article 3(2)), and the day between two of them (article 3(3)); in
/// the order of the calendar. Empty outside of the known years.
///
/// The law does not say on which days the equinoxes are: the almanac of the National Astronomical Observatory does, a
/// year ahead. Here they come from the usual formula for 1980 to 2099; should the two ever differ, the almanac is
/// right.
[[nodiscard]] std::vector<Holiday> holidays(int year);

/// Why offices of the State are closed on that day (行政機関の休日に関する法律, Act 91 of 1988, article 1): the name of the holiday,
/// Saturday, Sunday, or the turn of the year from 29 December to 3 January. Nothing if they are open. Outside of the
/// known years it knows of no holidays.
[[nodiscard]] std::optional<LocalizedText> whyOfficesAreClosed(const QDate &day);

/// The nearest days on which offices are open, `count` of them: after that day, or before it, the nearest first.
[[nodiscard]] std::vector<QDate> officeDaysAfter(const QDate &day, int count);
[[nodiscard]] std::vector<QDate> officeDaysBefore(const QDate &day, int count);

/// The last day of a period of so many months that begins with that day (Civil Code article 143: by the calendar,
/// ending on the day before the corresponding one, or with the last month where that has no such day).
[[nodiscard]] QDate lastDayOfPeriod(const QDate &first, int months);

/// The same of a period that begins in the course of that day: it is not counted (Civil Code article 140).
[[nodiscard]] QDate lastDayWithin(const QDate &since, int months);

} // namespace ttp::form
