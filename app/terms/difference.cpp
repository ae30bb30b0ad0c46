// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/difference.h"

#include "tokens.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::terms {

namespace {

/// A comparison of m by n words takes m·n steps, and two bytes for each: so much for one text, and for all together.
constexpr qsizetype MostStepsOfText = 1'000'000;
constexpr qsizetype MostSteps = 10'000'000;

void append(Runs &runs, Run::Kind kind, const QString &text)
{
    if (text.isEmpty()) {
        return;
    }
    if (!runs.empty() && runs.back().kind == kind) {
        runs.back().text += text;
    } else {
        runs.push_back({kind, text});
    }
}

/// A space or a comma that survives between two changes only tears them apart.
Runs smoothed(const Runs &runs)
{
    Runs smooth;
    for (size_t i = 0; i < runs.size(); ++i) {
        const bool between = i > 0 && i + 1 < runs.size() && runs[i].kind == Run::Kind::Same;
        const bool small = runs[i].text.size() == 1 && !runs[i].text.front().isLetterOrNumber() && runs[i].text != u"\n";
        if (between && small) {
            smooth.push_back({Run::Kind::Removed, runs[i].text});
            smooth.push_back({Run::Kind::Added, runs[i].text});
        } else {
            smooth.push_back(runs[i]);
        }
    }
    return smooth;
}

/// Between two stretches that are the same, first all that was removed and then all that was added.
Runs ordered(const Runs &runs)
{
    Runs result;
    QString removed;
    QString added;
    const auto flush = [&] {
        append(result, Run::Kind::Removed, std::exchange(removed, {}));
        append(result, Run::Kind::Added, std::exchange(added, {}));
    };
    for (const Run &run : runs) {
        if (run.kind == Run::Kind::Same) {
            flush();
            append(result, run.kind, run.text);
        } else {
            (run.kind == Run::Kind::Removed ? removed : added) += run.text;
        }
    }
    flush();
    return result;
}

/// By the longest common subsequence of the two, in a table of one cell for each step. MostStepsOfText keeps every length in it
/// below 65 536.
Runs shortestScript(const QStringList &before, const QStringList &now)
{
    const auto rows = size_t(before.size());
    const auto columns = size_t(now.size());
    std::vector<quint16> common((rows + 1) * (columns + 1), 0); // of what is left of both, from here on
    const auto at = [&common, columns](size_t row, size_t column) -> quint16 & { return common[row * (columns + 1) + column]; };
    for (size_t row = rows; row-- > 0;) {
        for (size_t column = columns; column-- > 0;) {
            at(row, column) = before[qsizetype(row)] == now[qsizetype(column)]
                ? quint16(at(row + 1, column + 1) + 1)
                : std::max(at(row + 1, column), at(row, column + 1));
        }
    }
    Runs runs;
    size_t row = 0;
    size_t column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && before[qsizetype(row)] == now[qsizetype(column)]) {
            append(runs, Run::Kind::Same, before[qsizetype(row)]);
            ++row;
            ++column;
        } else if (column == columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
            append(runs, Run::Kind::Removed, before[qsizetype(row++)]);
        } else {
            append(runs, Run::Kind::Added, now[qsizetype(column++)]);
        }
    }
    return ordered(smoothed(ordered(runs)));
}

/// `steps` are those that are left; what is used is taken from them.
Runs compareWithin(const QString &before, const QString &now, qsizetype &steps)
{
    QStringList old = tokens(before);
    QStringList later = tokens(now);
    const auto ends = std::ranges::mismatch(old, later);
    const qsizetype head = ends.in1 - old.begin();
    qsizetype tail = 0;
    while (tail < std::min(old.size(), later.size()) - head && old[old.size() - 1 - tail] == later[later.size() - 1 - tail]) {
        ++tail;
    }
    Runs runs;
    append(runs, Run::Kind::Same, QStringList(old.first(head)).join(QString()));
    const QStringList oldMiddle = old.mid(head, old.size() - head - tail);
    const QStringList laterMiddle = later.mid(head, later.size() - head - tail);
    const qsizetype needed = (oldMiddle.size() + 1) * (laterMiddle.size() + 1);
    Runs middle;
    if (oldMiddle.isEmpty() || laterMiddle.isEmpty() || needed > std::min(MostStepsOfText, steps)) {
        append(middle, Run::Kind::Removed, oldMiddle.join(QString()));
        append(middle, Run::Kind::Added, laterMiddle.join(QString()));
    } else {
        steps -= needed;
        middle = shortestScript(oldMiddle, laterMiddle);
    }
    for (const Run &run : middle) {
        append(runs, run.kind, run.text);
    }
    append(runs, Run::Kind::Same, QStringList(old.last(tail)).join(QString()));
    return runs;
}

bool hasChange(const Runs &runs)
{
    return std::ranges::any_of(runs, [](const Run &run) { return run.kind != Run::Kind::Same; });
}

/// A clause is found again by its id; of several with one id (nothing forbids it) the n-th is the n-th.
using Key = std::pair<QString, int>;

std::vector<Key> keysOf(const Terms &terms)
{
    std::vector<Key> keys;
    QHash<QString, int> seen;
    for (const Clause &clause : terms.documents.front().clauses) {
        keys.emplace_back(clause.id, seen[clause.id]++);
    }
    return keys;
}

