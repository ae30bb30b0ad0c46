// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "vault/vault.h"

#include <QIODevice>

#include <memory>

namespace ttp::vault {

/// How a reading of a sealed message can end badly, without the words that each use has for it.
enum class SealFault {
    Unreadable, ///< the device below fails
    Damaged,    ///< truncated, changed, swapped, or none at all
    Newer,      ///< a later version wrote it
    WrongKey,   ///< whole as far as can be seen, but another key, name or purpose was used
};

/// A sealed file is eight bytes in the clear, `TTPSEAL` and the format version 1, and then one Cobblestone message whose
/// context binds that version, the purpose and the name.
inline constexpr char SealedFileVersion = 1;
inline constexpr qint64 SealedFileStartBytes = 8;

/// What a message is bound to.
[[nodiscard]] QByteArray sealedFileStart();
[[nodiscard]] QByteArray sealedFileContext(const QString &name, Purpose purpose);

/// Why sealing ended early.
enum class SealingEnd { Done, TooLarge, SourceFailed, TargetFailed };

/// Seals what `source` yields from where it stands to its end into one message at the place of `target`. Memory does not
/// depend on the length. More than `maxBytes` ends it; what was written by then is of no use.
[[nodiscard]] SealingEnd sealMessage(const Secret &key, QByteArrayView salt, QByteArrayView context, QIODevice &source,
                                     QIODevice &target, qint64 maxBytes);

/// The content of a message that begins at `start` of `sealed` and ends with it. Seekable, knows its size (proved by the
/// last chunk when it is opened); of a chunk that is not genuine nothing is handed out, and all reading after it fails.
[[nodiscard]] std::expected<std::unique_ptr<QIODevice>, SealFault>
openMessage(const Secret &key, QByteArrayView context, std::unique_ptr<QIODevice> sealed, qint64 start);

/// As openMessage, for a file that begins with the eight bytes.
[[nodiscard]] std::expected<std::unique_ptr<QIODevice>, SealFault>
openSealedFile(const Secret &key, const QString &name, Purpose purpose, std::unique_ptr<QIODevice> sealed);

/// Reads exactly `size` bytes; false if there are not that many.
[[nodiscard]] bool readExactly(QIODevice &device, char *data, qint64 size);

/// A short message in memory, for keys and check values.
[[nodiscard]] QByteArray sealBytes(const Secret &key, QByteArrayView context, QByteArrayView bytes);
[[nodiscard]] std::expected<Secret, SealFault> openBytes(const Secret &key, QByteArrayView context,
                                                         const QByteArray &sealed);

} // namespace ttp::vault
