// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/typed_date.h"

#include <QStringList>

namespace ttp::ui {

/// What a text in a date box can mean, if there is more than one possibility or only a guess; else empty. `isYear`: it
/// stands in the box of the year, where two digits are a year without its century. Of centuries, those that the field would
/// refuse (`from`, `to`; invalid: no bound) are not offered.
[[nodiscard]] std::vector<form::TypedDate> openReadings(const QString &text, bool isYear, QDate from, QDate to);

/// A date as the language writes it, as far as it is given.
[[nodiscard]] QString dateInWords(const form::TypedDate &date, const QString &language);

/// An example between two bounds (invalid: none), with a day that cannot be a month.
[[nodiscard]] QDate exampleBetween(QDate from, QDate to);

/// What stands in the boxes of year, month and day for a value: `2031-2-`. A text with hyphens of its own stands alone in
/// its box: `05-06-1985--`.
[[nodiscard]] QStringList boxesOf(const QString &value);

} // namespace ttp::ui
