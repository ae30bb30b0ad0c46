// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QStringList>

namespace ttp::form {

/// A text as a character set stores it: width, case, dashes, quotes, blanks, invisible characters, digits of other scripts,
/// marks of Latin letters, and letters of other scripts that look like Latin ones beside real Latin ones. Only what
/// leaves no choice is folded; the rest stays for the person to decide, see `substitutes`. `Charset::Any` changes
/// nothing, and no ideograph is ever folded by compatibility (NFKC). Folding twice is folding once.
[[nodiscard]] QString folded(Charset charset, const QString &text);

/// What a set takes instead of one character that it does not take, the most likely first; an empty text means leaving it out.
/// Nothing if only the person can know.
[[nodiscard]] QStringList substitutes(Charset charset, char32_t code);

/// Decimal digits of every script become 0 to 9.
[[nodiscard]] QString asciiDigits(const QString &text);

/// Capitals for a to z. What QString::toUpper makes of other letters (ß, ı), ICAO Doc 9303 or the person decides.
[[nodiscard]] QString asciiUpper(QString text);

/// A character without a glyph and without a meaning for a code or a name in Latin letters: marks of direction, joiners,
/// soft hyphens, byte order marks. They come along when text is copied.
[[nodiscard]] bool isInvisible(char32_t code);

/// Hyphens, apostrophes, quotes and blanks as people's keyboards write them, in ASCII.
[[nodiscard]] QString asciiSigns(const QString &text);

} // namespace ttp::form
