// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/visibility.h"
#include "pages/journey.h"

#include <vector>

namespace ttp::ui {

/// One row of the review: a question and what stands there as an answer.
struct AnswerRow {
    QString fieldId;  ///< of the field that the change link leads to
    QString question;
    QString answer;   ///< empty: not provided
    bool inside = false; ///< a member of an entry of a group
};

/// The rows of one step, in the order of the form: visible fields only, groups entry by entry, documents by name and size.
[[nodiscard]] std::vector<AnswerRow> answerRows(const Journey &journey, const form::Step &step);

} // namespace ttp::ui
