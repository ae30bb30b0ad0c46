// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/profile.h"

#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace ttp::service {

/// What a connection must fulfil: the rules of `resources/policy/tls.json` and what the profile adds. There is no way
/// to go on after a violation.
class TlsPolicy {
public:
    /// Reads the rules strictly and puts them together with the profile. `TlsUnavailable` if Qt has no OpenSSL back
    /// end or does not know a suite; `TlsPinsExpired`.
    static Result<TlsPolicy> make(const Profile &profile, const QDateTime &now);

    [[nodiscard]] const QSslConfiguration &configuration() const { return m_configuration; }

    /// Before the request leaves, and again when the answer is there.
    enum class Moment { BeforeSending, AfterAnswer };

    /// Judges a connection: name in the SAN only (RFC 9525), suite, chain to the profile's own CA, pins. After the answer
    /// the suite is not known any more if the service has closed; then it is what it was before.
    [[nodiscard]] std::optional<Failure> violation(const QSslConfiguration &session, const QString &host,
                                                   Moment moment) const;

    /// The failure that Qt's own verification errors mean; its facts name the fingerprint of the certificate that the
    /// service showed (null if it showed none).
    [[nodiscard]] static Failure failureOf(const QList<QSslError> &errors, const QSslCertificate &shown);

private:
    QSslConfiguration m_configuration;
    QList<QByteArray> m_anchors; ///< DER; empty: the system's roots, which Qt checks
    QStringList m_pins;
    QStringList m_suites;
};

/// True if a name of the certificate's SubjectAltName fits the host: dNSName with a wildcard only as the whole
/// left-most label, iPAddress for an address. The common name is never looked at (RFC 9525 section 6.3).
[[nodiscard]] bool subjectAltNameFits(const QSslCertificate &certificate, const QString &host);

} // namespace ttp::service
