// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/upkeep.h"

#include "diagnostics/examination.h"

namespace ttp::ui {

Upkeep upkeepOf(const QString &dataFolder, credentials::SecretStore &secrets)
{
    Upkeep upkeep;
    upkeep.takeStock = [dataFolder] { return erasure::takeStock(dataFolder); };
    upkeep.erase = [dataFolder, &secrets](erasure::Unsettled unsettled, QObject *context,
                                          std::function<void(erasure::Outcome)> then) {
        erasure::eraseEverything(dataFolder, unsettled, secrets, context, std::move(then));
    };
    upkeep.examine = [dataFolder, &secrets](std::optional<service::Profile> profile, QObject *context,
                                            std::function<void(diagnostics::Report)> then) {
        diagnostics::Subject subject;
        subject.dataFolder = dataFolder;
        subject.appearance = diagnostics::lookAtAppearance();
        if (profile) {
            subject.service = *std::move(profile);
        }
        diagnostics::examine(std::move(subject), secrets, std::make_shared<SystemClock>(), context, std::move(then));
    };
    return upkeep;
}

} // namespace ttp::ui
