// SPDX-License-Identifier: GPL-3.0-or-later
#include "pattern_parser.h"

#include "form/pattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int MaxGroupDepth = 20;
// More than any legal expression can spell out to; keeps the sums inside an int.
constexpr int MaxExtent = 1'000'000;

// ECMA 262: every character but the four line ends, which RE2's own dot does not know.
constexpr auto AnyCharacter = "[^\\n\\r\\x{2028}\\x{2029}]";
// ECMA 262 counts the vertical tab as white space, RE2's \s does not.
constexpr auto WhiteSpaceInClass = "\\t\\n\\v\\f\\r ";

bool isPunctuation(char32_t code)
{
    return (code > 0x20 && code < 0x30) || (code > 0x39 && code < 0x41) || (code > 0x5A && code < 0x61)
        || (code > 0x7A && code < 0x7F);
}

} // namespace

PatternParser::PatternParser(const QString &expression)
{
    if (!expression.isValidUtf16()) {
        m_error = u"half a surrogate pair"_s;
    }
    for (const uint code : expression.toUcs4()) {
        m_input.append(code);
    }
}

bool PatternParser::parse()
{
    if (m_input.size() > Pattern::MaxLength) {
        m_error = u"longer than %1 characters"_s.arg(Pattern::MaxLength);
        return false;
    }
    if (failed()) {
        return false;
    }
    take(U'^');
    m_total = alternation(0);
    if (!failed() && peek() == U'$' && m_position == m_input.size() - 1) {
        ++m_position;
    }
    if (!failed() && !atEnd()) {
        fail(peek() == U'$' ? u"$ is legal at the end only"_s : u") without ("_s);
    }
    return !failed();
}

PatternParser::Extent PatternParser::alternation(int depth)
{
    Extent all = sequence(depth);
    while (!failed() && take(U'|')) {
        m_output += u'|';
        const Extent next = sequence(depth);
        all.size += next.size;
        all.longest = std::max(all.longest, next.longest);
        all.repeats = all.repeats || next.repeats;
    }
    return all;
}

PatternParser::Extent PatternParser::sequence(int depth)
{
    Extent all;
    while (!failed() && !atEnd() && peek() != U'|' && peek() != U')' && peek() != U'$') {
        Extent next = atom(depth);
        quantifier(next);
        all.size = std::min(MaxExtent, all.size + next.size);
        all.longest = std::min(MaxExtent, all.longest + next.longest);
        all.repeats = all.repeats || next.repeats;
    }
    return all;
}

PatternParser::Extent PatternParser::atom(int depth)
{
    const char32_t code = peek();
    switch (code) {
    case U'(': return group(depth);
    case U'[': characterClass(); break;
    case U'\\': escape(); break;
    case U'.':
        ++m_position;
        m_output += QLatin1String(AnyCharacter);
        break;
    case U'*':
    case U'+':
    case U'?':
    case U'{':
    case U'}':
    case U']':
    case U'^': fail(u"%1 is not legal here"_s.arg(QChar(char16_t(code)))); break;
    default: ++m_position; writeLiteral(code);
    }
    return {1, 1, false};
}

PatternParser::Extent PatternParser::group(int depth)
{
    if (depth == MaxGroupDepth) {
        fail(u"groups nest too deep"_s);
        return {};
    }
    ++m_position;
    if (take(U'?') && !take(U':')) {
        fail(u"look-around and named groups are not legal"_s);
        return {};
    }
    m_output += "(?:"_L1;
    const Extent inside = alternation(depth + 1);
    if (!failed() && !take(U')')) {
        fail(peek() == U'$' ? u"$ is legal at the end only"_s : u"( without )"_s);
    }
    m_output += u')';
    return inside;
}

