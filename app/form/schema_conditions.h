// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "index.h"
#include "schema_expression.h"

#include <map>

namespace ttp::form {

/// Which side an expression errs on where a schema cannot see all: it never holds where the condition does not
/// (`Surely`), or always where the condition does (`Maybe`). Both are the same for a condition that a schema can say.
enum class Certainty { Surely, Maybe };

/// The conditions of a form as expressions, with the evaluator's meaning: a hidden field counts as unanswered, so do an
/// empty one and an entry that shows nothing. What lies inside a group is told under the assumption that the group is
/// shown.
class SchemaConditions {
public:
    explicit SchemaConditions(const Definition &definition) : m_index(definition) {}

    [[nodiscard]] const Index &index() const { return m_index; }

    /// Whether a field is shown, its groups being so.
    Expression shown(const Field &field, Certainty certainty);
    /// Whether a field that is shown is required.
    Expression required(const Field &field, Certainty certainty);
    /// Whether an entry of a group shows anything, and so counts.
    Expression entryShown(const Field &group, Certainty certainty);
    /// Whether a group that is shown has at least so many entries that count.
    Expression entriesAtLeast(const Field &group, int count, Certainty certainty);

    /// Level of the object that holds the field's answer.
    [[nodiscard]] int level(const Field &field) const;
    /// Name of the answer in that object.
    [[nodiscard]] QString key(const Field &field) const;

    /// The schemas that expressions refer to, by their names under `$defs`.
    [[nodiscard]] const QJsonObject &definitions() const { return m_definitions; }

private:
    Expression holds(const Condition &condition, const Field *group, Certainty certainty);
    Expression test(const Condition &condition, const Field *group, Certainty certainty);
    Expression answered(const Field &field, Certainty certainty);
    Expression hasAnswer(const Field &field, Certainty certainty);
    Expression isOneOf(const Field &field, const std::vector<QJsonValue> &values, Certainty certainty);
    Expression atLeast(const Field &field, double least, Certainty certainty);
    Expression stepShown(const Step &step, Certainty certainty);
    Expression referred(int level, const QString &name, const Expression &expression, Certainty certainty);
    [[nodiscard]] Expression about(const Field &field, const QJsonObject &valueSchema) const;

    Index m_index;
    std::map<std::pair<const void *, Certainty>, Expression> m_shown; // fields and steps
    std::map<std::pair<const void *, Certainty>, Expression> m_entryShown;
    QJsonObject m_definitions;
};

/// The reference to the schema of what counts as no answer.
[[nodiscard]] QJsonObject referenceTo(const QString &definition);
[[nodiscard]] QString unansweredName();

} // namespace ttp::form
