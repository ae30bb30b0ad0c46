// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "base/secret_json.h"
#include "once_device.h"

#include <QBuffer>
#include <QMetaEnum>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

/// Qt's errors of content and server only say again what the status says; the others, also those of the protocol, mean
/// that the answer is not whole.
bool repeatsTheStatus(QNetworkReply::NetworkError error, int status)
{
    const bool ofContent = error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    const bool ofServer = error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError;
    const bool ofRequest = error == QNetworkReply::ProtocolInvalidOperationError && (status == 400 || status == 418);
    return status >= 400 && (ofContent || ofServer || ofRequest) && error != QNetworkReply::ContentReSendError;
}

} // namespace

namespace {

/// How long the answer to an upload may take once its last byte has left.
constexpr std::chrono::seconds AnswerDeadline(30);

/// An answer with a secret in it is not longer, unless somebody means ill.
constexpr qint64 SecretAnswerBytes = 64 * 1024;

} // namespace

Exchange::Exchange(const TlsPolicy &policy, Request request, QObject *parent)
    : QObject(parent), m_policy(policy), m_request(std::move(request))
{
    m_total.setSingleShot(true);
    m_idle.setSingleShot(true);
    const auto expire = [this] { stop(Failure(FailureCode::DeadlineExceeded)); };
    connect(&m_total, &QTimer::timeout, this, expire);
    connect(&m_idle, &QTimer::timeout, this, expire);
}

Exchange::~Exchange()
{
    if (m_request.secretBody) {
        // The device reads from the secret itself, and Qt from the device.
        delete m_reply;
        delete m_upload;
    }
    if (!m_request.secretMember.isEmpty()) {
        wipe(m_body);
    }
}

OnceDevice *Exchange::openBody()
{
    if (!m_request.file.source) {
        auto buffer = std::make_unique<QBuffer>();
        const QByteArrayView secret = m_request.secretBody ? m_request.secretBody->reveal() : QByteArrayView();
        buffer->setData(m_request.secretBody ? QByteArray::fromRawData(secret.data(), secret.size()) : m_request.body);
        buffer->open(QIODevice::ReadOnly);
        const qint64 size = buffer->size();
        return new OnceDevice(std::move(buffer), size, this);
    }
    auto file = m_request.file.source->open();
    const qint64 end = m_request.file.offset + m_request.file.length;
    if (!file || (*file)->size() < end || !(*file)->seek(m_request.file.offset)) {
        return nullptr;
    }
    return new OnceDevice(*std::move(file), m_request.file.length, this);
}

void Exchange::start(QNetworkAccessManager &manager, const QNetworkRequest &prepared)
{
    QNetworkRequest request(prepared);
    const bool hasBody = !m_request.body.isEmpty() || m_request.secretBody || m_request.file.source;
    if (hasBody) {
        m_upload = openBody();
        if (!m_upload) {
            m_failure = Failure(FailureCode::AttachmentUnreadable);
            m_failure->neverLeft = true;
            QMetaObject::invokeMethod(this, &Exchange::onFinished, Qt::QueuedConnection);
            return;
        }
        // Without this attribute Qt would copy the whole body into memory, and could rewind the copy.
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_upload->bytesAvailable());
        request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.mediaType);
        m_uploadBytes = m_upload->bytesAvailable();
        m_reply = manager.sendCustomRequest(request, m_request.verb, m_upload);
    } else if (m_request.verb == "HEAD") {
        m_reply = manager.head(request); // to a custom HEAD Qt would expect a body
    } else {
        if (m_request.verb == "POST") {
            request.setHeader(QNetworkRequest::ContentLengthHeader, 0); // RFC 9110 section 8.6; some gateways demand it
        }
        m_reply = manager.sendCustomRequest(request, m_request.verb);
    }
    m_started = true;
    m_reply->setParent(this);
    m_reply->setReadBufferSize(64 * 1024); // a server that sends faster than we judge must wait
    connect(m_reply, &QNetworkReply::encrypted, this, &Exchange::onEncrypted, Qt::DirectConnection);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) {
                stopBeforeSending(TlsPolicy::failureOf(errors, m_reply->sslConfiguration().peerCertificate()));
            });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::onHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::onReadyRead);
    connect(m_reply, &QNetworkReply::uploadProgress, this, &Exchange::onUploadProgress);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
    if (m_request.totalDeadline.count() > 0) {
        m_total.start(m_request.totalDeadline);
    }
    touch();
}

void Exchange::cancel()
{
    stop(Failure(FailureCode::Cancelled));
}

void Exchange::stop(Failure failure)
{
    if (m_finished) {
        return;
    }
    if (!m_failure) {
        m_failure = std::move(failure);
    }
    if (m_reply) {
        m_reply->abort();
    }
}

void Exchange::touch()
{
    if (m_request.idleDeadline.count() > 0) {
        m_idle.start(m_request.idleDeadline);
    }
}

void Exchange::onEncrypted()
{
    if (auto violation = violationNow(TlsPolicy::Moment::BeforeSending)) {
        stopBeforeSending(*std::move(violation));
        return; // and never judged to be good: the connection goes with its manager
    }
    m_judged = true;
}

std::optional<Failure> Exchange::violationNow(TlsPolicy::Moment moment) const
{
    return m_policy.violation(m_reply->sslConfiguration(), m_reply->url().host(QUrl::FullyEncoded), moment);
}

/// Qt queues the request behind `encrypted` and `sslErrors`, so nothing of it has left when they are heard.
void Exchange::stopBeforeSending(Failure failure)
{
    failure.neverLeft = true;
    stop(std::move(failure));
}

