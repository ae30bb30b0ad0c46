// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace ttp::form {

/// Years of Japan's eras from Meiji (明治) to Reiwa (令和); the days on which they began are those of the Cabinet Orders
/// and Imperial rescripts that proclaimed them. Where one era ends on the day the next begins, the day is the new era's.
///
/// The year of a typed era year: `令和8`, `令和8年`, `令和元年`, `昭和60`, `S60`, `R.8`, `㍻31`, `Reiwa 8`. An era counts on
/// beyond its end, because papers that were printed before do so (平成35年 on a driving licence is 2023). Nothing for a
/// number above 99 and for Meiji before its year 6 (1873), when the calendar was not the Gregorian one.
[[nodiscard]] std::optional<int> eraYear(const QString &typed);

/// The era that a word names: `令和`, `R`, `reiwa`. What is added to a year of the era makes the Gregorian year; nothing
/// if the word is no era.
[[nodiscard]] std::optional<int> yearsBeforeEra(const QString &word);

/// The year of an era, as a number may be understood that was written after its name; the limits of `eraYear`.
[[nodiscard]] std::optional<int> yearOfEra(int yearsBefore, int year);

/// The era's year on a day: `令和8年`, `令和元年`; empty before 1873.
[[nodiscard]] QString eraText(const QDate &day);

/// The era's year of a whole Gregorian year, two where it changed: `昭和64年・平成元年`; empty before 1873.
[[nodiscard]] QString eraText(int year);

} // namespace ttp::form
