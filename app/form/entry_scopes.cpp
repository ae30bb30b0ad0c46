// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_scopes.h"

namespace ttp::form {

EntryScopes::EntryScopes(const Evaluator &evaluator, const Field *group, const std::vector<QJsonObject> &entries)
    : m_top(&evaluator.top())
{
    std::vector<const Field *> groups; // innermost first
    for (const Field *around = group; around != nullptr; around = evaluator.index().find(around->id)->group) {
        groups.push_back(around);
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Scope &outer = innermost();
        m_scopes.emplace_back(outer, *groups[groups.size() - 1 - i], i < entries.size() ? entries[i] : QJsonObject());
    }
}

} // namespace ttp::form
