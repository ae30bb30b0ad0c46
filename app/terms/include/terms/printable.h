// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/terms.h"

namespace ttp::terms {

/// The terms for paper, as HTML that Qt can print: all languages clause beside clause with their badges and where they
/// come from, version, date, digests. Black on white; nothing in the terms is markup. `practice`: says that it binds nobody.
[[nodiscard]] QString printable(const Terms &terms, bool practice);

} // namespace ttp::terms
