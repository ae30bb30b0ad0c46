// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
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
    static constexpr log::Words Name = "submit";
    SubmitApplication(QByteArray body, QString key) : m_body(std::move(body)), m_key(std::move(key)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Acknowledgement> read(const Answer &answer) const;

private:
    QByteArray m_body;
    QString m_key; ///< UUID without quotes
};

/// POST /applications/{number}/documents: the body exactly as it was frozen.
class AddDocuments {
public:
    using Outcome = Acknowledgement;
    static constexpr log::Words Name = "add-documents";
    AddDocuments(QString number, QByteArray body, QString key)
        : m_number(std::move(number)), m_body(std::move(body)), m_key(std::move(key))
    {
    }
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Acknowledgement> read(const Answer &answer) const;

private:
    QString m_number;
    QByteArray m_body;
    QString m_key; ///< UUID without quotes
};

/// GET /submissions/{key}: nothing if the service never received it; only a `not-found` problem says so.
class SubmissionOutcome {
public:
    using Outcome = std::optional<Acknowledgement>;
    static constexpr log::Words Name = "submission-outcome";
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
    QString applicant; ///< may be empty
};

/// True for what the contract calls a number: 4 to 32 of A-Z, 0-9 and hyphen.
[[nodiscard]] bool isApplicationNumber(const QString &text);

/// GET /applications
class ListApplications {
public:
    using Outcome = std::vector<ApplicationSummary>;
    static constexpr log::Words Name = "list-applications";
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::vector<ApplicationSummary>> read(const Answer &answer) const;
};

/// How one application stands (`ApplicationStatus` of the contract).
struct StatusReport {
    ApplicationSummary summary;
    struct Event {
        QString status;
        QDateTime at;
        std::optional<LocalizedText> note;
    };
    std::vector<Event> history;
    QDate appearBy; ///< last day for the secondary inspection; may be invalid
    struct Request {
        QString field;
        LocalizedText message;
        QDate due; ///< may be invalid
    };
    std::vector<Request> requestedDocuments;
};

/// GET /applications/{number}
class ApplicationStatus {
public:
    using Outcome = StatusReport;
    static constexpr log::Words Name = "application-status";
    explicit ApplicationStatus(QString number) : m_number(std::move(number)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<StatusReport> read(const Answer &answer) const;

private:
    QString m_number;
};

/// POST /applications/{number}/withdrawal. One object has one key, so that the same object may be performed again.
class WithdrawApplication {
public:
    using Outcome = StatusReport;
    static constexpr log::Words Name = "withdraw";
    explicit WithdrawApplication(QString number);
    [[nodiscard]] Request request() const;
    /// An answer that speaks of another application, or of one that is not withdrawn, is `ProtocolError`.
    [[nodiscard]] Result<StatusReport> read(const Answer &answer) const;

private:
    QString m_number;
    QString m_key;
};

/// GET /applications/{number}/acknowledgement
class RepeatAcknowledgement {
public:
    using Outcome = Acknowledgement;
    static constexpr log::Words Name = "acknowledgement";
    explicit RepeatAcknowledgement(QString number) : m_number(std::move(number)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Acknowledgement> read(const Answer &answer) const;

private:
    QString m_number;
};

} // namespace ttp::service
