// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure_codes.h"
#include "base/localized_text.h"

#include <QDateTime>
#include <QStringList>

#include <optional>
#include <vector>

namespace ttp {

/// One thing that is wrong with the answers or the files, found here or by the service.
struct Problem {
    QString field;         ///< full id of the field (`passport.number`); empty if it belongs to no field
    QString code;          ///< one of the codes of the contract: `required`, `too-late`, …
    QString pointer;       ///< JSON Pointer (RFC 6901) into the request body: `/answers/journeys/0/date`
    LocalizedText message; ///< what is wrong and what to do, in every language

    bool operator==(const Problem &) const = default;
};

/// What is wrong, in words, also where a service named a place and a code only.
[[nodiscard]] LocalizedText wordsOf(const Problem &problem);

/// What went wrong: a stable code, facts for support (English, never personal data), and what the service added.
/// The sentences for the person are in the failure book (`resources/failures/failures.json`).
struct Failure {
    explicit Failure(FailureCode failureCode, QString failureFacts = {})
        : code(failureCode), facts(std::move(failureFacts))
    {
    }

    FailureCode code;
    QString facts;
    QString problemType;                       ///< `not-found`, `upload-missing`, … if the service gave a problem document
    bool neverLeft = false;                    ///< of a request: it certainly did not leave this computer
    std::vector<Problem> problems;             ///< for answers and files, and `validation-failed` of the service
    std::optional<LocalizedText> serviceSays;  ///< the service's own words; plain text, shown as a quotation
    std::optional<int> retryAfterSeconds;      ///< `Retry-After` or `retry_after`
    std::optional<QDateTime> until;            ///< end of a maintenance
    std::optional<qint64> limit;               ///< bytes, of `payload-too-large`
    QString applicationNumber;                 ///< of `duplicate-application`
    std::vector<LocalizedText> leftOut;        ///< labels of answers that a changed form has no place for
    std::vector<LocalizedText> added;          ///< labels of the questions that a changed form asks in addition
    QStringList missing;                       ///< sha256 of the uploads that `upload-missing` names

    bool operator==(const Failure &) const = default;
};

} // namespace ttp
