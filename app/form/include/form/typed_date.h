// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>
#include <vector>

namespace ttp::form {

/// A year, perhaps with a month, perhaps with a day (0: not given), as they were written; they need not exist.
struct TypedDate {
    int year = 0;
    int month = 0;
    int day = 0;

    [[nodiscard]] bool isWhole() const { return day != 0; }
    /// True if it is in the calendar, as far as it was given.
    [[nodiscard]] bool exists() const;
    /// `2026-11-22`, `2026-11`, `2026`.
    [[nodiscard]] QString iso() const;

    bool operator==(const TypedDate &) const = default;
};

/// What a text that people paste, dictate or type as a date can mean. One reading: it is understood. Several: the order of
/// day and month (`5/6/1974`) or the century (`22 Nov 74`) is open, and only the person knows. None: it is no date.
///
/// Understood are numbers in the orders year-month-day, day-month-year and month-day-year with any usual separators; names
/// of months in English, German, French, Spanish, Portuguese, Italian and Dutch; years of Japan's eras (`form/eras.h`);
/// 年月日, also with Chinese numerals and in Korean; digits of any script and width; a day of the week beside it.
[[nodiscard]] std::vector<TypedDate> readDate(const QString &typed);

/// The number of a month that is written as a number (1 to 12) or a name, at least three letters of it.
[[nodiscard]] std::optional<int> monthNumber(const QString &typed);

} // namespace ttp::form
