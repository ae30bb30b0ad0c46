// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace ttp::kiosk {

/// One thing that a session could leave: how it is removed, and how one sees that it is gone.
struct WipeStep {
    log::Words name;            ///< for the operator and the log: `clipboard`
    std::function<void()> wipe; ///< may be empty: only looked at
    std::function<bool()> isClean;
};

/// Wipes everything first and then looks at everything, so that no step can spoil another unseen. Returns the names of
/// the steps that are not clean, and says them in the log.
[[nodiscard]] QStringList wipe(const std::vector<WipeStep> &steps);

} // namespace ttp::kiosk
