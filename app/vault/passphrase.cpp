// SPDX-License-Identifier: GPL-3.0-or-later
#include "passphrase.h"

#include "cobblestone.h"

#include <QString>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace ttp::vault {

namespace {

constexpr quint64 N = 1 << 17;
constexpr quint64 R = 8;
constexpr quint64 P = 1;
constexpr quint64 MaxMemory = 256 * 1024 * 1024; // twice what the numbers above need

void wipeText(QString &text)
{
    OPENSSL_cleanse(text.data(), std::size_t(text.size()) * sizeof(QChar));
}

} // namespace

Secret keyFromPassphrase(const Secret &passphrase, QByteArrayView salt)
{
    QString typed = QString::fromUtf8(passphrase.reveal());
    QString composed = typed.normalized(QString::NormalizationForm_KC);
    const Secret normal = Secret::fromString(composed);
    wipeText(typed); // detaches if both share one text, so both are wiped
    wipeText(composed);
    QByteArray key(Cobblestone::KeyBytes, '\0');
    const QByteArrayView bytes = normal.reveal();
    if (EVP_PBE_scrypt(bytes.data(), std::size_t(bytes.size()), reinterpret_cast<const unsigned char *>(salt.data()),
                       std::size_t(salt.size()), N, R, P, MaxMemory, reinterpret_cast<unsigned char *>(key.data()),
                       std::size_t(key.size()))
        != 1) {
        qFatal("no memory for scrypt, or OpenSSL without it");
    }
    return Secret::fromUtf8(std::move(key));
}

} // namespace ttp::vault
