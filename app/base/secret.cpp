// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QDebug>

#include <openssl/crypto.h>

#include <cstring>
#include <type_traits>

namespace ttp {

// By these, moving leaves nothing behind: the pages change hands.
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);

namespace {

const char *maskOf(const Secret &secret)
{
    return secret.isEmpty() ? "[no secret]" : "[secret]";
}

} // namespace

Secret Secret::fromUtf8(QByteArray &&bytes)
{
    Secret secret = copyOf(bytes);
    ttp::wipe(bytes);
    return secret;
}

Secret Secret::fromString(const QString &text)
{
    return fromUtf8(text.toUtf8());
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    SecretMemory memory(std::size_t(bytes.size()));
    if (!bytes.isEmpty()) {
        std::memcpy(memory.data(), bytes.data(), std::size_t(bytes.size()));
    }
    return Secret(std::move(memory));
}

bool Secret::operator==(const Secret &other) const
{
    return m_memory.size() == other.m_memory.size()
        && CRYPTO_memcmp(m_memory.data(), other.m_memory.data(), m_memory.size()) == 0;
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << maskOf(secret);
    return debug;
}

char *toString(const Secret &secret)
{
    return qstrdup(maskOf(secret));
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached()) {
        OPENSSL_cleanse(bytes.data(), std::size_t(bytes.size()));
    }
    bytes.clear();
}

void wipe(QString &text)
{
    if (!text.isEmpty() && text.isDetached()) {
        OPENSSL_cleanse(text.data(), std::size_t(text.size()) * sizeof(QChar));
    }
    text.clear();
}

void wipe(QList<uint> &characters)
{
    if (!characters.isEmpty() && characters.isDetached()) {
        OPENSSL_cleanse(characters.data(), std::size_t(characters.size()) * sizeof(uint));
    }
    characters.clear();
}

} // namespace ttp
