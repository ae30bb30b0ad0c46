// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application.h"

#include "base/json.h"

namespace ttp::practice {

/// An application as it lies in the data folder.
[[nodiscard]] QJsonObject toRecord(const Application &application);
[[nodiscard]] Application readApplicationRecord(JsonObject &record);

} // namespace ttp::practice
