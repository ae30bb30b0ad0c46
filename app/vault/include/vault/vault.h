// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"
#include "base/secret.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace ttp::vault {

/// What a kept file is for. Bound into its encryption together with its name, so that no file can stand in for another.
enum class Purpose { Draft, Form, Attachment, Receipt, Sending };

/// A name that this program alone holds: another program that asks for it meanwhile gets nothing. Ends with the object, and
/// with the process, also a killed one.
class Hold {
public:
    virtual ~Hold() = default;
};

/// Keeps bytes under names, sealed on disk or in memory only. Names are segments of `[a-z0-9-]` (1 to 64 characters)
/// joined by `/`, at most four; a wrong one is a defect of the caller. Every call may wait for the disk: call it from a
/// background thread. Thread-safe. Failures: `VaultUnwritable` (full, read-only, gone; what was there is still there),
/// `VaultDamaged` (truncated, changed, swapped: nothing of it is handed out), `VaultNewer` (a later program wrote it),
/// `VaultNotFound`, `VaultTooLarge`, `VaultUnreadable` (the disk does not hand it out), `VaultNotPrivate` (a link or somebody
/// else's file stands in its place).
class Vault {
public:
    enum class Keeping { OnDisk, InMemory };

    virtual ~Vault() = default;

    [[nodiscard]] virtual Keeping keeping() const = 0;

    /// Writes or replaces: when it returns, the new content survives a power cut; until then the old one does.
    [[nodiscard]] virtual Result<void> write(const QString &name, Purpose purpose, QByteArrayView bytes) = 0;
    /// Reads `source` from where it stands to its end, streamed; more than `maxBytes` is `VaultTooLarge`.
    [[nodiscard]] virtual Result<void> copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes) = 0;
    /// The whole content; longer than `maxBytes` is `VaultTooLarge`.
    [[nodiscard]] virtual Result<QByteArray> read(const QString &name, Purpose purpose, qint64 maxBytes) = 0;
    /// To read it later and in pieces; a damaged piece is a read error of the device, never other bytes.
    [[nodiscard]] virtual std::shared_ptr<const ByteSource> source(const QString &name, Purpose purpose) = 0;
    /// Removes the name and all names below it; that there is none is no failure.
    [[nodiscard]] virtual Result<void> remove(const QString &name) = 0;
    /// The next segments of the names that begin with `folder` and a `/` (of all names if it is empty), sorted.
    [[nodiscard]] virtual Result<QStringList> list(const QString &folder) = 0;
    /// Never null: `DraftInUse` if another program (or another hold of this one) has it; only drafts are held.
    [[nodiscard]] virtual Result<std::unique_ptr<Hold>> hold(const QString &name) = 0;
};

/// A vault that ends with the object; for kiosks and for computers without a keychain.
[[nodiscard]] std::shared_ptr<Vault> memoryVault();

/// A vault in a folder, which is made if it is missing: sealed under `key` (32 random bytes), files 0600 in folders 0700,
/// links not followed. `custody.h` says where keys come from. `VaultLocked` while another program works on all of it.
[[nodiscard]] Result<std::shared_ptr<Vault>> folderVault(const QString &path, Secret key);

} // namespace ttp::vault
