// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QDebug>

#include <openssl/crypto.h>

#include <utility>

namespace ttp {

Secret::~Secret()
{
    wipe();
}

Secret::Secret(Secret &&other) noexcept
{
    *this = std::move(other);
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        // A short std::string lives inside the object, so moving it copies: swap, then wipe what is left.
        m_bytes.swap(other.m_bytes);
        other.wipe();
    }
    return *this;
}

Secret Secret::fromUtf8(QByteArray &&bytes)
{
    Secret secret;
    secret.m_bytes.assign(bytes.constData(), std::size_t(bytes.size()));
    ttp::wipe(bytes);
    return secret;
}

Secret Secret::fromString(const QString &text)
{
    return fromUtf8(text.toUtf8());
}

Secret Secret::duplicate() const
{
    Secret copy;
    copy.m_bytes = m_bytes;
    return copy;
}

bool Secret::operator==(const Secret &other) const
{
    return m_bytes.size() == other.m_bytes.size()
        && CRYPTO_memcmp(m_bytes.data(), other.m_bytes.data(), m_bytes.size()) == 0;
}

void Secret::wipe()
{
    m_bytes.resize(m_bytes.capacity()); // the whole buffer, also what a shorter value left behind
    OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
    m_bytes.clear();
}

QDebug operator<<(QDebug debug, const Secret &secret)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << (secret.isEmpty() ? "[no secret]" : "[secret]");
    return debug;
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty() && bytes.isDetached()) {
        OPENSSL_cleanse(bytes.data(), std::size_t(bytes.size()));
    }
    bytes.clear();
}

} // namespace ttp
