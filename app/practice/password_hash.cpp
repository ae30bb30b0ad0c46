// SPDX-License-Identifier: GPL-3.0-or-later
#include "password_hash.h"

#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace ttp::practice {

namespace {

constexpr int SaltBytes = 16;
constexpr int HashBytes = 32;
constexpr quint64 Cost = 1U << 14;
constexpr quint64 BlockSize = 8;
constexpr quint64 MaxMemory = 64U * 1024 * 1024;

QByteArray scrypt(QByteArrayView password, const QByteArray &salt)
{
    QByteArray hash(HashBytes, '\0');
    const bool made =
        EVP_PBE_scrypt(password.data(), size_t(password.size()),
                       reinterpret_cast<const unsigned char *>(salt.constData()), size_t(salt.size()), Cost, BlockSize,
                       1, MaxMemory, reinterpret_cast<unsigned char *>(hash.data()), size_t(hash.size()))
        == 1;
    return made ? hash : QByteArray();
}

} // namespace

PasswordHash PasswordHash::of(QByteArrayView password)
{
    const QByteArray salt = randomBytes(SaltBytes);
    return {salt, scrypt(password, salt)};
}

bool PasswordHash::fits(QByteArrayView password) const
{
    const QByteArray given = scrypt(password, salt.isEmpty() ? QByteArray(SaltBytes, '\0') : salt);
    const QByteArray wanted = hash.size() == HashBytes ? hash : QByteArray(HashBytes, '\0');
    const bool same = given.size() == HashBytes && CRYPTO_memcmp(given.constData(), wanted.constData(), HashBytes) == 0;
    return same && hash.size() == HashBytes;
}

} // namespace ttp::practice
