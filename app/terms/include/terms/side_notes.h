// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "terms/terms.h"

#include <expected>

namespace ttp::terms {

/// What this program remarks on words of the terms, whoever's terms they are. A remark stands beside a text and is no
/// part of it: no digest covers it, nothing finds or copies it, nobody agrees to it.
struct SideNote {
    QString id;
    LocalizedText mentions; ///< by language: it belongs to the clauses in which this stands
    LocalizedText text;
    QString source; ///< where the remark can be looked up
};

/// Reads `resources/terms/notes.json` strictly; the error names the path.
[[nodiscard]] std::expected<std::vector<SideNote>, QString> readSideNotes(const QByteArray &json);

/// Those that are compiled in.
[[nodiscard]] const std::vector<SideNote> &sideNotes();

/// The remarks on a clause of a text in that language, in that language.
[[nodiscard]] QStringList sideNotesOn(const Clause &clause, const QString &language, const std::vector<SideNote> &notes);

/// What stands above every remark, in both languages.
[[nodiscard]] QString sideNoteMark();

} // namespace ttp::terms
