// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "service/request.h"

namespace ttp::service {

/// What an answer that is not a success means: a problem document (RFC 9457) by its type, anything else by its status.
[[nodiscard]] Failure failureOf(const Answer &answer);

} // namespace ttp::service
