// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"

#include "pem.h"

#include "base/digest.h"

#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// A profile that was handed out for a kept service stays valid.
constexpr int DaysIfKept = 3650;
constexpr int DaysInMemory = 30;
constexpr long Day = 24L * 60 * 60;
using NumberPtr = std::unique_ptr<ASN1_INTEGER, Freed<&ASN1_INTEGER_free>>;

bool setName(X509_NAME *name, const QByteArray &commonName)
{
    const auto add = [name](const char *field, const QByteArray &value) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char *>(value.constData()), int(value.size()),
                                          -1, 0)
            == 1;
    };
    return add("O", "TTP Apply (practice)") && add("CN", commonName);
}

/// A positive number of 16 random bytes (RFC 5280 section 4.1.2.2).
bool setRandomSerial(X509 *certificate)
{
    QByteArray bytes = randomBytes(16);
    bytes[0] = char((bytes[0] & 0x7f) | 0x40);
    const BignumPtr number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()), nullptr));
    const NumberPtr serial(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
    return serial && X509_set_serialNumber(certificate, serial.get()) == 1;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

/// Everything but names, extensions and signature.
X509Ptr makeCertificate(EVP_PKEY *key, int days)
{
    X509Ptr certificate(X509_new());
    const bool made = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1
        && setRandomSerial(certificate.get()) && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -Day)
        && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * Day)
        && X509_set_pubkey(certificate.get(), key) == 1;
    return made ? std::move(certificate) : nullptr;
}

X509Ptr makeAuthority(EVP_PKEY *key, int days)
{
    X509Ptr authority = makeCertificate(key, days);
    if (!authority) {
        return nullptr;
    }
    X509 *ca = authority.get();
    // The name differs from start to start, so that two authorities in one store are never taken for each other.
    const bool made = setName(X509_get_subject_name(ca), "TTP Apply practice CA " + randomBytes(4).toHex())
        && X509_set_issuer_name(ca, X509_get_subject_name(ca)) == 1
        && addExtension(ca, ca, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && addExtension(ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign")
        && addExtension(ca, ca, NID_subject_key_identifier, "hash")
        && addExtension(ca, ca, NID_authority_key_identifier, "keyid:always") && X509_sign(ca, key, EVP_sha256()) > 0;
    return made ? std::move(authority) : nullptr;
}

X509Ptr makeServerCertificate(EVP_PKEY *key, X509 *authority, EVP_PKEY *authorityKey, int days)
{
    X509Ptr certificate = makeCertificate(key, days);
    if (!certificate) {
        return nullptr;
    }
    X509 *leaf = certificate.get();
    const bool made = setName(X509_get_subject_name(leaf), "TTP Apply practice service")
        && X509_set_issuer_name(leaf, X509_get_subject_name(authority)) == 1
        && addExtension(leaf, authority, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(leaf, authority, NID_key_usage, "critical,digitalSignature")
        && addExtension(leaf, authority, NID_ext_key_usage, "serverAuth")
        && addExtension(leaf, authority, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1")
        && addExtension(leaf, authority, NID_subject_key_identifier, "hash")
        && addExtension(leaf, authority, NID_authority_key_identifier, "keyid:always")
        && X509_sign(leaf, authorityKey, EVP_sha256()) > 0;
    return made ? std::move(certificate) : nullptr;
}

std::expected<Identity, QString> makeIdentity(int days)
{
    const PkeyPtr authorityKey(EVP_EC_gen("P-256"));
    PkeyPtr key(EVP_EC_gen("P-256"));
    if (!authorityKey || !key) {
        return std::unexpected(u"cannot make a key"_s);
    }
    const X509Ptr authority = makeAuthority(authorityKey.get(), days);
    X509Ptr certificate =
        authority ? makeServerCertificate(key.get(), authority.get(), authorityKey.get(), days) : nullptr;
    QByteArray caPem = authority ? toPem(authority.get()) : QByteArray();
    if (!certificate || caPem.isEmpty()) {
        return std::unexpected(u"cannot make a certificate"_s);
    }
    return Identity{std::move(certificate), std::move(key), std::move(caPem)};
}

} // namespace

std::expected<Identity, QString> openIdentity(const Drawer &drawer)
{
    const auto kept = drawer.load();
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (*kept) {
        const auto pem = [&](const QString &name) { return (**kept)[name].toString().toLatin1(); };
        Identity identity{certificateFromPem(pem(u"certificate_pem"_s)), keyFromPem(pem(u"key_pem"_s)),
                          pem(u"ca_pem"_s)};
        const bool fits = identity.certificate && identity.key
            && X509_check_private_key(identity.certificate.get(), identity.key.get()) == 1;
        if (!fits) {
            return std::unexpected(u"identity.json holds no certificate with its key"_s);
        }
        return identity;
    }
    auto made = makeIdentity(drawer.isKept() ? DaysIfKept : DaysInMemory);
    if (made
        && !drawer.save({{u"certificate_pem"_s, QString::fromLatin1(toPem(made->certificate.get()))},
                         {u"key_pem"_s, QString::fromLatin1(toPem(made->key.get()))},
                         {u"ca_pem"_s, QString::fromLatin1(made->caPem)}})) {
        return std::unexpected(u"cannot keep the certificate"_s);
    }
    return made;
}

} // namespace ttp::practice
