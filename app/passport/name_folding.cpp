// SPDX-License-Identifier: GPL-3.0-or-later
#include "passport/name_folding.h"

#include "base/latin_letters.h"

#include <QStringList>

#include <optional>
#include <set>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;

namespace ttp::passport {

namespace {

/// The marks of Latin letters; those of other scripts make another letter.
bool isLatinMark(char32_t c)
{
    return c >= 0x0300 && c <= 0x036F;
}

/// For each letter of a name the ways in which it can be spelt; none of them is empty. Dropped punctuation is left out,
/// separators are single spaces.
std::vector<QStringList> spellingsOf(const QString &name)
{
    QString tidied;
    const QList<uint> codePoints = name.normalized(QString::NormalizationForm_C).toUpper().toUcs4();
    for (const char32_t c : codePoints) {
        if (c == U'-' || c == U',' || c == U'<' || QChar::isSpace(c)) {
            tidied += u' ';
        } else if (QChar::isLetter(c) || (QChar::isMark(c) && !isLatinMark(c))) {
            tidied += QString::fromUcs4(&c, 1);
        }
    }
    std::vector<QStringList> spellings;
    const QList<uint> letters = tidied.simplified().toUcs4();
    for (const char32_t letter : letters) {
        const QStringList known = machineReadableSpellings(letter);
        spellings.push_back(known.isEmpty() ? QStringList{withoutLatinMarks(letter)} : known);
    }
    return spellings;
}

/// How far two names have been compared. One of them may be ahead by some characters of its last spelling.
struct Place {
    std::size_t one = 0;
    std::size_t other = 0;
    QString ahead;
    bool oneIsAhead = false;

    bool operator<(const Place &than) const
    {
        return std::tie(one, other, ahead, oneIsAhead) < std::tie(than.one, than.other, than.ahead, than.oneIsAhead);
    }
};

/// The place after one more spelling of the name that is behind, if it agrees so far.
std::optional<Place> advanced(const Place &place, const QString &spelling, bool ofOne)
{
    const bool spellingIsLonger = spelling.size() > place.ahead.size();
    if (!(spellingIsLonger ? spelling.startsWith(place.ahead) : place.ahead.startsWith(spelling))) {
        return std::nullopt;
    }
    return Place{place.one + (ofOne ? 1 : 0), place.other + (ofOne ? 0 : 1),
                 spellingIsLonger ? spelling.sliced(place.ahead.size()) : place.ahead.sliced(spelling.size()),
                 spellingIsLonger == ofOne};
}

} // namespace

bool sameName(const QString &one, const QString &other)
{
    // A machine readable zone holds 39 characters. The limit keeps a hostile service from stopping the program.
    constexpr qsizetype Longest = 300;
    if (one.size() > Longest || other.size() > Longest) {
        return false;
    }
    const std::vector<QStringList> ones = spellingsOf(one);
    const std::vector<QStringList> others = spellingsOf(other);
    std::set<Place> seen;
    std::vector<Place> open;
    if (!ones.empty() && !others.empty()) { // what folds to nothing is nobody's name
        open.push_back({});
    }
    while (!open.empty()) {
        const Place place = std::move(open.back());
        open.pop_back();
        if (place.one == ones.size() && place.other == others.size() && place.ahead.isEmpty()) {
            return true;
        }
        const bool ofOne = place.ahead.isEmpty() || !place.oneIsAhead;
        const std::size_t next = ofOne ? place.one : place.other;
        const auto &behind = ofOne ? ones : others;
        for (const QString &spelling : next < behind.size() ? behind[next] : QStringList()) {
            auto further = advanced(place, spelling, ofOne);
            if (further && seen.insert(*further).second) {
                open.push_back(*std::move(further));
            }
        }
    }
    return false;
}

} // namespace ttp::passport
