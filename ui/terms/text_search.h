// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clause_text.h"

namespace ttp::ui {

/// The text without differences that nobody means when searching: case, full and half width of letters and digits,
/// hiragana and katakana, kinds of spaces and line ends. As long as the text itself, so that places stay the same.
[[nodiscard]] QString foldedForSearch(const QString &text);

/// All places of `folded`, which must come from foldedForSearch, that do not overlap. None if it is empty.
[[nodiscard]] std::vector<TextRange> findAll(const QString &text, const QString &folded);

} // namespace ttp::ui
