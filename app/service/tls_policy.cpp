// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_policy.h"

#include "base/certificate.h"
#include "base/digest.h"
#include "base/json.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCipher>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

struct Rules {
    QStringList suites;
};

std::expected<Rules, QString> readRules()
{
    QFile file(u":/policy/tls.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(u"TLS rules are not compiled in"_s);
    }
    const auto json = parseJsonObject(file.readAll());
    if (!json) {
        return std::unexpected(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    if (reader.integer(u"format"_s) != 1) {
        reader.report(u"format"_s, u"must be 1"_s);
    }
    reader.string(u"source"_s);
    if (reader.string(u"minimum_protocol"_s) != "TLSv1.2"_L1) {
        reader.report(u"minimum_protocol"_s, u"must be TLSv1.2"_s);
    }
    const Rules rules{reader.strings(u"cipher_suites"_s)};
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return rules;
}

QList<QByteArray> toDer(const QList<QSslCertificate> &certificates)
{
    QList<QByteArray> der;
    for (const QSslCertificate &certificate : certificates) {
        der += certificate.toDer();
    }
    return der;
}

bool dnsNameFits(const QString &pattern, const QString &host)
{
    if (!pattern.startsWith("*."_L1)) {
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    }
    const qsizetype dot = host.indexOf(u'.');
    const QString rest = pattern.sliced(1);
    return dot > 0 && rest.count(u'.') >= 2 && host.sliced(dot).compare(rest, Qt::CaseInsensitive) == 0;
}

} // namespace

Result<TlsPolicy> TlsPolicy::make(const Profile &profile, const QDateTime &now)
{
    const auto rules = readRules();
    if (!rules) {
        return failed(FailureCode::Defect, u"tls.json: "_s + rules.error());
    }
    if (QSslSocket::activeBackend() != "openssl"_L1 && !QSslSocket::setActiveBackend(u"openssl"_s)) {
        return failed(FailureCode::TlsUnavailable, QSslSocket::availableBackends().join(u' '));
    }
    if (!profile.pins.isEmpty() && profile.pinsExpire <= now) {
        return failed(FailureCode::TlsPinsExpired, formatTimestamp(profile.pinsExpire));
    }
    TlsPolicy policy;
    policy.m_suites = rules->suites;
    policy.m_pins = profile.pins;
    QList<QSslCipher> suites;
    for (const QString &name : rules->suites) {
        const QSslCipher suite(name);
        if (suite.isNull()) {
            return failed(FailureCode::TlsUnavailable, u"no suite "_s + name);
        }
        suites += suite;
    }
    QSslConfiguration &configuration = policy.m_configuration;
    configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setCiphers(suites);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setOcspStaplingEnabled(profile.requireOcsp);
    if (profile.requireOcsp) {
        // A resumed session shows no certificate and no answer of the OCSP responder: each handshake has to be a full one.
        configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
        configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
        configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    }
    configuration.setSslOption(QSsl::SslOptionDisableCompression, true);
    configuration.setSslOption(QSsl::SslOptionDisableLegacyRenegotiation, true);
    if (!profile.caPem.isEmpty()) {
        const QList<QSslCertificate> anchors = QSslCertificate::fromData(profile.caPem, QSsl::Pem);
        configuration.setCaCertificates(anchors);
        policy.m_anchors = toDer(anchors);
    }
    return policy;
}

std::optional<Failure> TlsPolicy::violation(const QSslConfiguration &session, const QString &host, Moment moment) const
{
    const QList<QSslCertificate> chain = session.peerCertificateChain();
    // After an answer the socket may be closed and its session forgotten. Whoever opened it judged it: a connection
    // that nobody judged goes with its manager (DoorKeeper::makeManager).
    if (chain.isEmpty() && moment == Moment::AfterAnswer) {
        return std::nullopt;
    }
    if (chain.isEmpty()) {
        return Failure(FailureCode::TlsUntrusted, u"no certificate"_s);
    }
    if (!subjectAltNameFits(chain.first(), host)) {
        return Failure(FailureCode::TlsWrongName, u"no subjectAltName for the host"_s);
    }
    const QSslCipher suite = session.sessionCipher();
    const bool hasClosed = moment == Moment::AfterAnswer && suite.isNull();
    if (!hasClosed && !m_suites.contains(suite.name())) {
        return Failure(FailureCode::TlsHandshakeFailed, suite.name());
    }
    if (!m_anchors.isEmpty() && !chainLeadsTo(toDer(chain), m_anchors)) {
        return Failure(FailureCode::TlsUntrusted, u"chain does not end in the profile's CA"_s);
    }
    const QString pin = u"sha256/"_s + QString::fromLatin1(publicKeyPin(chain.first().toDer()));
    if (!m_pins.isEmpty() && !m_pins.contains(pin)) {
        return Failure(FailureCode::TlsPinMismatch, pin);
    }
    return std::nullopt;
}

Failure TlsPolicy::failureOf(const QList<QSslError> &errors, const QSslCertificate &shown)
{
    // The most telling one first: a self-signed certificate also has other errors.
    const auto codeOf = [](QSslError::SslError error) {
        switch (error) {
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid: return FailureCode::TlsExpired;
        case QSslError::HostNameMismatch: return FailureCode::TlsWrongName;
        case QSslError::CertificateRevoked:
        case QSslError::OcspNoResponseFound:
        case QSslError::OcspMalformedRequest:
        case QSslError::OcspMalformedResponse:
        case QSslError::OcspInternalError:
        case QSslError::OcspTryLater:
        case QSslError::OcspSigRequred:
        case QSslError::OcspUnauthorized:
        case QSslError::OcspResponseCannotBeTrusted:
        case QSslError::OcspResponseCertIdUnknown:
        case QSslError::OcspResponseExpired:
        case QSslError::OcspStatusUnknown: return FailureCode::TlsStatusMissing;
        default: return FailureCode::TlsUntrusted;
        }
    };
    QStringList facts;
    std::optional<FailureCode> code;
    for (const QSslError &error : errors) {
        facts += error.errorString();
        if (!code || *code != FailureCode::TlsUntrusted) {
            code = codeOf(error.error());
        }
    }
    if (!shown.isNull()) {
        // What `openssl x509 -fingerprint -sha256` prints, for whoever looks into it; names in it would be hostile text.
        facts += u"certificate SHA-256 "_s + QString::fromLatin1(sha256Hex(shown.toDer()));
    }
    return Failure(code.value_or(FailureCode::TlsHandshakeFailed), facts.join(u"; "_s));
}

bool subjectAltNameFits(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    const QHostAddress address(host.startsWith(u'[') ? host.sliced(1).chopped(1) : host);
    if (!address.isNull()) {
        const QStringList entries = names.values(QSsl::IpAddressEntry);
        return std::ranges::any_of(entries, [&](const QString &entry) { return QHostAddress(entry) == address; });
    }
    const QStringList entries = names.values(QSsl::DnsEntry);
    return std::ranges::any_of(entries, [&](const QString &entry) { return dnsNameFits(entry, host); });
}

} // namespace ttp::service
