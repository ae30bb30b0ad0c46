// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "form/definition.h"

namespace ttp::form {

/// The problem `unreadable` of the file that stands at `index` of the attachments (from 0): its bytes cannot be read,
/// or they are not what its type promises. `check` cannot find this one, since it sees no bytes.
[[nodiscard]] Problem unreadableFile(const QString &field, qsizetype index, const QString &filename);

/// The full id of the field that a pointer into the request body names (`/answers/journeys/0/date` → `journeys.date`), also
/// in groups of groups; of a place below a field or beside its members, that field. Empty if it names none.
[[nodiscard]] QString fieldAt(const Definition &definition, const QString &pointer);

} // namespace ttp::form
