// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace ttp {

/// A unified ideograph and the variation selector that keeps its form.
struct VariationSequence {
    char32_t ideograph;
    char32_t selector;
};

/// What stands for a CJK compatibility ideograph without being changed by any normalization (StandardizedVariants.txt;
/// The Unicode Standard 15.0, section 23.4); nothing for every other character.
[[nodiscard]] std::optional<VariationSequence> standardizedVariation(char32_t compatibilityIdeograph);

} // namespace ttp
