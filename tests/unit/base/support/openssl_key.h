// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>

class QTemporaryDir;

namespace base_test {

/// An EC key that the openssl command has made and signs with: signatures that are not ours.
class OpensslKey {
public:
    explicit OpensslKey(const QString &keyId);
    ~OpensslKey();
    OpensslKey(OpensslKey &&) noexcept;

    /// The public key (RFC 7517).
    [[nodiscard]] const QJsonObject &jwk() const { return m_jwk; }
    /// `{"keys": [...]}` with this one.
    [[nodiscard]] QJsonObject jwks() const;
    /// A compact JWS with whatever header; the signature is ES256.
    [[nodiscard]] QString sign(const QByteArray &header, const QByteArray &payload) const;
    /// With the right header.
    [[nodiscard]] QString sign(const QJsonObject &payload) const;

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QJsonObject m_jwk;
};

[[nodiscard]] QByteArray base64Url(const QByteArray &bytes);

} // namespace base_test
