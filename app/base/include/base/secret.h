// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <string>

class QDebug;

namespace ttp {

/// A value that nobody else may see: move-only, wiped when it ends, printed as a mask. Bytes are UTF-8 unless said
/// otherwise. Copies that Qt makes (a line edit, a request body) are outside of what it can wipe.
class Secret {
public:
    Secret() = default;
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    /// Takes the bytes over and wipes the source if nobody shares it.
    static Secret fromUtf8(QByteArray &&bytes);
    static Secret fromString(const QString &text);

    /// A second secret with the same value, where two owners are really needed.
    [[nodiscard]] Secret duplicate() const;

    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    /// The bytes themselves; valid as long as the secret lives. Turn them into a Qt type only at the last moment.
    [[nodiscard]] QByteArrayView reveal() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }

    bool operator==(const Secret &other) const;

private:
    void wipe();

    std::string m_bytes;
};

QDebug operator<<(QDebug debug, const Secret &secret);

/// Overwrites a byte array that held a secret; does nothing to other copies of it.
void wipe(QByteArray &bytes);

} // namespace ttp
