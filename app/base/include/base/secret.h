// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_memory.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

class QDebug;

namespace ttp {

/// A value that nobody else may see: move-only, in memory that is neither dumped nor swapped (SecretMemory), wiped when it
/// ends, printed as a mask. Bytes are UTF-8 unless said otherwise. Copies that Qt makes once it has been revealed to it are
/// outside of what it can wipe: the text layout of a line edit that shows it, the buffers of QNetworkAccessManager and
/// of its TLS back end, the arguments of QtKeychain and of the D-Bus library.
class Secret {
public:
    static constexpr const char *LogMask = "[secret]"; ///< all that a log shows of it (base/log.h)

    Secret() = default;
    ~Secret() = default;
    Secret(Secret &&other) noexcept = default;
    Secret &operator=(Secret &&other) noexcept = default;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    /// Takes the bytes over and wipes the source if nobody shares it.
    static Secret fromUtf8(QByteArray &&bytes);
    /// Copies; the text is the caller's to wipe.
    static Secret fromString(const QString &text);
    /// Copies bytes that stand in memory of which somebody else takes care.
    static Secret copyOf(QByteArrayView bytes);

    /// A second secret with the same value, where two owners are really needed.
    [[nodiscard]] Secret duplicate() const { return copyOf(reveal()); }

    [[nodiscard]] bool isEmpty() const { return m_memory.size() == 0; }
    /// The bytes themselves; valid as long as the secret lives. Turn them into a Qt type only at the last moment.
    [[nodiscard]] QByteArrayView reveal() const { return {m_memory.data(), qsizetype(m_memory.size())}; }

    bool operator==(const Secret &other) const;

private:
    explicit Secret(SecretMemory &&memory) : m_memory(std::move(memory)) {}

    SecretMemory m_memory;
};

QDebug operator<<(QDebug debug, const Secret &secret);
/// What a failed comparison of Qt Test prints; owned by the caller.
char *toString(const Secret &secret);

/// Overwrites a byte array, text or its code points that held a secret; does nothing to other copies of it.
void wipe(QByteArray &bytes);
void wipe(QString &text);
void wipe(QList<uint> &characters);

} // namespace ttp
