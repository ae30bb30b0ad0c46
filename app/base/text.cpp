// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include "compatibility_ideographs.h"
#include "east_asian_width.h"

#include <QList>

#include <algorithm>

namespace ttp {

namespace {

constexpr char16_t IdeographicSpace = 0x3000;
constexpr char16_t FullWidthOffset = 0xFEE0; // U+FF01 '！' - U+0021 '!'

// PropList.txt, White_Space, Unicode 15.0.
bool isWhiteSpace(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680
        || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F
        || code == IdeographicSpace;
}

bool isHalfWidthKatakana(QChar character)
{
    return character.unicode() >= 0xFF61 && character.unicode() <= 0xFF9F;
}

// Half-width katakana write a voiced sound with a second character (ｶﾞ); full-width ones have one character for it.
void appendKatakana(QString &text, QChar halfWidthKatakana)
{
    const QChar letter = QString(halfWidthKatakana).normalized(QString::NormalizationForm_KC).at(0);
    const bool isSoundMark = letter.unicode() == 0x3099 || letter.unicode() == 0x309A;
    if (!isSoundMark) {
        text += letter;
        return;
    }
    const QString composed =
        text.isEmpty() ? QString() : (text.right(1) + letter).normalized(QString::NormalizationForm_C);
    if (composed.size() == 1) {
        text.back() = composed.at(0);
    } else {
        text += QChar(letter.unicode() + 2); // the mark that stands alone: U+309B, U+309C
    }
}

// The signs whose full-width form lies outside the block of ASCII.
char16_t fullWidthSign(char16_t code)
{
    switch (code) {
    case 0xA2: return 0xFFE0;
    case 0xA3: return 0xFFE1;
    case 0xA5: return 0xFFE5;
    case 0xA6: return 0xFFE4;
    case 0xAC: return 0xFFE2;
    case 0xAF: return 0xFFE3;
    case 0x20A9: return 0xFFE6;
    default: return code;
    }
}

bool isDirectionControl(char32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// Planes 2 and 3 hold ideographs only: names may use one that is newer than the Unicode of the library.
bool isIdeographPlane(char32_t code)
{
    return code >= 0x20000 && code <= 0x3FFFD && (code & 0xFFFE) != 0xFFFE;
}

} // namespace

QString trimmedWhiteSpace(const QString &text)
{
    const auto isText = [](QChar character) { return !isWhiteSpace(character); };
    const auto first = std::find_if(text.cbegin(), text.cend(), isText);
    const auto last = std::find_if(text.crbegin(), std::make_reverse_iterator(first), isText).base();
    return text.mid(first - text.cbegin(), last - first);
}

QString nfc(const QString &text)
{
    return text.normalized(QString::NormalizationForm_C);
}

QString nfcOfNames(const QString &text)
{
    const auto mayBeOne = [](QChar c) { return (c.unicode() >= 0xF900 && c.unicode() <= 0xFAFF) || c.unicode() == 0xD87E; };
    if (std::none_of(text.cbegin(), text.cend(), mayBeOne)) { // 0xD87E: the high surrogate of U+2F800 to U+2FA1F
        return nfc(text);
    }
    QString sequences;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t code = pair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : text.at(i).unicode();
        if (const auto sequence = standardizedVariation(code)) {
            sequences += QChar::fromUcs4(sequence->ideograph);
            sequences += QChar::fromUcs4(sequence->selector);
        } else {
            sequences += text.mid(i, pair ? 2 : 1);
        }
        i += pair ? 1 : 0;
    }
    return nfc(sequences);
}

QString withLineFeeds(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return text;
}

QString halfWidth(const QString &text)
{
    QString result = text;
    for (QChar &character : result) {
        const char16_t code = character.unicode();
        if (code >= 0xFF01 && code <= 0xFF5E) {
            character = QChar(char16_t(code - FullWidthOffset));
        } else if (code == IdeographicSpace) {
            character = QLatin1Char(' ');
        }
    }
    return result;
}

QString fullWidth(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        const char16_t code = character.unicode();
        if (isHalfWidthKatakana(character)) {
            appendKatakana(result, character);
        } else if (code > 0x20 && code < 0x7F) {
            result += QChar(char16_t(code + FullWidthOffset));
        } else if (code == 0x20 || code == 0xA0) {
            result += QChar(IdeographicSpace);
        } else {
            result += QChar(fullWidthSign(code));
        }
    }
    return result;
}

QString searchKey(const QString &text)
{
    QString key;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (c.unicode() >= 0x3041 && c.unicode() <= 0x3096) {
            key.append(QChar(c.unicode() + 0x60));
        } else if (!c.isMark() && !c.isSpace()) {
            key.append(c);
        }
    }
    return key;
}

qsizetype codePointCount(const QString &text)
{
    qsizetype count = text.size();
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i).isLowSurrogate() && text.at(i - 1).isHighSurrogate()) {
            --count;
        }
    }
    return count;
}

bool isFullWidth(char32_t codePoint)
{
    const auto ranges = fullWidthRanges();
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), codePoint,
                                        [](char32_t code, const CodePointRange &range) { return code < range.first; });
    return after != ranges.begin() && codePoint <= std::prev(after)->last;
}

bool isForbiddenInText(char32_t codePoint)
{
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse: return true;
    case QChar::Other_NotAssigned: return !isIdeographPlane(codePoint);
    default: return isDirectionControl(codePoint);
    }
}

QString harmless(const QString &text)
{
    QString result;
    const QList<uint> codePoints = text.toUcs4();
    for (const char32_t codePoint : codePoints) {
        const bool kept = codePoint == U'\n' || !isForbiddenInText(codePoint);
        result += QString::fromUcs4(kept ? &codePoint : U"\uFFFD", 1);
    }
    return result;
}

} // namespace ttp
