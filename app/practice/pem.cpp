// SPDX-License-Identifier: GPL-3.0-or-later
#include "pem.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

namespace ttp::practice {

namespace {

using BioPtr = std::unique_ptr<BIO, Freed<&BIO_free_all>>;

BioPtr reader(const QByteArray &pem)
{
    return BioPtr(BIO_new_mem_buf(pem.constData(), int(pem.size())));
}

QByteArray written(BIO *memory)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(memory, &data);
    return {data, qsizetype(length)};
}

} // namespace

QByteArray toPem(X509 *certificate)
{
    const BioPtr memory(BIO_new(BIO_s_mem()));
    return memory && PEM_write_bio_X509(memory.get(), certificate) == 1 ? written(memory.get()) : QByteArray();
}

QByteArray toPem(EVP_PKEY *key)
{
    const BioPtr memory(BIO_new(BIO_s_mem()));
    const bool made = memory && PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    return made ? written(memory.get()) : QByteArray();
}

X509Ptr certificateFromPem(const QByteArray &pem)
{
    const BioPtr memory = reader(pem);
    return X509Ptr(memory ? PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr) : nullptr);
}

PkeyPtr keyFromPem(const QByteArray &pem)
{
    const BioPtr memory = reader(pem);
    return PkeyPtr(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr) : nullptr);
}

} // namespace ttp::practice
