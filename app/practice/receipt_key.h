// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"
#include "pem.h"

#include <QJsonObject>
#include <QString>

#include <expected>

namespace ttp::practice {

/// The key that signs terms and receipts (ES256). Signing is safe from several threads.
class ReceiptKey {
public:
    /// Makes a key, or takes the one that lies in the drawer; a new one is put there.
    static std::expected<ReceiptKey, QString> open(const Drawer &drawer);

    /// The public half as a JWK set with one key (RFC 7517); `kid` is its thumbprint (RFC 7638).
    [[nodiscard]] const QJsonObject &publicKeys() const { return m_publicKeys; }
    /// A compact JWS (RFC 7515 section 7.1) over the object. Empty if OpenSSL fails.
    [[nodiscard]] QString sign(const QJsonObject &payload) const;

private:
    static std::expected<ReceiptKey, QString> of(PkeyPtr key);

    PkeyPtr m_key;
    QString m_keyId;
    QJsonObject m_publicKeys;
};

} // namespace ttp::practice
