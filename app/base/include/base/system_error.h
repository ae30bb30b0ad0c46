// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp {

/// What an error number of the operating system means, as a fact for support: in English where the C library can say it so,
/// whatever the language of the person.
[[nodiscard]] QString describeSystemError(int number);

} // namespace ttp
