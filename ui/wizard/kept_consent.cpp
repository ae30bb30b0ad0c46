// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept_consent.h"

#include "base/json.h"

namespace ttp::ui {

std::optional<terms::Consent> readConsent(const QJsonObject &kept)
{
    if (kept.isEmpty()) {
        return std::nullopt;
    }
    JsonErrors errors;
    JsonObject json(kept, {}, errors);
    terms::Consent consent = terms::Consent::readKept(json);
    return errors.isEmpty() ? std::optional(std::move(consent)) : std::nullopt;
}

} // namespace ttp::ui