void PatternParser::characterClass()
{
    ++m_position;
    m_output += u'[';
    if (take(U'^')) {
        m_output += u'^';
    }
    if (peek() == U']' && !atEnd()) {
        fail(u"an empty class is not legal"_s);
    }
    while (!failed() && !atEnd() && peek() != U']') {
        if (peek() == U'\\') {
            classEscape();
        } else {
            classRange(m_input.at(m_position++));
        }
    }
    if (!failed() && !take(U']')) {
        fail(u"[ without ]"_s);
    }
    m_output += u']';
}

void PatternParser::classEscape()
{
    ++m_position;
    const char32_t code = peek();
    if (code == U'd' || code == U'w' || code == U's') {
        ++m_position;
        m_output += code == U's' ? QString::fromLatin1(WhiteSpaceInClass) : u'\\' + QChar(char16_t(code));
        if (peek() == U'-' && m_position + 1 < m_input.size() && m_input.at(m_position + 1) != U']') {
            fail(u"a range cannot start with a class"_s);
        }
    } else if (isPunctuation(code)) {
        ++m_position;
        classRange(code);
    } else {
        fail(u"this escape is not legal"_s);
    }
}

// `first` is read already; a range follows if a hyphen does and the class does not end after it.
void PatternParser::classRange(char32_t first)
{
    writeLiteral(first);
    if (peek() != U'-' || m_position + 1 >= m_input.size() || m_input.at(m_position + 1) == U']') {
        return;
    }
    ++m_position;
    char32_t last = m_input.at(m_position);
    if (last == U'\\') {
        ++m_position;
        last = peek();
        if (!isPunctuation(last)) {
            fail(u"this escape is not legal at the end of a range"_s);
            return;
        }
    }
    ++m_position;
    if (last < first) {
        fail(u"the range is the wrong way round"_s);
        return;
    }
    m_output += u'-';
    writeLiteral(last);
}

void PatternParser::escape()
{
    ++m_position;
    const char32_t code = peek();
    if (code == U'd' || code == U'w') {
        m_output += u'\\' + QChar(char16_t(code));
    } else if (code == U's') {
        m_output += u'[' + QLatin1String(WhiteSpaceInClass) + u']';
    } else if (isPunctuation(code)) {
        writeLiteral(code);
    } else {
        fail(u"this escape is not legal"_s);
        return;
    }
    ++m_position;
}

void PatternParser::quantifier(Extent &extent)
{
    const char32_t code = peek();
    if (failed() || (code != U'?' && code != U'{')) {
        return;
    }
    if (extent.repeats) {
        fail(u"a quantifier on a group that holds one is not legal"_s);
        return;
    }
    ++m_position;
    int least = 0;
    int most = 1;
    if (code == U'{') {
        bool legal = readNumber(least);
        most = least;
        legal = legal && (!take(U',') || readNumber(most)) && take(U'}');
        if (!legal || most < least || most > Pattern::MaxRepeat) {
            fail(u"legal are {m} and {m,n} with n up to %1"_s.arg(Pattern::MaxRepeat));
            return;
        }
    }
    m_output += u"{%1,%2}"_s.arg(least).arg(most);
    extent.size = std::min(MaxExtent, extent.size * std::max(most, 1));
    extent.longest = std::min(MaxExtent, extent.longest * most);
    extent.repeats = true;
}

bool PatternParser::readNumber(int &number)
{
    const qsizetype start = m_position;
    number = 0;
    while (peek() >= U'0' && peek() <= U'9') {
        number = std::min(number * 10 + int(peek() - U'0'), Pattern::MaxRepeat + 1);
        ++m_position;
    }
    return m_position > start;
}

bool PatternParser::take(char32_t expected)
{
    if (atEnd() || m_input.at(m_position) != expected) {
        return false;
    }
    ++m_position;
    return true;
}

void PatternParser::fail(const QString &what)
{
    if (m_error.isEmpty()) {
        m_error = u"%1 (character %2)"_s.arg(what).arg(m_position + 1);
    }
}

// By number, so that no character can mean anything else to RE2.
void PatternParser::writeLiteral(char32_t code)
{
    m_output += u"\\x{%1}"_s.arg(uint(code), 0, 16);
}

} // namespace ttp::form
