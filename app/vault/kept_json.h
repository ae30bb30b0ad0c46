// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <functional>

namespace ttp::vault {

/// Reads a kept object, which says its `format`: `read` takes all other members out of it. `VaultNewer` for a later format,
/// before anything else of it is looked at; `VaultDamaged` with the path of the first error, also for a member that was not
/// taken out.
[[nodiscard]] Result<void> readKeptJson(const QByteArray &kept, int format, const std::function<void(JsonObject &)> &read);

} // namespace ttp::vault
