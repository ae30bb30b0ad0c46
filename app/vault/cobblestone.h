// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QByteArray>

#include <memory>

namespace ttp::vault {

/// One message in the published format C2SP chunked-encryption v1, instance Cobblestone-256: AEAD_AES_256_GCM, and
/// HKDF-Expand with SHA-512 as that instance's own vectors have it. A message is 24 bytes of salt, 32 bytes of
/// commitment, then chunks of 16 KiB, each with a tag; the last is always shorter and may be empty.
class Cobblestone {
public:
    static constexpr qint64 KeyBytes = 32;
    static constexpr qint64 SaltBytes = 24;
    static constexpr qint64 CommitmentBytes = 32;
    static constexpr qint64 HeaderBytes = SaltBytes + CommitmentBytes;
    static constexpr qint64 ChunkBytes = 16 * 1024;
    static constexpr qint64 TagBytes = 16;
    static constexpr qint64 SealedChunkBytes = ChunkBytes + TagBytes;

    /// Derives what the message needs; null if the key has not 32 bytes or the salt not 24. The salt of a new message is
    /// random and never used again with this key. `context` is up to 512 bytes.
    static std::unique_ptr<Cobblestone> make(const Secret &key, QByteArrayView salt, QByteArrayView context);
    ~Cobblestone();
    Cobblestone(const Cobblestone &) = delete;
    Cobblestone &operator=(const Cobblestone &) = delete;

    /// To be compared, and found equal, before any chunk is opened.
    [[nodiscard]] bool commitsTo(QByteArrayView commitment) const;
    [[nodiscard]] QByteArray commitment() const;

    /// Seals `size` bytes (at most a chunk) to `size` + 16 at `sealed`. The two may not overlap.
    void seal(quint64 index, const char *plain, qint64 size, char *sealed);
    /// Opens `size` sealed bytes (at least 16) to `size` - 16 at `plain`; if they are not genuine, `plain` is wiped.
    [[nodiscard]] bool open(quint64 index, const char *sealed, qint64 size, char *plain);

private:
    struct State;
    explicit Cobblestone(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Length of the content of a message of `sealedBytes` bytes, or -1 if no message has that length.
[[nodiscard]] qint64 contentBytesOf(qint64 sealedBytes);

} // namespace ttp::vault
