// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vault/custody.h"

namespace ttp::credentials {
class SecretStore;
}

namespace ttp::vault {

/// Keeps the key in the keychain of the operating system. What the store would keep for the session only, or not at all
/// by policy, is not kept: `KeychainUnavailable`; a vault on disk whose key ends with the program would be lost. The
/// store must outlive the keeper.
[[nodiscard]] std::shared_ptr<KeyKeeper> keeperIn(credentials::SecretStore &store);

} // namespace ttp::vault
