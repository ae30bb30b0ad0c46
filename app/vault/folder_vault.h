// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.h"

#include "base/secret.h"
#include "vault/vault.h"

#include <optional>

namespace ttp::vault {

/// The keys of a vault: files are written under the newest. While a rotation is unfinished, some are still under the
/// older one.
struct VaultKeys {
    Secret newest;
    std::optional<Secret> older;
};

/// Where sealed files lie, and how their names end: a name may be a file and have others below it.
inline constexpr QLatin1StringView SealedFolder("sealed");
inline constexpr QLatin1StringView SealedSuffix(".sealed");
/// The lock that every user of the vault shares, and that who works on all of it has alone.
inline constexpr QLatin1StringView WholeVaultLock("vault");

[[nodiscard]] QString pathOf(const QString &name);

/// Seals from `source` under a name, replacing what is there.
[[nodiscard]] Result<void> sealTo(Disk &disk, const Secret &key, const QString &name, Purpose purpose, QIODevice &source,
                                  qint64 maxBytes);
/// Opens what is kept under a name, with whichever key fits.
[[nodiscard]] Result<std::unique_ptr<QIODevice>> openFrom(const Disk &disk, const VaultKeys &keys, const QString &name,
                                                         Purpose purpose);

/// `use` is the share in the whole vault's lock; it ends with the vault.
[[nodiscard]] std::shared_ptr<Vault> makeFolderVault(std::shared_ptr<Disk> disk, VaultKeys keys, std::unique_ptr<Hold> use);
/// Takes that share; `VaultLocked`.
[[nodiscard]] Result<std::unique_ptr<Hold>> useOf(Disk &disk, Disk::Sharing sharing);

} // namespace ttp::vault
