// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

#include <vector>

namespace ttp::practice {

/// One entry of `ApplicationStatus.history`.
struct StatusEvent {
    QString status; ///< a `StatusName`
    QDateTime at;
    LocalizedText note;
};

/// One entry of `ApplicationStatus.requested_documents`.
struct RequestedDocument {
    QString field;
    LocalizedText message;
    QDate due; ///< last day in Japan
};

/// Documents that were added. They stand with the application, so that both are kept by one write.
struct AddedDocuments {
    QString key; ///< that they came with
    QByteArray bodySha256;
    QByteArray acknowledgement;
};

/// An application that was received.
struct Application {
    QString number;
    QString userId;
    QString termsVersion; ///< that was agreed to
    QByteArray bodySha256;
    QDateTime receivedAt;
    QByteArray acknowledgement;       ///< bytes of the answer, the same each time
    std::vector<StatusEvent> history; ///< oldest first, never empty
    std::vector<RequestedDocument> requested;
    std::vector<AddedDocuments> added;
    bool hasAddedDocuments = false; ///< all that were requested
    QDate appearBy;                 ///< invalid: not invited

    [[nodiscard]] const QString &status() const { return history.back().status; }
    /// The same may be sent again: it was withdrawn or has lapsed.
    [[nodiscard]] bool isGivenUp() const;
};

/// `ApplicationSummary` and `ApplicationStatus` of the contract.
[[nodiscard]] QJsonObject summaryJson(const Application &application);
[[nodiscard]] QJsonObject statusJson(const Application &application);

} // namespace ttp::practice
