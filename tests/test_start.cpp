// SPDX-License-Identifier: GPL-3.0-or-later
// Goes into every test program: what main() does first in the real one.
#include "base/openssl_start.h"

namespace {

[[maybe_unused]] const bool Started = (ttp::startOpenSsl(), true);

} // namespace
