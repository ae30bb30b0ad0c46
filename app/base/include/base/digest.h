// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace ttp {

/// SHA-256 (FIPS 180-4) of what is added bit by bit.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;

    void add(QByteArrayView bytes);
    /// The 32 bytes; ends the computation.
    [[nodiscard]] QByteArray finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// 32 raw bytes.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);
/// 64 lower-case hex digits, as every digest of the contract.
[[nodiscard]] QByteArray sha256Hex(QByteArrayView bytes);
/// `sha-256=:…:`, the value of `Content-Digest` (RFC 9530).
[[nodiscard]] QByteArray contentDigest(QByteArrayView bytes);
/// Random bytes from OpenSSL; never fewer than asked for.
[[nodiscard]] QByteArray randomBytes(int count);
/// A random UUID (RFC 9562 version 4), lower case, without braces.
[[nodiscard]] QString randomUuid();

} // namespace ttp