/// An answer that says itself that it is too large is not waited for.
void Exchange::onHeaders()
{
    touch();
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (m_request.verb != "HEAD" && announced > m_request.maxAnswerBytes) {
        stop(Failure(FailureCode::AnswerTooLarge, u"%1 bytes announced"_s.arg(announced)));
    }
}

void Exchange::onReadyRead()
{
    touch();
    readBody();
    if (m_body.size() > m_request.maxAnswerBytes) {
        stop(Failure(FailureCode::AnswerTooLarge, u"more than %1 bytes"_s.arg(m_request.maxAnswerBytes)));
    }
}

/// Without a second copy of what it reads, and for a secret without the ones that a growing array leaves behind.
void Exchange::readBody()
{
    if (!m_request.secretMember.isEmpty() && m_body.isEmpty()) {
        m_body.reserve(std::min<qint64>(m_request.maxAnswerBytes + 1, SecretAnswerBytes));
    }
    const qsizetype had = m_body.size();
    m_body.resize(had + std::min(m_reply->bytesAvailable(), m_request.maxAnswerBytes + 1 - had));
    const qint64 got = m_reply->read(m_body.data() + had, m_body.size() - had);
    m_body.truncate(had + std::max<qint64>(got, 0));
}

/// Qt reports every 16 KiB, and 0 of 0 at the end: a caller hears of something new, at most twenty times a second.
void Exchange::onUploadProgress(qint64 sent, qint64 total)
{
    constexpr qint64 Pause = 50; // ms
    touch();
    const bool isUpload = m_request.idleDeadline.count() > 0;
    if (sent == m_uploadBytes && isUpload && !(m_total.isActive() && m_total.remainingTimeAsDuration() < AnswerDeadline)) {
        m_total.start(AnswerDeadline); // all is sent: now the answer has to come, however many bytes trickle in
    }
    const bool isDue = sent == total || !m_sinceReport.isValid() || m_sinceReport.elapsed() >= Pause;
    if (sent > m_reported && isDue) {
        m_reported = sent;
        m_sinceReport.start();
        Q_EMIT progressed(sent);
    }
}

void Exchange::onFinished()
{
    if (m_finished) {
        return;
    }
    m_finished = true;
    m_total.stop();
    m_idle.stop();
    Q_EMIT done(outcome());
    deleteLater();
}

Result<Answer> Exchange::outcome()
{
    if (m_reply && !m_failure && m_reply->isOpen()) {
        readBody();
        if (m_body.size() > m_request.maxAnswerBytes) {
            m_failure = Failure(FailureCode::AnswerTooLarge);
        }
    }
    if (m_failure) {
        return failed(*m_failure);
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_upload && m_upload->hasFailed()) { // the disk, not the line
        return failed(FailureCode::AttachmentUnreadable, m_upload->errorString());
    }
    if (status == 0) {
        return failed(transportFailure());
    }
    // A reused connection does not report `encrypted` again: what it is was judged once more here.
    if (auto violation = violationNow(TlsPolicy::Moment::AfterAnswer)) {
        return failed(*std::move(violation));
    }
    m_judged = true;
    // Before the line is looked at: Qt reports a 307 to a body that cannot be rewound as an error of the line.
    if (status >= 300 && status < 400 && status != 304) {
        return failed(FailureCode::RedirectRefused, u"status %1"_s.arg(status));
    }
    if (m_reply->error() != QNetworkReply::NoError && !repeatsTheStatus(m_reply->error(), status)) {
        return failed(transportFailure());
    }
    std::shared_ptr<const Secret> secret;
    if (!m_request.secretMember.isEmpty() && status < 300) {
        secret = std::make_shared<const Secret>(cutOutText(m_body.data(), m_body.size(), m_request.secretMember));
    }
    Answer answer{status, {}, std::move(m_body), std::move(secret)};
    answer.certificateUntil = m_reply->sslConfiguration().peerCertificate().expiryDate().toUTC();
    const auto headers = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : headers) {
        answer.headers.insert(name.toLower(), value);
    }
    return answer;
}

Failure Exchange::transportFailure() const
{
    const auto codeOf = [](QNetworkReply::NetworkError error) {
        switch (error) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
        case QNetworkReply::NetworkSessionFailedError:
        case QNetworkReply::TemporaryNetworkFailureError: return FailureCode::ConnectFailed;
        case QNetworkReply::TimeoutError: return FailureCode::DeadlineExceeded;
        case QNetworkReply::SslHandshakeFailedError: return FailureCode::TlsHandshakeFailed;
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyConnectionClosedError:
        case QNetworkReply::ProxyNotFoundError:
        case QNetworkReply::ProxyTimeoutError:
        case QNetworkReply::ProxyAuthenticationRequiredError:
        case QNetworkReply::UnknownProxyError: return FailureCode::ProxyFailed;
        case QNetworkReply::ProtocolFailure:
        case QNetworkReply::ProtocolUnknownError:
        case QNetworkReply::ProtocolInvalidOperationError: return FailureCode::ProtocolError;
        default: return FailureCode::ConnectionCut;
        }
    };
    Failure failure(codeOf(m_reply->error()), QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>()
                                                                      .valueToKey(m_reply->error())));
    // These also end connections over which a body has gone: TLS speaks until the end, and so do proxies.
    const bool ofTheBeginning = failure.code == FailureCode::ConnectFailed
        || failure.code == FailureCode::TlsHandshakeFailed || failure.code == FailureCode::ProxyFailed;
    failure.neverLeft = ofTheBeginning && (!m_upload || m_upload->bytesLeft() == m_uploadBytes);
    return failure;
}

} // namespace ttp::service
