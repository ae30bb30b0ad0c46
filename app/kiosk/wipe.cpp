// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/wipe.h"

namespace ttp::kiosk {

QStringList wipe(const std::vector<WipeStep> &steps)
{
    for (const WipeStep &step : steps) {
        if (step.wipe) {
            step.wipe();
        }
    }
    QStringList left;
    for (const WipeStep &step : steps) {
        if (!step.isClean()) {
            left += step.name;
        }
    }
    return left;
}

} // namespace ttp::kiosk
