// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp {

/// Trims every character of Unicode's White_Space property from both ends.
[[nodiscard]] QString trimmedWhiteSpace(const QString &text);

/// Normalization Form C. Kanji are never folded by compatibility (NFKC changes names).
[[nodiscard]] QString nfc(const QString &text);

/// NFC, except that a CJK compatibility ideograph (塚, U+FA10), which NFC would replace by another form (塚, U+585A), becomes its
/// standardized variation sequence (U+585A U+FE00): the kanji of a name survives, and the text is in NFC all the same.
[[nodiscard]] QString nfcOfNames(const QString &text);

/// CR LF and CR become LF.
[[nodiscard]] QString withLineFeeds(QString text);

/// Full-width ASCII (U+FF01-FF5E) and the ideographic space become ASCII: for codes, numbers, e-mail, Latin names.
[[nodiscard]] QString halfWidth(const QString &text);

/// ASCII and half-width katakana become full-width, a space becomes U+3000.
[[nodiscard]] QString fullWidth(const QString &text);

/// A text without what does not matter when names are compared or searched: width, case, accents, blanks, and hiragana
/// for katakana.
[[nodiscard]] QString searchKey(const QString &text);

/// Length in code points (a surrogate pair is one).
[[nodiscard]] qsizetype codePointCount(const QString &text);

/// True if the East Asian Width of the code point is W, F or A (Unicode 15.0), or it is U+3000.
[[nodiscard]] bool isFullWidth(char32_t codePoint);

/// A control character (Cc), a bidirectional override or isolate, a surrogate without its partner, or an unassigned
/// or private-use code point that no text on paper needs. LF is one too.
[[nodiscard]] bool isForbiddenInText(char32_t codePoint);

/// Text from outside that may be shown or printed: U+FFFD instead of each character that is forbidden, except LF. Nothing in
/// it can command a terminal or turn the direction of what follows.
[[nodiscard]] QString harmless(const QString &text);

} // namespace ttp
