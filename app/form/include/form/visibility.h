// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <memory>
#include <vector>

namespace ttp::form {

class Evaluator;

/// Tells which steps and fields are shown and which are required, given the answers. A hidden field counts as
/// unanswered in every condition and count; so does an entry of a group that shows nothing. Keeps references: the
/// definition and the files must outlive it, and a change of the answers needs a new one (it is cheap to make,
/// evaluates on demand and remembers what it found). For one thread at a time.
class Visibility {
public:
    Visibility(const Definition &definition, const Answers &answers, const std::vector<Attachment> &attachments);
    ~Visibility();
    Visibility(Visibility &&) noexcept;
    Visibility &operator=(Visibility &&) noexcept;

    /// By id, as everything here: a copy of a step or field will do.
    [[nodiscard]] bool isVisible(const Step &step) const;
    /// A field outside of groups, or of the group `entries` leads to: the objects of the entry and of those around it,
    /// innermost last. Entries that are missing count as empty ones.
    [[nodiscard]] bool isVisible(const Field &field, const std::vector<QJsonObject> &entries = {}) const;
    [[nodiscard]] bool isRequired(const Field &field, const std::vector<QJsonObject> &entries = {}) const;

    [[nodiscard]] const Evaluator &evaluator() const { return *m_evaluator; } ///< for this room

private:
    std::unique_ptr<Evaluator> m_evaluator;
};

} // namespace ttp::form
