// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.h"
#include "vault_file.h"

#include "vault/custody.h"

namespace ttp::vault {

/// The vault's file and its current key.
struct Unlocked {
    VaultFile file;
    Secret key;
};

/// Gets at the current key by what the custody says: asks the keeper, or computes in the background.
void unlock(const VaultFile &file, const KeyAccess &access, QObject *context, std::function<void(Result<Unlocked>)> then);

/// Gives a new key to the keeper, or nothing to do with a passphrase.
void keepKey(const QString &entry, const Secret &key, const KeyAccess &access, QObject *context, KeyKeeper::Kept then);

/// rotateVault, on a disk that is open.
void rotateOn(std::shared_ptr<Disk> disk, KeyAccess from, KeyAccess to, QObject *context,
              std::function<void(Result<Rotated>)> then);

} // namespace ttp::vault
