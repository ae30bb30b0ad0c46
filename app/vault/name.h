// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "vault/vault.h"

#include <QString>

namespace ttp::vault {

/// Whether a text is one segment of a name: `[a-z0-9-]{1,64}`.
[[nodiscard]] bool isSegment(QStringView text);

/// Whether a name is one that the vault's contract allows: one to four segments.
[[nodiscard]] bool isName(QStringView name);

/// The failure for a caller that hands over something else.
[[nodiscard]] std::unexpected<Failure> notAName();

/// `draft`, `form`, …: how a purpose is written into what a file is bound to. Never changes its meaning.
[[nodiscard]] QByteArray nameOf(Purpose purpose);

} // namespace ttp::vault
