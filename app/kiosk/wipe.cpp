// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/wipe.h"

namespace ttp::kiosk {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.kiosk", QtWarningMsg)

} // namespace

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
            log::error(category()) << "not clean:" << step.name;
            left += QString::fromLatin1(step.name.text());
        }
    }
    return left;
}

} // namespace ttp::kiosk
