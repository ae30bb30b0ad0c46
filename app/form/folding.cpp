// SPDX-License-Identifier: GPL-3.0-or-later
#include "folding.h"

#include "base/latin_letters.h"
#include "base/text.h"
#include "charset.h"
#include "code_points.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr char16_t ProlongedSound = 0x30FC; // 'ー', on many keyboards where the hyphen is

bool isHyphen(QChar character)
{
    const char16_t code = character.unicode();
    return code == u'-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2043 || code == 0x2212 || code == 0xFE58
        || code == 0xFE63;
}

bool isApostrophe(char16_t code)
{
    return code == 0x2018 || code == 0x2019 || code == 0x02BC || code == 0x02BB || code == 0x00B4 || code == 0x2032;
}

bool isAsciiLetter(char32_t code)
{
    return (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z');
}

bool isAsciiLetterOrDigit(char32_t code)
{
    return isAsciiLetter(code) || (code >= U'0' && code <= U'9');
}

// Letters of Cyrillic and Greek that no reader tells from the Latin ones (Unicode Technical Standard #39).
char32_t lookalike(char32_t code)
{
    constexpr QStringView Foreign = u"АВЕЅІЈКМНОРСТУХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
    constexpr QStringView Latin = u"ABESIJKMHOPCTYXaeopcyxsijABEZHIKMNOPTYXo";
    static_assert(Foreign.size() == Latin.size());
    const qsizetype found = code <= 0xFFFF ? Foreign.indexOf(QChar(ushort(code))) : -1;
    return found < 0 ? 0 : Latin.at(found).unicode();
}

// Only beside real Latin letters: РОСА alone is ROSA in Cyrillic, and nobody's POCA.
QString withoutLookalikes(const QString &text)
{
    QString result;
    QString word;
    bool latin = false;
    const auto endWord = [&] {
        forEachCodePoint(word, [&](char32_t code, qsizetype) {
            const char32_t plain = latin ? lookalike(code) : 0;
            result += asText(plain != 0 ? plain : code);
        });
        word.clear();
        latin = false;
    };
    forEachCodePoint(text, [&](char32_t code, qsizetype) {
        if (!QChar::isLetterOrNumber(code)) {
            endWord();
            result += asText(code);
            return;
        }
        word += asText(code);
        latin = latin || isAsciiLetter(code);
    });
    endWord();
    return result;
}

// A letter or digit in another dress (ℂ, 𝟏); not ① or ², which mean something else.
QString plainLetter(char32_t code)
{
    const bool isLetterOrDigit = QChar::isLetter(code) || QChar::category(code) == QChar::Number_DecimalDigit;
    const QString plain = isLetterOrDigit ? asText(code).normalized(QString::NormalizationForm_KC) : QString();
    return plain.size() == 1 && isAsciiLetterOrDigit(plain.at(0).unicode()) ? plain : QString();
}

char32_t capitalOf(char32_t code)
{
    return code == U'ß' ? U'ẞ' : QChar::toUpper(code);
}

// One letter without its marks, if that leaves no choice; else as it is.
QString foldedLetter(Charset charset, char32_t code)
{
    if (code < 0x80 || !QChar::isLetter(code)) {
        return asText(code);
    }
    const QStringList spellings = machineReadableSpellings(capitalOf(code));
    if (!spellings.isEmpty()) {
        return charset == Charset::LatinUpper && spellings.size() == 1 ? spellings.first() : asText(code);
    }
    if (const QString plain = plainLetter(code); !plain.isEmpty()) {
        return plain;
    }
    const QString base = withoutLatinMarks(code);
    if (base.size() == 1 && isAsciiLetter(base.at(0).unicode())) {
        return base;
    }
    return asText(isAsciiLetter(capitalOf(code)) && charset == Charset::LatinUpper ? capitalOf(code) : code); // ı
}

// Marks that no letter took in, behind one that needs none.
bool isLooseMark(char32_t code, const QString &before)
{
    return code >= 0x0300 && code <= 0x036F && !before.isEmpty() && isAsciiLetter(before.back().unicode());
}

QString plain(Charset charset, const QString &text)
{
    const QString signs = withoutLookalikes(asciiDigits(asciiSigns(nfc(halfWidth(text)))));
    QString result;
    forEachCodePoint(signs, [&](char32_t code, qsizetype) {
        if (!isInvisible(code) && !isLooseMark(code, result)) {
            result += foldedLetter(charset, code);
        }
    });
    return result;
}

QString singleBlanks(const QString &text)
{
    QString result;
    for (const QChar character : text) {
        if (character != u' ' || !result.endsWith(u' ')) {
            result += character;
        }
    }
    return result;
}

QString withoutBlanksAndHyphens(QString text)
{
    return text.removeIf([](QChar c) { return c == u' ' || c == u'-'; });
}

QString fullWidthText(const QString &text)
{
    QString result = fullWidth(text);
    for (QChar &character : result) {
        const char16_t code = character.unicode();
        if (character.category() == QChar::Separator_Space) {
            character = QChar(0x3000);
        } else if (code == 0x2011) { // the hyphen that does not break, which is not wide
            character = QChar(0x2010);
        } else if (code == 0x2012) { // the figure dash likewise
            character = QChar(0x2013);
        }
    }
    return result;
}

bool isTaken(Charset charset, const QString &text)
{
    return std::ranges::all_of(text.toUcs4(), [charset](uint code) { return isAllowed(charset, false, code); });
}

// In digits people write O and l for what looks like it.
QString digitFor(char32_t code)
{
    return code == U'O' || code == U'o' ? u"0"_s : code == U'l' || code == U'I' || code == U'|' ? u"1"_s : QString();
}

QStringList candidates(Charset charset, char32_t code)
{
    const char32_t capital = capitalOf(code);
    QStringList list = machineReadableSpellings(capital);
    if (capital != code && charset != Charset::LatinUpper) {
        std::ranges::transform(list, list.begin(), [](const QString &spelling) { return spelling.toLower(); });
    }
    if (const char32_t latin = lookalike(code); latin != 0) {
        list += asText(latin);
    }
    list += charset == Charset::Digits ? digitFor(code) : QString();
    // Ideographs have no other dress: their compatibility forms are other people's names.
    list += QChar::script(code) == QChar::Script_Han ? QString()
                                                     : asText(code).normalized(QString::NormalizationForm_KC);
    return list;
}

} // namespace

