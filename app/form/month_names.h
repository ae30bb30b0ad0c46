// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ttp::form {

/// The month (1 to 12) of a name, or of its first three letters and more, in English, German, French, Spanish,
/// Portuguese, Italian or Dutch; case and accents make no difference. Nothing where several months begin so (`jui`).
[[nodiscard]] std::optional<int> monthOfName(const QString &word);

/// Letters without accents, in one case.
[[nodiscard]] QString foldedWord(const QString &word);

} // namespace ttp::form
