// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema_conditions.h"

#include <QJsonArray>
#include <QSet>

namespace ttp::form {

/// `[{"field", "rule"}]` in the order of the form: what the schema of a form leaves out (`jsonSchema`).
/// `leftOut` are fields with a condition of too many parts to be written down.
[[nodiscard]] QJsonArray rulesBeyondSchema(const Definition &definition, SchemaConditions &conditions,
                                           const QSet<const Field *> &leftOut);

} // namespace ttp::form