bool isInvisible(char32_t code)
{
    return code == 0x00AD || (code >= 0x200B && code <= 0x200F) || code == 0x061C || code == 0x180E || code == 0x2060
        || code == 0xFEFF;
}

QString asciiUpper(QString text)
{
    for (QChar &character : text) {
        if (character >= u'a' && character <= u'z') {
            character = QChar(char16_t(character.unicode() - u'a' + u'A'));
        }
    }
    return text;
}

QString asciiDigits(const QString &text)
{
    QString result;
    forEachCodePoint(text, [&result](char32_t code, qsizetype) {
        const bool isDigit = code >= 0x80 && QChar::category(code) == QChar::Number_DecimalDigit;
        result += isDigit ? QString::number(QChar::digitValue(code)) : asText(code);
    });
    return result;
}

QString asciiSigns(const QString &text)
{
    QString result = text;
    for (qsizetype i = 0; i < result.size(); ++i) {
        QChar &character = result[i];
        const char16_t code = character.unicode();
        const bool afterAscii = i > 0 && isAsciiLetterOrDigit(result.at(i - 1).unicode());
        if (isHyphen(character) || ((code == ProlongedSound || code == 0xFF70) && afterAscii)) {
            character = u'-';
        } else if (isApostrophe(code)) {
            character = u'\'';
        } else if (code == 0x201C || code == 0x201D) {
            character = u'"';
        } else if (character.isSpace() && character != u'\n') {
            character = u' ';
        }
    }
    return result;
}

QString folded(Charset charset, const QString &text)
{
    switch (charset) {
    case Charset::Any: return text;
    case Charset::Ascii: return plain(charset, text);
    case Charset::LatinUpper: return singleBlanks(asciiUpper(plain(charset, text)));
    case Charset::Digits:
    case Charset::Alphanumeric: return withoutBlanksAndHyphens(plain(charset, text));
    case Charset::FullWidth: return fullWidthText(nfcOfNames(text)); // first: NFC makes ASCII of some (U+037E)
    }
    return text;
}

QStringList substitutes(Charset charset, char32_t code)
{
    if (isInvisible(code) || isForbiddenInText(code)) {
        return {QString()};
    }
    QStringList taken;
    for (const QString &candidate : candidates(charset, code)) {
        const QString stored = folded(charset, candidate);
        if (!stored.isEmpty() && isTaken(charset, stored) && !taken.contains(stored)) {
            taken += stored;
        }
    }
    return taken;
}

} // namespace ttp::form
