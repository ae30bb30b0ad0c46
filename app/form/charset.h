// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/definition.h"

namespace ttp::form {

/// True if the character may stand in a value of that set (the contract's section "Forms").
[[nodiscard]] bool isIn(Charset charset, char32_t codePoint);

/// True if the character may stand in a value of that set; several lines take LF as well. No set takes control and
/// private-use characters, those without an owner, line ends of Unicode and what turns the direction of writing.
[[nodiscard]] bool isAllowed(Charset charset, bool severalLines, char32_t codePoint);

} // namespace ttp::form
