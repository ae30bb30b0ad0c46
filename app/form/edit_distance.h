// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp::form {

/// How many letters have to be added, left out, replaced or exchanged with their neighbour to make one text the other
/// (optimal string alignment, the restricted Damerau-Levenshtein distance).
[[nodiscard]] int editDistance(const QString &one, const QString &other);

} // namespace ttp::form
