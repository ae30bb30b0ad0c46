// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

#include <QHash>

namespace ttp::form {

/// A field and where it stands.
struct Place {
    const Field *field = nullptr;
    const Field *group = nullptr; ///< the innermost group around it; null outside of groups
    const Step *step = nullptr;
};

/// Finds the fields of a definition, which must outlive it and stay where it is.
class Index {
public:
    explicit Index(const Definition &definition);

    /// By full id, also inside groups; null if there is none. The first of a doubled id.
    [[nodiscard]] const Place *find(const QString &id) const;

    /// What a condition or `must_equal` means that stands in an entry of `group` (null: outside of groups): a member of
    /// its own entry by full id or last segment, then of the entries around it, then a field outside of groups.
    [[nodiscard]] const Place *resolve(const QString &name, const Field *group) const;

private:
    void add(const std::vector<Field> &fields, const Field *group, const Step *step);

    QHash<QString, Place> m_places;
    QHash<std::pair<const Field *, QString>, const Field *> m_members; // by group and last segment
};

} // namespace ttp::form
