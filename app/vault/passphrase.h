// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

namespace ttp::vault {

inline constexpr qint64 ScryptSaltBytes = 16;

/// A key of 32 bytes from what a person typed (UTF-8, brought into Unicode's form NFKC, because keyboards differ in how
/// they compose a letter): scrypt (RFC 7914) with N = 2^17, r = 8, p = 1. Takes 128 MiB and about half a second.
[[nodiscard]] Secret keyFromPassphrase(const Secret &passphrase, QByteArrayView salt);

} // namespace ttp::vault
