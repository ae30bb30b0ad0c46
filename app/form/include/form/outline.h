// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/visibility.h"

#include <optional>
#include <vector>

namespace ttp::form {

/// One line of what the answers say, for a page or a paper.
struct OutlineRow {
    const Field *field = nullptr; ///< in the definition
    QString topId;                ///< id of the field itself, or of the outermost group around it
    QJsonValue value;             ///< the answer; undefined for documents, groups and headings
    int depth = 0;                ///< how many groups stand around it
    std::optional<int> entry;     ///< this row is the heading of that entry of the group, counted from 1
};

/// The visible fields of one step in the order of the form; a group without entries is one row, any other one heading
/// and the members per entry.
[[nodiscard]] std::vector<OutlineRow> outline(const Step &step, const Answers &answers, const Visibility &visibility);

} // namespace ttp::form
