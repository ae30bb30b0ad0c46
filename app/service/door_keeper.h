// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "kept_answers.h"
#include "service/door.h"
#include "tls_policy.h"

#include <QNetworkAccessManager>

namespace ttp::service {

class Exchange;

/// What stands behind the door, in its thread: the access manager and what every request carries.
class DoorKeeper : public QObject {
    Q_OBJECT
public:
    DoorKeeper(const Profile &profile, TlsPolicy policy);
    ~DoorKeeper() override;

    /// Starts one exchange; `read` takes its outcome in this thread, then `reports->finished()`.
    void run(quint64 number, const Request &request, const ReadAnswer &read, const std::shared_ptr<CallSignals> &reports);
    void cancel(quint64 number);
    void setSession(Secret token) { m_token = std::move(token); }
    void setLanguage(const QByteArray &language) { m_language = language; }

private:
    [[nodiscard]] QNetworkAccessManager *takeManager();
    [[nodiscard]] QNetworkRequest prepare(const Request &request) const;
    [[nodiscard]] const Failure *deliver(const Result<Answer> &answer, const QString &conditional, const QByteArray &asked,
                                         const ReadAnswer &read);

    QUrl m_baseUrl;
    QString m_proxy;
    TlsPolicy m_policy;
    QList<QNetworkAccessManager *> m_idle; ///< each with connections that were judged
    Secret m_token;
    QByteArray m_language = "ja, en;q=0.8";
    QMap<quint64, Exchange *> m_running;
    KeptAnswers m_kept;
};

} // namespace ttp::service
