// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.h"

#include "base/secret.h"
#include "vault/custody.h"

#include <optional>

namespace ttp::vault {

/// One key, as `vault.json` speaks of it.
struct KeyRecord {
    int number = 1; ///< counts up with every rotation
    Custody custody = Custody::Keychain;
    QByteArray salt;      ///< of scrypt; with a passphrase only
    QByteArray sealedKey; ///< the key, sealed under what scrypt made; with a passphrase only
    QByteArray check;     ///< nothing, sealed under the key: proves that one has the right key
};

/// A rotation that is under way.
struct NextKey {
    KeyRecord record;
    QByteArray underCurrent; ///< the next key, sealed under the current one: who has this one has both
};

/// `vault.json`: all that stands in the clear. A checksum tells damage from a wrong passphrase.
struct VaultFile {
    QString id;
    KeyRecord current;
    std::optional<NextKey> next;
};

/// Nothing if there is no vault in the folder.
[[nodiscard]] Result<std::optional<VaultFile>> loadVaultFile(const Disk &disk);
[[nodiscard]] Result<void> saveVaultFile(Disk &disk, const VaultFile &file);

[[nodiscard]] QString entryOf(const QString &vaultId, int keyNumber);

/// Describes a new key; `passphrase` null: it goes to a keychain.
[[nodiscard]] KeyRecord describeKey(const QString &vaultId, int number, const Secret &key, const Secret *passphrase);
/// `VaultWrongKey`.
[[nodiscard]] Result<Secret> keyOf(const QString &vaultId, const KeyRecord &record, const Secret &passphrase);
[[nodiscard]] bool isKeyOf(const QString &vaultId, const KeyRecord &record, const Secret &key);

[[nodiscard]] NextKey describeNext(const QString &vaultId, KeyRecord record, const Secret &next, const Secret &current);
/// `VaultDamaged`.
[[nodiscard]] Result<Secret> nextKeyOf(const QString &vaultId, const NextKey &next, const Secret &current);

} // namespace ttp::vault
