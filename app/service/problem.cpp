// SPDX-License-Identifier: GPL-3.0-or-later
#include "problem.h"

#include "base/json.h"

#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

struct Meaning {
    const char *type;
    FailureCode code;
};

/// The table of `Problem` in openapi.yaml.
constexpr std::array Meanings{
    Meaning{"malformed-request", FailureCode::Defect},
    Meaning{"idempotency-key-missing", FailureCode::Defect},
    Meaning{"digest-mismatch", FailureCode::ServiceRefused},
    Meaning{"not-authenticated", FailureCode::SessionEnded},
    Meaning{"invalid-credentials", FailureCode::InvalidCredentials},
    Meaning{"session-expired", FailureCode::SessionEnded},
    Meaning{"password-change-required", FailureCode::PasswordChangeRequired},
    Meaning{"account-locked", FailureCode::AccountLocked},
    Meaning{"not-permitted", FailureCode::NotPermitted},
    Meaning{"not-found", FailureCode::NotFound},
    Meaning{"method-not-allowed", FailureCode::Defect},
    Meaning{"terms-outdated", FailureCode::ServiceTermsOutdated},
    Meaning{"form-outdated", FailureCode::ServiceFormOutdated},
    Meaning{"request-in-progress", FailureCode::TooManyRequests},
    Meaning{"duplicate-application", FailureCode::DuplicateApplication},
    Meaning{"upload-offset", FailureCode::UploadRefused},
    Meaning{"upload-gone", FailureCode::UploadRefused},
    Meaning{"tus-version", FailureCode::Defect},
    Meaning{"payload-too-large", FailureCode::PayloadTooLarge},
    Meaning{"unsupported-media-type", FailureCode::UnsupportedMediaType},
    Meaning{"upload-missing", FailureCode::UploadRefused},
    Meaning{"validation-failed", FailureCode::ValidationFailed},
    Meaning{"idempotency-key-reused", FailureCode::Defect},
    Meaning{"malware-detected", FailureCode::MalwareDetected},
    Meaning{"too-many-requests", FailureCode::TooManyRequests},
    Meaning{"checksum-mismatch", FailureCode::UploadRefused},
    Meaning{"internal-error", FailureCode::ServerError},
    Meaning{"maintenance", FailureCode::Maintenance},
};

FailureCode codeOfStatus(int status)
{
    switch (status) {
    case 401: return FailureCode::SessionEnded;
    case 403: return FailureCode::NotPermitted;
    case 404:
    case 410: return FailureCode::NotFound;
    case 408: // a gateway gave up waiting, or does not want it this early (RFC 9110 section 15.5.9, RFC 8470)
    case 425: return FailureCode::DeadlineExceeded;
    case 413: return FailureCode::PayloadTooLarge;
    case 415: return FailureCode::UnsupportedMediaType;
    case 429: return FailureCode::TooManyRequests;
    case 503: return FailureCode::Maintenance;
    default: break;
    }
    if (status >= 500) {
        return FailureCode::ServerError;
    }
    return status >= 400 ? FailureCode::ServiceRefused : FailureCode::ProtocolError;
}

constexpr qint64 LongestWait = 24 * 60 * 60; ///< seconds; whoever says more is not waited for anyway

/// The three forms of RFC 9110 section 5.6.7: IMF-fixdate, RFC 850, asctime. The day of the week, which comes first, is
/// not needed, and would contradict the century that Qt takes for two digits of a year.
std::optional<QDateTime> parseHttpDate(const QString &text)
{
    for (const QString &form :
         {u"dd MMM yyyy hh:mm:ss 'GMT'"_s, u"dd-MMM-yy hh:mm:ss 'GMT'"_s, u"MMM d hh:mm:ss yyyy"_s}) {
        QDateTime date = QLocale::c().toDateTime(text.section(u' ', 1), form);
        if (date.isValid()) {
            date.setTimeSpec(Qt::UTC);
            return date.date().year() < 1970 ? date.addYears(100) : date;
        }
    }
    return std::nullopt;
}

/// `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3).
std::optional<int> retryAfter(const QByteArray &value)
{
    const QByteArray text = value.simplified();
    bool isNumber = false;
    qint64 seconds = text.toLongLong(&isNumber);
    if (!isNumber) {
        const auto date = parseHttpDate(QString::fromLatin1(text));
        if (!date) {
            return std::nullopt;
        }
        seconds = qMax(qint64(0), QDateTime::currentDateTimeUtc().secsTo(*date));
    }
    return seconds >= 0 ? std::optional(int(qMin(seconds, LongestWait))) : std::nullopt;
}

/// `/answers/journeys/0/date` → `journeys`; the form tells the rest. Attachments keep their pointer only.
QString fieldOf(const QString &pointer)
{
    const QStringList steps = pointer.split(u'/');
    return steps.size() > 2 && steps.at(1) == "answers"_L1 ? steps.at(2) : QString();
}

/// More than any form has fields; an answer of some megabytes must not become a list of a gigabyte.
constexpr std::size_t MostDetails = 1000;

/// Members that are missing or wrongly typed are left out: the status says enough, and an error must be shown.
void readDetails(const QJsonObject &json, Failure &failure)
{
    const QJsonObject message = json.value("message"_L1).toObject();
    if (message.value("ja"_L1).isString() && message.value("en"_L1).isString()) {
        failure.serviceSays = LocalizedText(message.value("ja"_L1).toString(), message.value("en"_L1).toString());
    }
    const QJsonArray errors = json.value("errors"_L1).toArray();
    for (const QJsonValue &error : errors) {
        if (!error.isObject() || failure.problems.size() >= MostDetails) {
            continue;
        }
        const QString pointer = error["pointer"_L1].toString();
        const QJsonObject text = error["message"_L1].toObject();
        failure.problems.push_back({fieldOf(pointer), error["code"_L1].toString(), pointer,
                                    LocalizedText(text.value("ja"_L1).toString(), text.value("en"_L1).toString())});
    }
    if (json.value("retry_after"_L1).isDouble()) {
        failure.retryAfterSeconds = int(qBound(0.0, json.value("retry_after"_L1).toDouble(), double(LongestWait)));
    }
    failure.until = parseTimestamp(json.value("until"_L1).toString());
    if (json.value("limit"_L1).isDouble()) {
        failure.limit = json.value("limit"_L1).toInteger();
    }
    failure.applicationNumber = json.value("application_number"_L1).toString();
    const QJsonArray missing = json.value("missing"_L1).toArray();
    for (const QJsonValue &digest : missing) {
        if (digest.isString() && std::size_t(failure.missing.size()) < MostDetails) {
            failure.missing += digest.toString();
        }
    }
}

} // namespace

Failure failureOf(const Answer &answer)
{
    Failure failure(codeOfStatus(answer.status), u"status %1"_s.arg(answer.status));
    if (answer.header("content-type").startsWith("application/problem+json")) {
        if (const auto json = parseJsonObject(answer.body)) {
            const QString type = json->value("type"_L1).toString();
            const QString prefix = u"urn:ttp:problem:"_s;
            for (const Meaning &meaning : Meanings) {
                if (type == prefix + QLatin1StringView(meaning.type)) {
                    failure.code = meaning.code;
                    failure.problemType = QString::fromLatin1(meaning.type);
                }
            }
            failure.facts += u' ' + type.left(80);
            readDetails(*json, failure);
        }
    }
    if (const auto seconds = retryAfter(answer.header("retry-after"))) {
        failure.retryAfterSeconds = *seconds;
    }
    return failure;
}

} // namespace ttp::service
