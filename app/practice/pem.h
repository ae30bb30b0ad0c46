// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "openssl_ptr.h"

#include <QByteArray>

namespace ttp::practice {

/// Certificates and keys as text (RFC 7468). Empty or null if OpenSSL refuses.
[[nodiscard]] QByteArray toPem(X509 *certificate);
[[nodiscard]] QByteArray toPem(EVP_PKEY *key);
[[nodiscard]] X509Ptr certificateFromPem(const QByteArray &pem);
[[nodiscard]] PkeyPtr keyFromPem(const QByteArray &pem);

} // namespace ttp::practice
