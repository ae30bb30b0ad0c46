// SPDX-License-Identifier: GPL-3.0-or-later
#include "pattern_ecma.h"

#include "pattern_parser.h"

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr char32_t LastCodePoint = 0x10FFFF;

bool isAsciiLetterOrDigit(char32_t code)
{
    return (code >= U'0' && code <= U'9') || (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z');
}

/// One character that means itself, in a class or outside. Signs and what has no look of its own go by number; beyond
/// the BMP only the character itself means the same with and without the flag `u`, and in other languages.
QString literal(char32_t code)
{
    constexpr QStringView Harmless = u" !\"#%',/:;<=>@_`";
    const bool plain = isAsciiLetterOrDigit(code) || (code < 0x80 && Harmless.contains(QChar(char16_t(code))))
        || code > 0xFFFF || (code >= 0x309B && code <= 0x9FFF);
    return plain ? QString::fromUcs4(&code, 1) : u"\\u%1"_s.arg(uint(code), 4, 16, QLatin1Char('0'));
}

/// The code point that `\x{…}` names at `position`, which moves behind it.
char32_t numbered(const QString &expression, qsizetype &position)
{
    const qsizetype start = position + 3;
    const qsizetype end = expression.indexOf(u'}', start);
    position = end + 1;
    return expression.mid(start, end - start).toUInt(nullptr, 16);
}

} // namespace

QString ecmaWhole(const QString &expression)
{
    return u"^(?:"_s + expression + u")(?![\\s\\S])"_s;
}

QString ecmaPattern(const QString &pattern)
{
    // What the parser writes for RE2 has no literal but by number: nothing in it can mean two things.
    PatternParser parser(pattern);
    if (!parser.parse()) {
        return ecmaWhole(u"(?!)"_s); // nothing matches; `readDefinition` lets no such pattern through
    }
    const QString &translated = parser.translated();
    QString expression;
    bool inClass = false;
    qsizetype position = 0;
    while (position < translated.size()) {
        const QChar character = translated.at(position);
        const QChar escaped = character == u'\\' ? translated.at(position + 1) : QChar();
        if (escaped == u'x') {
            expression += literal(numbered(translated, position));
            continue;
        }
        if (escaped == u'd' || escaped == u'w') {
            const QString members = escaped == u'd' ? u"0-9"_s : u"0-9A-Z_a-z"_s;
            expression += inClass ? members : u'[' + members + u']';
            position += 2;
            continue;
        }
        // A bracket that is left opens or closes a class.
        inClass = character == u'[' || (inClass && character != u']');
        expression += character;
        if (!escaped.isNull()) {
            expression += escaped; // \t and the like, the same everywhere
            ++position;
        }
        ++position;
    }
    return ecmaWhole(expression);
}

QString ecmaClass(const std::function<bool(char32_t)> &contains)
{
    QString inside;
    for (char32_t code = 0; code <= LastCodePoint; ++code) {
        if (!contains(code)) {
            continue;
        }
        const char32_t first = code;
        while (code < LastCodePoint && contains(code + 1)) {
            ++code;
        }
        inside += literal(first);
        if (code > first) {
            inside += (code > first + 1 ? u"-"_s : QString()) + literal(code);
        }
    }
    return inside;
}

} // namespace ttp::form
