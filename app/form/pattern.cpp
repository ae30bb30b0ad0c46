// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/pattern.h"

#include "base/text.h"
#include "pattern_parser.h"

#include <re2/re2.h>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// Enough for the largest legal expression (193 dots in a group, 200 times each, need 25 MB); ordinary ones need a few
// kilobytes.
constexpr qint64 MaxMemory = 64 * 1024 * 1024;

} // namespace

std::expected<Pattern, QString> Pattern::compile(const QString &expression)
{
    PatternParser parser(expression);
    if (!parser.parse()) {
        return std::unexpected(parser.error());
    }
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(MaxMemory);
    auto compiled = std::make_shared<const RE2>(parser.translated().toStdString(), options);
    if (!compiled->ok()) {
        return std::unexpected(u"not legal: %1"_s.arg(QString::fromStdString(compiled->error())));
    }
    Pattern pattern;
    pattern.m_expression = std::move(compiled);
    pattern.m_size = parser.size();
    pattern.m_longest = parser.longest();
    return pattern;
}

bool Pattern::matches(const QString &value) const
{
    // The language has no endless repetition, so a value that is too long need not be looked at.
    return codePointCount(value) <= m_longest && value.isValidUtf16()
        && RE2::FullMatch(value.toStdString(), *m_expression);
}

} // namespace ttp::form
