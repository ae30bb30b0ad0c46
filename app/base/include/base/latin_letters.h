// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace ttp {

/// How a capital Latin letter beyond A to Z is written in a machine readable zone, the most usual first (ICAO Doc 9303 part 3
/// section 6.A). Empty where dropping the marks is all, and for every other character.
[[nodiscard]] QStringList machineReadableSpellings(char32_t capital);

/// The letter without the marks of Latin letters (U+0300-036F): `E` for `É`. Marks of other scripts make another letter
/// and stay.
[[nodiscard]] QString withoutLatinMarks(char32_t letter);

} // namespace ttp
