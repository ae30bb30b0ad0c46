// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <cstddef>
#include <cstdint>

namespace ttp::fuzz {

/// Choices that bytes make; the first one of each kind when they are used up.
class Chooser {
public:
    Chooser(const std::uint8_t *bytes, std::size_t count) : m_at(bytes), m_left(count) {}

    /// 0 to `count` - 1; `count` is 1 to 256.
    [[nodiscard]] int below(int count);
    [[nodiscard]] bool once(int of) { return below(of) == of - 1; }
    [[nodiscard]] bool isUsedUp() const { return m_left == 0; }

private:
    const std::uint8_t *m_at;
    std::size_t m_left;
};

/// A legal form definition that nobody has seen: every type of field, groups in groups, and conditions that lean on each
/// other, on steps, fields and members. `everyType`: one field of each type for certain.
[[nodiscard]] QJsonObject madeForm(Chooser &choose, bool everyType = false);

/// Answers and files that the rules of a made form like: what is asked is answered, and what is hidden may be.
struct Made {
    form::Answers answers;
    std::vector<form::Attachment> files;
};
[[nodiscard]] Made goodAnswers(const form::Definition &definition, Chooser &choose);

/// The same with some of it left out, mistyped or made up.
[[nodiscard]] Made anyAnswers(const form::Definition &definition, Chooser &choose);

} // namespace ttp::fuzz
