// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>
#include <memory>

namespace re2 {
class RE2;
}

namespace ttp::form {

/// An expression as `pattern` and `user_id_pattern` may hold it: the small part of ECMA 262 that the contract allows,
/// because it may come from a hostile service. It matches whole values only, in time linear in their length.
/// Cheap to copy; may be used from several threads.
class Pattern {
public:
    /// Longest expression, in code points.
    static constexpr qsizetype MaxLength = 200;
    /// Largest `n` of `{n}` and `{m,n}`.
    static constexpr int MaxRepeat = 200;

    /// Legal are literals, escaped punctuation, `.`, classes, \d \w \s (ASCII), groups, alternation, `?`, `{m}` and
    /// `{m,n}`, no quantifier on a group that holds one; a leading ^ and a trailing $. The error says what is not
    /// legal and at which character, counted from 1.
    [[nodiscard]] static std::expected<Pattern, QString> compile(const QString &expression);

    /// True if the whole value matches. A value with a lone surrogate matches nothing.
    [[nodiscard]] bool matches(const QString &value) const;

    /// How many single characters the expression spells out to when its repetitions are unrolled: its cost in memory.
    [[nodiscard]] int size() const { return m_size; }
    /// The length of the longest value that can match, in code points.
    [[nodiscard]] int longestMatch() const { return m_longest; }

private:
    Pattern() = default;

    std::shared_ptr<const re2::RE2> m_expression;
    int m_size = 0;
    int m_longest = 0;
};

} // namespace ttp::form
