// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_finder.h"

#include "terms_column.h"
#include "text_search.h"

#include <algorithm>
#include <utility>

namespace ttp::ui {

void TermsFinder::search(const std::vector<TermsColumn *> &columns, const QString &what, int row)
{
    const QString wanted = foldedForSearch(what.trimmed());
    m_matches.clear();
    for (int column = 0; column < int(columns.size()); ++column) {
        const auto &pieces = columns[size_t(column)]->pieces();
        for (int piece = 0; piece < int(pieces.size()); ++piece) {
            for (const TextRange &range : findAll(pieces[size_t(piece)]->text(), wanted)) {
                m_matches.push_back({columns[size_t(column)]->rowOf(piece), column, piece, range});
            }
        }
    }
    std::ranges::stable_sort(m_matches, {}, [](const Match &match) { return std::pair(match.row, match.column); });
    const auto first = std::ranges::find_if(m_matches, [row](const Match &match) { return match.row >= row; });
    m_current = first == m_matches.end() ? 0 : int(first - m_matches.begin());
    mark(columns);
}

void TermsFinder::step(const std::vector<TermsColumn *> &columns, int step)
{
    if (!m_matches.empty()) {
        m_current = (m_current + step + count()) % count();
        mark(columns);
    }
}

void TermsFinder::forget()
{
    m_matches.clear();
    m_current = 0;
}

const TermsFinder::Match *TermsFinder::current() const
{
    return m_matches.empty() ? nullptr : &m_matches[size_t(m_current)];
}

void TermsFinder::mark(const std::vector<TermsColumn *> &columns) const
{
    for (int column = 0; column < int(columns.size()); ++column) {
        const auto &pieces = columns[size_t(column)]->pieces();
        for (int piece = 0; piece < int(pieces.size()); ++piece) {
            std::vector<TextRange> ranges;
            int current = -1;
            for (int i = 0; i < count(); ++i) {
                const Match &match = m_matches[size_t(i)];
                if (match.column == column && match.piece == piece) {
                    current = i == m_current ? int(ranges.size()) : current;
                    ranges.push_back(match.range);
                }
            }
            pieces[size_t(piece)]->setMatches(std::move(ranges), current);
        }
    }
}

} // namespace ttp::ui
