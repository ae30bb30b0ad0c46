// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "diagnostics/report.h"
#include "erasure/erasure.h"
#include "service/profile.h"

#include <functional>
#include <optional>

namespace ttp::credentials {
class SecretStore;
}

namespace ttp::ui {

/// What the menu does to this computer. Without a function there is no entry for it.
struct Upkeep {
    /// Counts what is kept. Runs on a background thread.
    std::function<Result<erasure::Stock>()> takeStock = {};
    /// Erases it; the wizard has let go of its own vault. Answers later, on the thread of `context`.
    std::function<void(erasure::Unsettled unsettled, QObject *context, std::function<void(erasure::Outcome)> then)>
        erase = {};
    /// Looks at the computer, and at the service if one is open. Answers later, on the thread of `context`.
    std::function<void(std::optional<service::Profile> profile, QObject *context,
                       std::function<void(diagnostics::Report)> then)>
        examine = {};
};

/// Of this data folder; `secrets` outlives the window. To be made where the window is.
[[nodiscard]] Upkeep upkeepOf(const QString &dataFolder, credentials::SecretStore &secrets);

} // namespace ttp::ui
