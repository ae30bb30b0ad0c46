// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QStringList>

#include <vector>

namespace ttp::form {

/// A character of a stored text that its field does not take.
struct StrangeCharacter {
    char32_t code = 0;
    qsizetype position = 0;  ///< in code points, the first is 1
    qsizetype offset = 0;    ///< in UTF-16 units
    QStringList substitutes; ///< what the field would take instead, the most likely first; an empty one: leave it out
};

/// The characters of a value that its field does not take, in their order. `value` is what is stored: see `normalizeText`.
[[nodiscard]] std::vector<StrangeCharacter> strangeCharacters(const Field &field, const QString &value);

/// One of them with its number, for a person: `“Ü” (U+00DC)`; one without a glyph by its name, `right-to-left mark (U+200F)`.
[[nodiscard]] LocalizedText characterText(char32_t code);

/// The first of them for a message, each once, with place and substitutes:
/// `“Ü” (U+00DC, character 2; use UE, UXX or U instead)`.
[[nodiscard]] LocalizedText strangeText(const std::vector<StrangeCharacter> &strange);

} // namespace ttp::form
