// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp::practice {

/// `groups` groups of four random characters, 5 bits each, parted by hyphens; without the letters that are taken for
/// each other (I, L, O, U), in upper case.
[[nodiscard]] QString randomGroups(int groups);

/// A password of 80 bits that can be read and typed, with letters and digits as the account rules want it.
[[nodiscard]] QString randomPassword();

/// Random decimal digits.
[[nodiscard]] QString randomDigits(int count);

} // namespace ttp::practice
