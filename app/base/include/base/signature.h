// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <expected>
#include <memory>
#include <optional>
#include <vector>

struct evp_pkey_st;

namespace ttp {

/// A JSON Web Signature in compact form (RFC 7515 section 7.1), taken apart but not yet believed.
struct Signature {
    QString keyId;           ///< `kid`, required here
    QByteArray payload;      ///< decoded; believe it only after verification
    QByteArray signedBytes;  ///< header.payload as transmitted
    QByteArray value;        ///< r and s, 64 bytes

    /// Refuses any `alg` but ES256, a missing `kid`, `crit` (RFC 7515 section 4.1.11) and anything that is not base64url.
    static std::expected<Signature, QString> parse(const QString &compact);

    /// The payload as an object, read as strictly as any document.
    [[nodiscard]] std::expected<QJsonObject, QString> payloadObject() const;
};

/// EC P-256 public keys by `kid` (JWK set, RFC 7517).
class KeySet {
public:
    /// Reads a JWK set. Keys of another type or curve and keys without `kid` are errors.
    static std::expected<KeySet, QString> read(const QJsonObject &jwks);

    [[nodiscard]] bool isEmpty() const { return m_keys.empty(); }
    [[nodiscard]] bool contains(const QString &keyId) const;
    /// True if the key of that `kid` made the signature (ES256, RFC 7518 section 3.4).
    [[nodiscard]] bool verify(const Signature &signature) const;
    [[nodiscard]] const QJsonObject &json() const { return m_json; }

private:
    struct Key {
        QString id;
        std::shared_ptr<evp_pkey_st> key;
    };
    [[nodiscard]] const Key *find(const QString &keyId) const;

    std::vector<Key> m_keys;
    QJsonObject m_json;
};

} // namespace ttp
