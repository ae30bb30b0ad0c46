// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

namespace ttp::ui {

/// What is stored for one typed line of a field: form::normalizeText, and for whole numbers
/// also without the separators that people write.
[[nodiscard]] QString storedLine(const form::Field &field, const QString &typed);

/// A typed number of a date box: half-width, without blanks and 年月日.
[[nodiscard]] QString datePart(const QString &typed);

} // namespace ttp::ui
