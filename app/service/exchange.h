// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/request.h"
#include "tls_policy.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace ttp::service {

class OnceDevice;

/// One request and its answer. Lives in the door's thread and ends itself after `done`.
class Exchange : public QObject {
    Q_OBJECT
public:
    Exchange(const TlsPolicy &policy, Request request, QObject *parent);
    ~Exchange() override;

    void start(QNetworkAccessManager &manager, const QNetworkRequest &prepared);
    void cancel();
    /// True if the connection was never judged: it was given up while it was being made. Qt may finish it all the same and
    /// give it to the next request without a word, so nobody may use it.
    [[nodiscard]] bool leavesUnjudgedConnection() const { return m_started && !m_judged; }

Q_SIGNALS:
    void progressed(qint64 bytesSent);
    void done(ttp::Result<ttp::service::Answer> answer);

private:
    OnceDevice *openBody();
    void stop(Failure failure);
    void stopBeforeSending(Failure failure);
    void onEncrypted();
    void onHeaders();
    void onReadyRead();
    void readBody();
    void onUploadProgress(qint64 sent, qint64 total);
    void onFinished();
    void touch();
    [[nodiscard]] Result<Answer> outcome();
    [[nodiscard]] Failure transportFailure() const;
    [[nodiscard]] std::optional<Failure> violationNow(TlsPolicy::Moment moment) const;

    const TlsPolicy &m_policy;
    Request m_request;
    QPointer<QNetworkReply> m_reply;
    QPointer<OnceDevice> m_upload; ///< reads the body once
    QByteArray m_body;
    std::optional<Failure> m_failure; ///< why we ended it ourselves
    qint64 m_uploadBytes = 0;
    QTimer m_total;
    QTimer m_idle;
    QElapsedTimer m_sinceReport;
    qint64 m_reported = 0;
    bool m_finished = false;
    bool m_started = false;
    bool m_judged = false;
};

} // namespace ttp::service
