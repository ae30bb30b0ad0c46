// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <QUuid>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace ttp {

struct Sha256::Context {
    Context() : handle(EVP_MD_CTX_new()) { restart(); }
    ~Context() { EVP_MD_CTX_free(handle); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    void restart()
    {
        // Fetched once: OpenSSL 3.0 looks an algorithm up anew at every implicit fetch, which is slow.
        static EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        if (EVP_DigestInit_ex2(handle, algorithm, nullptr) != 1) {
            qFatal("OpenSSL has no SHA-256");
        }
    }

    EVP_MD_CTX *handle;
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context->handle, bytes.data(), std::size_t(bytes.size()));
}

QByteArray Sha256::finish()
{
    QByteArray digest(32, Qt::Uninitialized);
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_context->handle, reinterpret_cast<unsigned char *>(digest.data()), &size);
    m_context->restart();
    return digest;
}

QByteArray sha256(QByteArrayView bytes)
{
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

QByteArray sha256Hex(QByteArrayView bytes)
{
    return sha256(bytes).toHex();
}

QByteArray contentDigest(QByteArrayView bytes)
{
    return "sha-256=:" + sha256(bytes).toBase64() + ":";
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), count) != 1) {
        qFatal("OpenSSL has no randomness"); // going on with guessable keys would be worse than stopping
    }
    return bytes;
}

QString randomUuid()
{
    QByteArray bytes = randomBytes(16);
    bytes[6] = char((quint8(bytes.at(6)) & 0x0F) | 0x40);
    bytes[8] = char((quint8(bytes.at(8)) & 0x3F) | 0x80);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

} // namespace ttp
