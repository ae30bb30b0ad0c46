// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "vault/vault.h"

#include <QIODevice>

#include <memory>

namespace ttp::vault {

/// A new file in the making. Ends without a trace unless it is put somewhere; of a killed program, the next cleaning
/// takes it away.
class NewFile {
public:
    virtual ~NewFile() = default;
    [[nodiscard]] virtual QIODevice &device() = 0;
};

/// The folder of a vault as the operating system has it: files 0600 in folders 0700 that belong to us, no symbolic link
/// followed from the folder itself downwards, new content in place of the old in one step and synced. Paths are relative,
/// with `/`, and made of names that the room itself chose. Thread-safe. Failures: `VaultUnwritable`, `VaultUnreadable`,
/// `VaultNotFound`, `VaultNotPrivate`.
class Disk {
public:
    enum class Opening { Existing, Make };
    enum class Sharing { Shared, Alone };

    virtual ~Disk() = default;

    [[nodiscard]] virtual Result<std::unique_ptr<QIODevice>> read(const QString &path) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<NewFile>> begin() = 0;
    /// Syncs the new file, then gives it the name (and makes the folders above it), then syncs the folder.
    [[nodiscard]] virtual Result<void> put(std::unique_ptr<NewFile> file, const QString &path) = 0;
    /// That there is none is no failure.
    [[nodiscard]] virtual Result<void> removeFile(const QString &path) = 0;
    [[nodiscard]] virtual Result<void> removeFolder(const QString &path) = 0;
    /// What is in a folder, files and folders (these with a `/` at the end); none if there is no such folder.
    [[nodiscard]] virtual Result<QStringList> entries(const QString &path) const = 0;
    /// Null if somebody else has it. Ends with the process, also a killed one.
    [[nodiscard]] virtual Result<std::unique_ptr<Hold>> lock(const QString &path, Sharing sharing) = 0;
};

/// Opens the folder, mends too open modes, and cleans up after killed programs. `Make` makes it if it is missing.
/// A link above the folder is followed only if it is root's or our own.
[[nodiscard]] Result<std::shared_ptr<Disk>> openDisk(const QString &path, Disk::Opening opening);

/// Where new files are made, and where locks lie; never below a name of the vault.
inline constexpr QLatin1StringView NewFilesFolder("new");
inline constexpr QLatin1StringView LocksFolder("locks");

/// The whole of a short file.
[[nodiscard]] Result<QByteArray> readWhole(const Disk &disk, const QString &path, qint64 maxBytes);
/// Replaces a short file.
[[nodiscard]] Result<void> writeWhole(Disk &disk, const QString &path, const QByteArray &bytes);

} // namespace ttp::vault
