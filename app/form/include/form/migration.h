// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

namespace ttp::form {

/// What becomes of answers when the service changes its form.
struct Migration {
    Answers kept;
    QStringList left; ///< ids of fields, full ids also inside groups, whose answers have no place in the new form
};

/// Keeps each answer whose field stands at the same place in the new definition and can hold a value of that kind;
/// whether the new rules like it, the check says. A document field has no answer, only files.
[[nodiscard]] Migration migrate(const Answers &answers, const Definition &to);

/// The questions of `to` that `from` does not have: fields outside of groups, and members of groups that both have.
[[nodiscard]] std::vector<const Field *> addedFields(const Definition &from, const Definition &to);

/// What can be taken over into the next application: everything but the declarations (fields of type statement).
[[nodiscard]] Answers withoutStatements(const Answers &answers, const Definition &definition);

/// Whether files of this field can still be sent: it is a document field of the definition.
[[nodiscard]] bool takesFiles(const Definition &definition, const QString &fieldId);

} // namespace ttp::form
