// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace ttp {

/// Code points from `first` to `last`, both included.
struct CodePointRange {
    char32_t first;
    char32_t last;
};

/// The code points whose East Asian Width is W, F or A, in ascending order and without overlap.
[[nodiscard]] std::span<const CodePointRange> fullWidthRanges();

} // namespace ttp
