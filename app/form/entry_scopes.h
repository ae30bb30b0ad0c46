// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluator.h"

#include <deque>

namespace ttp::form {

/// The scopes that lead from the answers to an entry of a group.
class EntryScopes {
public:
    /// `entries`: the entry of `group` last, before it those around it; a missing one counts as empty. Without a group
    /// the innermost scope is that of the answers.
    EntryScopes(const Evaluator &evaluator, const Field *group, const std::vector<QJsonObject> &entries);

    [[nodiscard]] const Scope &innermost() const { return m_scopes.empty() ? *m_top : m_scopes.back(); }

private:
    const Scope *m_top;
    std::deque<Scope> m_scopes; // each refers to the one before it, which stays where it is
};

} // namespace ttp::form
