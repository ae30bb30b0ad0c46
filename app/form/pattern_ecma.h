// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace ttp::form {

/// A legal `pattern` of a form for engines of ECMA 262 that search: anchored, legal with and without the flag `u`, and
/// free of what engines disagree about (`\d` of other scripts, `$` before a last line end).
[[nodiscard]] QString ecmaPattern(const QString &pattern);

/// The inside of a class (`a-z0-9`) that holds the characters for which `contains` is true, without the brackets.
[[nodiscard]] QString ecmaClass(const std::function<bool(char32_t)> &contains);

/// The whole value has to match: `^(?:…)` up to the very end. Not `$`, which some engines let match before a last LF.
[[nodiscard]] QString ecmaWhole(const QString &expression);

} // namespace ttp::form
