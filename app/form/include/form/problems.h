// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

namespace ttp::form {

/// The problem `unreadable` of the file that stands at `index` of the attachments (from 0): its bytes cannot be read,
/// or they are not what its type promises. `check` cannot find this one, since it sees no bytes.
[[nodiscard]] Problem unreadableFile(const QString &field, qsizetype index, const QString &filename);

} // namespace ttp::form
