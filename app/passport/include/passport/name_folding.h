// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp::passport {

/// True if two spellings can be the same name in a machine readable zone: transliterated as ICAO Doc 9303 part 3
/// section 6.A recommends, trying every alternative (Ä = AE = A, Ñ = N = NXX …), apostrophes and full stops dropped,
/// hyphens and commas as spaces, runs of spaces as one. Names that fold to nothing, or are longer than 300 characters, are
/// the same as none.
[[nodiscard]] bool sameName(const QString &one, const QString &other);

} // namespace ttp::passport
