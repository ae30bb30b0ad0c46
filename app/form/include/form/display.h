// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

namespace ttp::form {

/// How one answer reads on the review page and on paper: the label of a choice, a date as the language writes it, the
/// name of a country, "Yes"; masked fields show only the last four characters. Empty if there is no answer.
/// Groups and document fields have no single text and give an empty one.
[[nodiscard]] QString displayText(const Field &field, const QJsonValue &value, const QString &language);

} // namespace ttp::form
