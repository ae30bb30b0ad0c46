// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/origin.h"

#include "base/json.h"

namespace ttp::command {

Result<Origin> openOrigin(const QString &profilePath, std::shared_ptr<const Clock> clock)
{
    if (!profilePath.isEmpty()) {
        auto profile = service::readProfileFile(profilePath);
        if (!profile) {
            return failed(std::move(profile.error()));
        }
        return Origin{nullptr, *std::move(profile), std::nullopt};
    }
    practice::Options options;
    options.embedded = true;
    auto embedded = practice::PracticeService::start(options, std::move(clock));
    if (!embedded) {
        return failed(std::move(embedded.error()));
    }
    auto profile = service::readProfile(toCompactJson((*embedded)->profile()), {});
    if (!profile) {
        return failed(std::move(profile.error()));
    }
    service::Credentials account{(*embedded)->userId(), std::make_shared<const Secret>((*embedded)->password())};
    return Origin{*std::move(embedded), *std::move(profile), std::move(account)};
}

} // namespace ttp::command
