// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/terms.h"

namespace ttp::terms {

/// A stretch of text: in both versions, in the one before only, or in the later one only. Same and Removed together
/// are the text before, Same and Added together the text of now.
struct Run {
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QString text;
    bool operator==(const Run &) const = default;
};
using Runs = std::vector<Run>;

/// Compares two texts by words of Latin letters and digits and by single characters otherwise (as they are seen: a
/// letter with its marks is one). What is too long to be compared so is one Removed and one Added.
[[nodiscard]] Runs compareTexts(const QString &before, const QString &now);

/// A clause that is not the same in both versions.
struct ClauseChange {
    enum class Kind { Added, Removed, Changed, Moved };
    Kind kind = Kind::Changed; ///< Moved: only its place is another one
    bool moved = false;        ///< its place among the clauses is another one, whatever else changed
    QString id;
    struct Text {
        QString language;
        Runs heading;
        Runs text;
        [[nodiscard]] bool isChanged() const;
    };
    std::vector<Text> texts; ///< a text for each language that both versions have, in the later one's order
};

/// A language of the terms that came, went, or has another title, role or provenance.
struct DocumentChange {
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QString language;
    Runs title;
    QString badgeBefore; ///< empty if Added
    QString badgeNow;    ///< empty if Removed
};

/// What two versions of the terms do not share.
struct Difference {
    QString versionBefore;
    QString versionNow;
    QDateTime effectiveBefore;
    QDateTime effectiveNow;
    std::vector<DocumentChange> documents;
    std::vector<ClauseChange> clauses; ///< in the later one's order; a removed clause behind the one it followed

    /// False if no word is another one: only version, date or provenance.
    [[nodiscard]] bool changesText() const;
};

/// Clause by clause, found again by their ids. Takes time for long texts (a second): not for the window's
/// thread.
[[nodiscard]] Difference compare(const Terms &before, const Terms &now);

/// What became of the terms since somebody agreed to them.
struct ChangesSince {
    QString version;      ///< that was agreed to
    QDateTime acceptedAt; ///< UTC
    std::optional<Difference> difference; ///< none: the text that was agreed to cannot be had any more
};

} // namespace ttp::terms
