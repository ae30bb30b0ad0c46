// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/signature.h"

#include "base/json.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
template <typename T, auto Free>
using Handle = std::unique_ptr<T, Freed<Free>>;

constexpr int CoordinateBytes = 32; // P-256

std::optional<QByteArray> fromBase64Url(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    // Only the one canonical spelling: no padding, no stray bits.
    if (!decoded || (*decoded).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) != text) {
        return std::nullopt;
    }
    return *decoded;
}

std::shared_ptr<evp_pkey_st> makeKey(const QByteArray &x, const QByteArray &y)
{
    const QByteArray point = '\x04' + x + y; // uncompressed, SEC 1 section 2.3.3
    const Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), std::size_t(point.size()));
    const Handle<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        ERR_clear_error(); // a point that is not on the curve
        return nullptr;
    }
    return {key, EVP_PKEY_free};
}

/// r and s in DER, as OpenSSL wants them.
QByteArray toDer(const QByteArray &rs)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(rs.constData());
    const Handle<ECDSA_SIG, ECDSA_SIG_free> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, CoordinateBytes, nullptr),
                   BN_bin2bn(bytes + CoordinateBytes, CoordinateBytes, nullptr));
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    const QByteArray result(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return result;
}

} // namespace

std::expected<Signature, QString> Signature::parse(const QString &compact)
{
    const QList<QByteArray> parts = compact.toUtf8().split('.');
    if (parts.size() != 3) {
        return std::unexpected(u"not a compact JWS"_s);
    }
    const auto header = fromBase64Url(parts.at(0));
    const auto payload = fromBase64Url(parts.at(1));
    const auto value = fromBase64Url(parts.at(2));
    if (!header || !payload || !value) {
        return std::unexpected(u"not base64url"_s);
    }
    const auto members = parseJsonObject(*header);
    if (!members) {
        return std::unexpected(u"JWS header: "_s + members.error());
    }
    if (members->value("alg"_L1) != "ES256"_L1) {
        return std::unexpected(u"alg is not ES256"_s);
    }
    if (members->contains("crit"_L1)) {
        return std::unexpected(u"crit is refused"_s);
    }
    const QString keyId = members->value("kid"_L1).toString();
    if (keyId.isEmpty()) {
        return std::unexpected(u"kid is missing"_s);
    }
    if (value->size() != 2 * CoordinateBytes) {
        return std::unexpected(u"an ES256 signature has 64 bytes"_s);
    }
    return Signature{keyId, *payload, parts.at(0) + '.' + parts.at(1), *value};
}

std::expected<QJsonObject, QString> Signature::payloadObject() const
{
    return parseJsonObject(payload);
}

std::expected<KeySet, QString> KeySet::read(const QJsonObject &jwks)
{
    KeySet set;
    set.m_json = jwks;
    JsonErrors errors;
    JsonObject reader(jwks, {}, errors);
    reader.forEach(u"keys"_s, [&set](JsonObject &key) {
        const QString id = key.string(u"kid"_s);
        if (key.string(u"kty"_s) != "EC"_L1 || key.string(u"crv"_s) != "P-256"_L1) {
            key.report(u"must be an EC key on P-256"_s);
        }
        if (key.optionalString(u"alg"_s).value_or(u"ES256"_s) != "ES256"_L1) {
            key.report(u"alg"_s, u"must be ES256"_s);
        }
        const auto x = fromBase64Url(key.string(u"x"_s).toLatin1());
        const auto y = fromBase64Url(key.string(u"y"_s).toLatin1());
        if (!x || !y || x->size() != CoordinateBytes || y->size() != CoordinateBytes) {
            key.report(u"x and y must be 32 bytes in base64url"_s);
            return;
        }
        auto made = makeKey(*x, *y);
        if (!made) {
            key.report(u"is no point of the curve"_s);
        } else if (id.isEmpty() || set.find(id)) {
            key.report(u"kid"_s, u"must be there and unique"_s);
        } else {
            set.m_keys.push_back({id, std::move(made)});
        }
    });
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return set;
}

const KeySet::Key *KeySet::find(const QString &keyId) const
{
    const auto found = std::ranges::find(m_keys, keyId, &Key::id);
    return found == m_keys.end() ? nullptr : &*found;
}

bool KeySet::contains(const QString &keyId) const
{
    return find(keyId) != nullptr;
}

bool KeySet::verify(const Signature &signature) const
{
    const Key *key = find(signature.keyId);
    if (!key || signature.value.size() != 2 * CoordinateBytes) {
        return false;
    }
    const QByteArray der = toDer(signature.value);
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    const bool verified =
        EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key->key.get(), nullptr) == 1
        && EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(der.constData()),
                            std::size_t(der.size()),
                            reinterpret_cast<const unsigned char *>(signature.signedBytes.constData()),
                            std::size_t(signature.signedBytes.size()))
            == 1;
    ERR_clear_error();
    return verified;
}

} // namespace ttp
