// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <vector>

namespace ttp::form {

/// Tells which steps and fields are shown and which are required, given the answers. A hidden field counts as
/// unanswered in every condition and count. Keeps references: definition, answers and files must outlive it, and
/// a change of the answers needs a new one (it is cheap to make and evaluates on demand).
class Visibility {
public:
    Visibility(const Definition &definition, const Answers &answers, const std::vector<Attachment> &attachments);

    [[nodiscard]] bool isVisible(const Step &step) const;
    /// A field outside of groups, or of the group `entries` leads to: the objects of the entry and of those around it,
    /// innermost last.
    [[nodiscard]] bool isVisible(const Field &field, const std::vector<QJsonObject> &entries = {}) const;
    [[nodiscard]] bool isRequired(const Field &field, const std::vector<QJsonObject> &entries = {}) const;

private:
    const Definition &m_definition;
    const Answers &m_answers;
    const std::vector<Attachment> &m_attachments;
};

} // namespace ttp::form
