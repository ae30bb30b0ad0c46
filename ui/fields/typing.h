// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QDate>

#include <optional>

namespace ttp::ui {

/// What is stored for one typed line of a field: form::normalizeText, and for telephone numbers and whole numbers
/// also without the separators that people write.
[[nodiscard]] QString storedLine(const form::Field &field, const QString &typed);

/// A telephone number without spaces, hyphens, brackets and dots; `+44 (0)20 …` loses its (0).
[[nodiscard]] QString withoutPhoneSeparators(const QString &typed);

/// A whole date in one piece: `1974-08-12`, `1974年8月12日`, `19740812`, `12 AUG 1974`, `12/13/1974`. Nothing where
/// day and month cannot be told apart.
[[nodiscard]] std::optional<QDate> wholeDate(const QString &typed);

/// The number of a month written as a number or as an English name.
[[nodiscard]] std::optional<int> monthNumber(const QString &typed);

/// A typed number of a date box: half-width, without blanks and 年月日.
[[nodiscard]] QString datePart(const QString &typed);

} // namespace ttp::ui
