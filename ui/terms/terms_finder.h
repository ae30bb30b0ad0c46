// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clause_text.h"

#include <vector>

namespace ttp::ui {

class TermsColumn;

/// What was found in the columns, clause by clause as one reads across, and which of it is the current one.
class TermsFinder final {
public:
    struct Match {
        int row = 0;
        int column = 0;
        int piece = 0;
        TextRange range;
    };

    /// Searches anew and marks what it finds. The current match is the first one in that row or after it.
    void search(const std::vector<TermsColumn *> &columns, const QString &what, int row);
    /// Makes the next match (+1) or the one before (-1) the current one, round and round.
    void step(const std::vector<TermsColumn *> &columns, int step);
    /// Forgets everything, without touching columns that may be gone.
    void forget();

    [[nodiscard]] int count() const { return int(m_matches.size()); }
    /// From 1, 0 if nothing was found.
    [[nodiscard]] int number() const { return m_matches.empty() ? 0 : m_current + 1; }
    /// Null if nothing was found.
    [[nodiscard]] const Match *current() const;

private:
    void mark(const std::vector<TermsColumn *> &columns) const;

    std::vector<Match> m_matches;
    int m_current = 0;
};

} // namespace ttp::ui
