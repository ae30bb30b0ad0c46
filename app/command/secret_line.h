// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "command/command.h"

namespace ttp::command {

/// The next line of standard input without its LF or CRLF: 1 to 4 096 bytes of UTF-8. `otherwise` with the facts if there is
/// no such line.
[[nodiscard]] Result<Secret> readSecretLine(const Surroundings &surroundings, FailureCode otherwise);

} // namespace ttp::command
