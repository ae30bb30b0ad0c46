// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/request.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace ttp::service {

/// What a service says it received (`Acknowledgement` of the contract): well formed, not yet believed.
struct Acknowledgement {
    QString applicationNumber;
    QDateTime receivedAt;
    QByteArray bodySha256;
    struct Attachment {
        QString field;
        qint64 size = 0;
        QByteArray sha256;
        bool operator==(const Attachment &) const = default;
    };
    std::vector<Attachment> attachments; ///< in the order they were sent
    QString receipt;                     ///< compact JWS
    QJsonObject json;                    ///< as it came, for the receipt file and the signature
};

/// Reads an acknowledgement from an answer or a receipt file: the error names the path.
[[nodiscard]] std::expected<Acknowledgement, QString> readAcknowledgement(const QJsonObject &json);

/// POST /applications: the body exactly as it was frozen.
class SubmitApplication {
public:
    using Outcome = Acknowledgement;
    SubmitApplication(QByteArray body, QString key) : m_body(std::move(body)), m_key(std::move(key)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Acknowledgement> read(const Answer &answer) const;

private:
    QByteArray m_body;
    QString m_key; ///< UUID without quotes
};

/// GET /submissions/{key}: nothing if the service never received it; only a `not-found` problem says so.
class SubmissionOutcome {
public:
    using Outcome = std::optional<Acknowledgement>;
    explicit SubmissionOutcome(QString key) : m_key(std::move(key)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::optional<Acknowledgement>> read(const Answer &answer) const;

private:
    QString m_key;
};

struct ApplicationSummary {
    QString applicationNumber;
    QString status;
    QByteArray bodySha256;
    QDateTime receivedAt;
};

/// GET /applications
class ListApplications {
public:
    using Outcome = std::vector<ApplicationSummary>;
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::vector<ApplicationSummary>> read(const Answer &answer) const;
};

/// GET /applications/{number}
class ApplicationStatus {
public:
    using Outcome = ApplicationSummary;
    explicit ApplicationStatus(QString number) : m_number(std::move(number)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<ApplicationSummary> read(const Answer &answer) const;

private:
    QString m_number;
};

/// GET /applications/{number}/acknowledgement
class RepeatAcknowledgement {
public:
    using Outcome = Acknowledgement;
    explicit RepeatAcknowledgement(QString number) : m_number(std::move(number)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Acknowledgement> read(const Answer &answer) const;

private:
    QString m_number;
};

} // namespace ttp::service
