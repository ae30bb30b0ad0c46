// SPDX-License-Identifier: GPL-3.0-or-later
#include "receipt_key.h"

#include "base/digest.h"
#include "base/json.h"

#include <openssl/core_names.h>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr int CoordinateBytes = 32;

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray fixedWidth(const BIGNUM *number)
{
    QByteArray bytes(CoordinateBytes, '\0');
    const int written = BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), CoordinateBytes);
    return written == CoordinateBytes ? bytes : QByteArray();
}

QByteArray coordinate(EVP_PKEY *key, const char *name)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) {
        return {};
    }
    const BignumPtr owner(number);
    return fixedWidth(number);
}

/// r and s side by side (RFC 7518 section 3.4); OpenSSL gives them as DER.
QByteArray ecdsa(EVP_PKEY *key, const QByteArray &message)
{
    const MdCtxPtr context(EVP_MD_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    size_t length = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), nullptr, &length, bytes, size_t(message.size())) != 1) {
        return {};
    }
    QByteArray der(qsizetype(length), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(der.data()), &length, bytes,
                       size_t(message.size()))
        != 1) {
        return {};
    }
    const auto *start = reinterpret_cast<const unsigned char *>(der.constData());
    const EcdsaSigPtr signature(d2i_ECDSA_SIG(nullptr, &start, long(length)));
    return signature ? fixedWidth(ECDSA_SIG_get0_r(signature.get())) + fixedWidth(ECDSA_SIG_get0_s(signature.get()))
                     : QByteArray();
}

} // namespace

std::expected<ReceiptKey, QString> ReceiptKey::open(const Drawer &drawer)
{
    const auto kept = drawer.load();
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (*kept) {
        return of(keyFromPem((**kept)[u"key_pem"_s].toString().toLatin1()));
    }
    auto made = of(PkeyPtr(EVP_EC_gen("P-256")));
    if (made && !drawer.save({{u"key_pem"_s, QString::fromLatin1(toPem(made->m_key.get()))}})) {
        return std::unexpected(u"cannot keep the key of the receipts"_s);
    }
    return made;
}

std::expected<ReceiptKey, QString> ReceiptKey::of(PkeyPtr key)
{
    if (!key || !EVP_PKEY_is_a(key.get(), "EC")) {
        return std::unexpected(u"cannot make or read the key of the receipts"_s);
    }
    ReceiptKey made;
    made.m_key = std::move(key);
    QJsonObject jwk{
        {u"crv"_s, u"P-256"_s},
        {u"kty"_s, u"EC"_s},
        {u"x"_s, QString::fromLatin1(toBase64Url(coordinate(made.m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X)))},
        {u"y"_s, QString::fromLatin1(toBase64Url(coordinate(made.m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y)))},
    };
    // The thumbprint is over exactly these members in exactly this order, which is also that of the writer.
    made.m_keyId = QString::fromLatin1(toBase64Url(sha256(toCompactJson(jwk))));
    jwk.insert(u"kid"_s, made.m_keyId);
    jwk.insert(u"alg"_s, u"ES256"_s);
    jwk.insert(u"use"_s, u"sig"_s);
    made.m_publicKeys = QJsonObject{{u"keys"_s, QJsonArray{jwk}}};
    return made;
}

QString ReceiptKey::sign(const QJsonObject &payload) const
{
    const QByteArray header = toCompactJson({{u"alg"_s, u"ES256"_s}, {u"kid"_s, m_keyId}});
    const QByteArray message = toBase64Url(header) + '.' + toBase64Url(toCompactJson(payload));
    const QByteArray signature = ecdsa(m_key.get(), message);
    return signature.size() == 2 * CoordinateBytes ? QString::fromLatin1(message + '.' + toBase64Url(signature))
                                                   : QString();
}

} // namespace ttp::practice
