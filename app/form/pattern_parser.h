// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace ttp::form {

/// Reads an expression of the contract's language (`Pattern::compile`) and writes the same in RE2's syntax.
class PatternParser {
public:
    explicit PatternParser(const QString &expression);

    /// False if the expression is not legal; then `error` says why.
    [[nodiscard]] bool parse();

    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] const QString &translated() const { return m_output; }
    [[nodiscard]] int size() const { return m_total.size; }
    [[nodiscard]] int longest() const { return m_total.longest; }

private:
    /// What a part of the expression amounts to.
    struct Extent {
        int size = 0;         ///< characters when unrolled
        int longest = 0;      ///< longest match in code points
        bool repeats = false; ///< holds a quantifier
    };

    Extent alternation(int depth);
    Extent sequence(int depth);
    Extent atom(int depth);
    Extent group(int depth);
    void characterClass();
    void classEscape();
    void classRange(char32_t first);
    void escape();
    void quantifier(Extent &extent);
    bool readNumber(int &number);

    [[nodiscard]] bool atEnd() const { return m_position >= m_input.size(); }
    [[nodiscard]] char32_t peek() const { return atEnd() ? 0 : m_input.at(m_position); }
    [[nodiscard]] bool failed() const { return !m_error.isEmpty(); }
    bool take(char32_t expected);
    void fail(const QString &what);
    void writeLiteral(char32_t code);

    QList<char32_t> m_input;
    qsizetype m_position = 0;
    QString m_output;
    QString m_error;
    Extent m_total;
};

} // namespace ttp::form
