// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace ttp {

/// Base64 SHA-256 of the SubjectPublicKeyInfo of a DER certificate (RFC 7469 section 2.4), without the `sha256/`
/// prefix; empty if the certificate cannot be read.
[[nodiscard]] QByteArray publicKeyPin(const QByteArray &certificateDer);

/// True if `chain` (leaf first, DER) leads to one of `anchors` by signatures, dates and CA flags (RFC 5280 section 6)
/// for a server. Qt 6.4 alone does not check that the chain's root is among the configured ones (CVE-2023-34410).
[[nodiscard]] bool chainLeadsTo(const QList<QByteArray> &chain, const QList<QByteArray> &anchors);

} // namespace ttp
