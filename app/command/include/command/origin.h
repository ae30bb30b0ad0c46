// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "practice/practice_service.h"
#include "service/profile.h"
#include "service/sessions.h"

#include <memory>
#include <optional>

namespace ttp::command {

/// The service that the program talks to: the one of a profile, or the embedded practice service.
struct Origin {
    std::unique_ptr<practice::PracticeService> embedded; ///< null with a profile of one's own
    service::Profile profile;
    std::optional<service::Credentials> account; ///< of the embedded service
};

/// Reads the profile, or starts the embedded practice service if `profilePath` is empty. Touches disk and makes keys:
/// run it in the background where a window waits.
[[nodiscard]] Result<Origin> openOrigin(const QString &profilePath, std::shared_ptr<const Clock> clock);

} // namespace ttp::command
