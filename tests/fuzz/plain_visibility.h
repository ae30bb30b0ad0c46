// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <utility>
#include <vector>

namespace ttp::fuzz {

/// What is shown and required, written down once more from the contract as plainly as possible: no index, nothing
/// remembered. A judge for form::Visibility; slow, so it gives up after a number of steps.
class PlainVisibility {
public:
    /// A group and its entry; outermost first.
    using Around = std::vector<std::pair<const form::Field *, QJsonObject>>;

    PlainVisibility(const form::Definition &definition, const form::Answers &answers,
                    const std::vector<form::Attachment> &files)
        : m_definition(definition), m_answers(answers.json()), m_files(files)
    {
    }

    [[nodiscard]] bool isVisible(const form::Step &step);
    [[nodiscard]] bool isVisible(const form::Field &field, const Around &around);
    [[nodiscard]] bool isRequired(const form::Field &field, const Around &around);
    /// As conditions see it; undefined: unanswered or hidden.
    [[nodiscard]] QJsonValue value(const form::Field &field, const Around &around);
    /// False: it gave up, and what it said since means nothing.
    [[nodiscard]] bool isSure() const { return m_steps < 20'000; }

private:
    [[nodiscard]] bool holds(const form::Condition &condition, const Around &around);
    [[nodiscard]] bool test(const form::Condition &condition, const Around &around);

    const form::Definition &m_definition;
    QJsonObject m_answers;
    const std::vector<form::Attachment> &m_files;
    int m_steps = 0;
};

} // namespace ttp::fuzz
