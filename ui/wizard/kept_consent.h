// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/consent.h"

#include <QJsonObject>

#include <optional>

namespace ttp::ui {

/// A consent as a draft or a receipt keeps it; nothing if there is none, or none that can be read.
[[nodiscard]] std::optional<terms::Consent> readConsent(const QJsonObject &kept);

} // namespace ttp::ui
