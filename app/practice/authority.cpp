// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"

#include "base/digest.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr long Day = 24L * 60 * 60;
using BioPtr = std::unique_ptr<BIO, Freed<&BIO_free_all>>;
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
X509Ptr makeCertificate(EVP_PKEY *key)
{
    X509Ptr certificate(X509_new());
    const bool made = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1
        && setRandomSerial(certificate.get()) && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -Day)
        && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 30 * Day)
        && X509_set_pubkey(certificate.get(), key) == 1;
    return made ? std::move(certificate) : nullptr;
}

X509Ptr makeAuthority(EVP_PKEY *key)
{
    X509Ptr authority = makeCertificate(key);
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

X509Ptr makeServerCertificate(EVP_PKEY *key, X509 *authority, EVP_PKEY *authorityKey)
{
    X509Ptr certificate = makeCertificate(key);
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

QByteArray toPem(X509 *certificate)
{
    const BioPtr memory(BIO_new(BIO_s_mem()));
    if (!memory || PEM_write_bio_X509(memory.get(), certificate) != 1) {
        return {};
    }
    char *data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return {data, qsizetype(length)};
}

} // namespace

std::expected<Identity, QString> makeIdentity()
{
    const PkeyPtr authorityKey(EVP_EC_gen("P-256"));
    PkeyPtr key(EVP_EC_gen("P-256"));
    if (!authorityKey || !key) {
        return std::unexpected(u"cannot make a key"_s);
    }
    const X509Ptr authority = makeAuthority(authorityKey.get());
    X509Ptr certificate = authority ? makeServerCertificate(key.get(), authority.get(), authorityKey.get()) : nullptr;
    QByteArray caPem = authority ? toPem(authority.get()) : QByteArray();
    if (!certificate || caPem.isEmpty()) {
        return std::unexpected(u"cannot make a certificate"_s);
    }
    return Identity{std::move(certificate), std::move(key), std::move(caPem)};
}

} // namespace ttp::practice
