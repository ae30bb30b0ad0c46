// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace ttp::practice {

/// A password as it is kept: scrypt (RFC 7914) with N = 2^14, r = 8, p = 1 and a salt of its own.
struct PasswordHash {
    QByteArray salt; ///< 16 random bytes
    QByteArray hash; ///< 32 bytes; empty: no password fits

    static PasswordHash of(QByteArrayView password);
    /// Takes as long whatever differs, also if no password fits.
    [[nodiscard]] bool fits(QByteArrayView password) const;
};

} // namespace ttp::practice
