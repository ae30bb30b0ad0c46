// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <optional>

namespace ttp::form {

/// The days that a date can mean: one, or all of a month or year whose rest is unknown.
struct DaySpan {
    QDate first;
    QDate last;
};

/// `YYYY-MM-DD` and nothing else; the day must exist.
[[nodiscard]] std::optional<QDate> parseDate(const QString &text);

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
[[nodiscard]] std::optional<DaySpan> parsePartialDate(const QString &text);

/// An ISO date, `today`, or `today` with a sign and an ISO 8601 duration of years, months, weeks and days.
[[nodiscard]] std::optional<DateBound> parseDateBound(const QString &text);

/// ISO for what people and offices type (readDate), if it has only one reading; a partial date may end early. What is no
/// date, or could be two, comes back as it was.
[[nodiscard]] QString isoDate(const QString &typed, bool partial);

/// As a language writes it: `2026年11月22日`, `22 November 2026`; of a partial date (ISO) only what is known.
[[nodiscard]] QString dateText(const QString &iso, const QString &language);
[[nodiscard]] LocalizedText dateText(const QDate &date);

} // namespace ttp::form