QHash<Key, int> indexOf(const std::vector<Key> &keys)
{
    QHash<Key, int> index;
    for (size_t i = 0; i < keys.size(); ++i) {
        index.insert(keys[i], int(i));
    }
    return index;
}

/// Which of these stay in place when the fewest are said to have moved: a longest rising sequence of their old places.
QSet<int> resting(const std::vector<int> &places)
{
    std::vector<size_t> ends; // of the rising sequences of length 1, 2, …: where the one with the smallest end ends
    std::vector<qsizetype> before(places.size(), -1);
    for (size_t i = 0; i < places.size(); ++i) {
        const auto at = std::ranges::lower_bound(ends, places[i], {}, [&places](size_t end) { return places[end]; });
        before[i] = at == ends.begin() ? -1 : qsizetype(*(at - 1));
        if (at == ends.end()) {
            ends.push_back(i);
        } else {
            *at = i;
        }
    }
    QSet<int> rest;
    for (qsizetype i = ends.empty() ? -1 : qsizetype(ends.back()); i >= 0; i = before[size_t(i)]) {
        rest.insert(places[size_t(i)]);
    }
    return rest;
}

/// Compares clause by clause; -1 stands for a clause that is not there.
class Comparison {
public:
    Comparison(const Terms &before, const Terms &now) : m_before(before), m_now(now) {}

    [[nodiscard]] Difference make()
    {
        Difference difference{m_before.version, m_now.version, m_before.effectiveFrom, m_now.effectiveFrom, {}, {}};
        compareDocuments(difference.documents);
        compareClauses(difference.clauses);
        return difference;
    }

private:
    void compareDocuments(std::vector<DocumentChange> &changes)
    {
        for (const Document &now : m_now.documents) {
            const Document *before = m_before.document(now.language);
            if (!before) {
                changes.push_back({DocumentChange::Kind::Added, now.language, {{Run::Kind::Added, now.title}}, {}, now.badge()});
                continue;
            }
            Runs title = compareWithin(before->title, now.title, m_steps);
            if (hasChange(title) || before->badge() != now.badge() || before->provenance != now.provenance) {
                changes.push_back(
                    {DocumentChange::Kind::Changed, now.language, std::move(title), before->badge(), now.badge()});
            }
        }
        for (const Document &before : m_before.documents) {
            if (!m_now.document(before.language)) {
                changes.push_back(
                    {DocumentChange::Kind::Removed, before.language, {{Run::Kind::Removed, before.title}}, before.badge(), {}});
            }
        }
    }

    void compareClauses(std::vector<ClauseChange> &changes)
    {
        const std::vector<Key> old = keysOf(m_before);
        const std::vector<Key> later = keysOf(m_now);
        const QHash<Key, int> oldPlaces = indexOf(old);
        const QHash<Key, int> laterPlaces = indexOf(later);
        std::vector<int> kept;
        for (const Key &key : later) {
            if (oldPlaces.contains(key)) {
                kept.push_back(oldPlaces.value(key));
            }
        }
        const QSet<int> rest = resting(kept);
        const auto addRemovedFrom = [&](int place) {
            for (; place < int(old.size()) && !laterPlaces.contains(old[size_t(place)]); ++place) {
                changes.push_back({ClauseChange::Kind::Removed, false, old[size_t(place)].first, textsOf(place, -1)});
            }
        };
        addRemovedFrom(0);
        for (int place = 0; place < int(later.size()); ++place) {
            const int oldPlace = oldPlaces.value(later[size_t(place)], -1);
            const bool moved = oldPlace >= 0 && !rest.contains(oldPlace);
            auto texts = textsOf(oldPlace, place);
            const bool changed = std::ranges::any_of(texts, &ClauseChange::Text::isChanged);
            if (oldPlace < 0 || moved || changed) {
                using Kind = ClauseChange::Kind;
                changes.push_back({oldPlace < 0 ? Kind::Added : changed ? Kind::Changed : Kind::Moved, moved,
                                   later[size_t(place)].first, std::move(texts)});
            }
            if (oldPlace >= 0) {
                addRemovedFrom(oldPlace + 1);
            }
        }
    }

    [[nodiscard]] std::vector<ClauseChange::Text> textsOf(int oldPlace, int place)
    {
        std::vector<ClauseChange::Text> texts;
        for (const Document &now : m_now.documents) {
            const Document *before = m_before.document(now.language);
            if (!before) {
                continue;
            }
            const Clause none;
            const Clause &old = oldPlace < 0 ? none : before->clauses[size_t(oldPlace)];
            const Clause &later = place < 0 ? none : now.clauses[size_t(place)];
            texts.push_back({now.language, compareWithin(old.heading, later.heading, m_steps),
                             compareWithin(old.text, later.text, m_steps)});
        }
        return texts;
    }

    const Terms &m_before;
    const Terms &m_now;
    qsizetype m_steps = MostSteps;
};

} // namespace

bool ClauseChange::Text::isChanged() const
{
    return hasChange(heading) || hasChange(text);
}

bool Difference::changesText() const
{
    return !clauses.empty() || std::ranges::any_of(documents, [](const DocumentChange &document) {
        return document.kind != DocumentChange::Kind::Changed || hasChange(document.title);
    });
}

Runs compareTexts(const QString &before, const QString &now)
{
    qsizetype steps = MostSteps;
    return compareWithin(before, now, steps);
}

Difference compare(const Terms &before, const Terms &now)
{
    return Comparison(before, now).make();
}

} // namespace ttp::terms
