// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"
#include "base/secret.h"
#include "vault/vault.h"

#include <memory>
#include <vector>

namespace ttp::vault {

/// One content of a hand-over file: a draft, its form, an attachment.
struct BundleEntry {
    QString name; ///< as a name of the vault
    Purpose purpose = Purpose::Draft;
    qint64 bytes = 0; ///< set by `openBundle`
    std::shared_ptr<const ByteSource> source;
};

/// What a hand-over file may hold; more is refused before any of it is used.
inline constexpr int MaxBundleEntries = 256;
inline constexpr qint64 MaxBundleBytes = 2LL * 1024 * 1024 * 1024;

/// Six words, drawn evenly from the 2 048 of `resources/words/words.txt`: 66 bits, e.g. for a note on paper.
[[nodiscard]] Secret newBundleCode();

/// Writes contents into one encrypted file (0600, streamed, in one step; a file of that name is replaced) that
/// `openBundle` opens with the same code or passphrase. A code of six words may be typed with other blanks, hyphens and
/// capital letters; everything else counts as typed. Blocks: disk, and scrypt as in `custody.h`. `BundleUnwritable`;
/// `BundleTooLarge`; `VaultUnreadable` if a source fails.
[[nodiscard]] Result<void> writeBundle(const QString &path, const Secret &code, const std::vector<BundleEntry> &entries);

/// Opens a hand-over file and reads all of it once, so that a damaged one is refused as a whole before any of it is used.
/// The sources stay good as long as the file is not changed; a change shows as a read error. Blocks as above.
/// `BundleWrongCode`, `BundleDamaged` (also if it is none), `BundleNewer`, `BundleUnreadable`, `BundleTooLarge`.
/// A file whose beginning was changed on purpose, checksum and all, cannot be told from one with another code.
[[nodiscard]] Result<std::vector<BundleEntry>> openBundle(const QString &path, const Secret &code);

} // namespace ttp::vault
