// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/certificate.h"

#include "base/digest.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

namespace ttp {

namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate fromDer(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    Certificate certificate(d2i_X509(nullptr, &bytes, long(der.size())), X509_free);
    ERR_clear_error();
    return certificate;
}

} // namespace

QByteArray publicKeyPin(const QByteArray &certificateDer)
{
    const Certificate certificate = fromDer(certificateDer);
    if (!certificate) {
        return {};
    }
    unsigned char *bytes = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &bytes);
    if (size <= 0) {
        return {};
    }
    const QByteArray pin = sha256(QByteArrayView(bytes, size)).toBase64();
    OPENSSL_free(bytes);
    return pin;
}

bool chainLeadsTo(const QList<QByteArray> &chain, const QList<QByteArray> &anchors)
{
    if (chain.isEmpty()) {
        return false;
    }
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
    for (const QByteArray &der : anchors) {
        if (const Certificate anchor = fromDer(der)) {
            X509_STORE_add_cert(store.get(), anchor.get());
        }
    }
    const Certificate leaf = fromDer(chain.first());
    const auto freeStack = [](STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); };
    const std::unique_ptr<STACK_OF(X509), decltype(freeStack)> others(sk_X509_new_null(), freeStack);
    for (const QByteArray &der : chain.sliced(1)) {
        if (Certificate other = fromDer(der)) {
            sk_X509_push(others.get(), other.release());
        }
    }
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(X509_STORE_CTX_new(),
                                                                                  X509_STORE_CTX_free);
    if (!leaf || X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), others.get()) != 1) {
        ERR_clear_error();
        return false;
    }
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
    const bool leads = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    return leads;
}

} // namespace ttp
