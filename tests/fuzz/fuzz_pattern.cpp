// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of a hostile form against values: the expression and the value are parted by the first line feed. The judge is
// Qt's engine (PCRE), which gets the expression as we write it for engines of ECMA 262.
#include "base/text.h"
#include "expect.h"
#include "form/pattern.h"
#include "pattern_ecma.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;
using fuzz::expect;

namespace {

/// PCRE writes `\uXXXX` as `\x{XXXX}`, and by `\v` means every vertical space, not U+000B alone.
QString forPcre(QString expression)
{
    static const QRegularExpression number(u"\\\\u([0-9a-f]{4})"_s);
    return expression.replace(number, u"\\x{\\1}"_s).replace(u"\\v"_s, u"\\x{b}"_s);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype end = bytes.indexOf('\n');
    const QString expression = QString::fromUtf8(bytes.left(end < 0 ? bytes.size() : end));
    const QString value = end < 0 ? QString() : QString::fromUtf8(bytes.mid(end + 1));
    const auto pattern = Pattern::compile(expression);
    if (!pattern) {
        expect(!pattern.error().isEmpty(), "an error says what is not legal");
        return 0;
    }
    expect(expression.toUcs4().size() <= Pattern::MaxLength, "no longer than promised");
    const bool matches = pattern->matches(value);
    expect(!matches || codePointCount(value) <= pattern->longestMatch(), "no longer than the longest match", value);
    expect(pattern->matches(value) == matches, "the same twice");
    const QString ecma = ecmaPattern(expression);
    const QRegularExpression judge(forPcre(ecma));
    if (judge.isValid()) { // PCRE has a smaller limit for the size of an expression
        const auto match = judge.match(value);
        if (match.isValid()) { // and for backtracking
            expect(match.hasMatch() == matches, "another engine agrees", u"%1 | %2 | %3"_s.arg(expression, ecma, value));
        }
    }
    return 0;
}
