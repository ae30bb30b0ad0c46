// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/request.h"
#include "tls_policy.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace ttp::service {

/// One request and its answer. Lives in the door's thread and ends itself after `done`.
class Exchange : public QObject {
    Q_OBJECT
public:
    Exchange(const TlsPolicy &policy, Request request, QObject *parent);
    ~Exchange() override;

    void start(QNetworkAccessManager &manager, const QNetworkRequest &prepared);
    void cancel();

Q_SIGNALS:
    void progressed(qint64 bytesSent);
    void done(ttp::Result<ttp::service::Answer> answer);

private:
    QIODevice *openBody();
    void stop(Failure failure);
    void stopBeforeSending(Failure failure);
    void onEncrypted();
    void onReadyRead();
    void onUploadProgress(qint64 sent);
    void onFinished();
    void touch();
    [[nodiscard]] Result<Answer> outcome();
    [[nodiscard]] Failure transportFailure() const;
    [[nodiscard]] std::optional<Failure> violationNow(TlsPolicy::Moment moment) const;

    const TlsPolicy &m_policy;
    Request m_request;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_body;
    std::optional<Failure> m_failure; ///< why we ended it ourselves
    QTimer m_total;
    QTimer m_idle;
    bool m_finished = false;
};

} // namespace ttp::service
