// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/description.h"

#include <QTimeZone>

namespace ttp::service {

/// What a person has to know before they begin: the closures that are not over, the next one first; three at most, however
/// many a service names. One that ends before it begins is none.
[[nodiscard]] std::vector<Closure> closuresAhead(const Description &description, const QDateTime &now);

/// True if the service is closed just now.
[[nodiscard]] bool isClosedAt(const Closure &closure, const QDateTime &now);

/// From when to when: in Japan time, and in the person's own where that differs.
[[nodiscard]] LocalizedText whenClosed(const Closure &closure, const QTimeZone &own);

} // namespace ttp::service
