// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/applications.h"

#include "base/digest.h"
#include "reading.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

QString readNumber(JsonObject &json)
{
    const QString number = json.string(u"application_number"_s);
    if (!isApplicationNumber(number)) {
        json.report(u"application_number"_s, u"must be 4 to 32 of A-Z, 0-9 and hyphen"_s);
    }
    return number;
}

ApplicationSummary readSummary(JsonObject &json)
{
    return {readNumber(json), json.string(u"status"_s), json.sha256(u"body_sha256"_s), json.timestamp(u"received_at"_s),
            json.optionalString(u"applicant"_s).value_or(QString())};
}

QDate readOptionalDate(JsonObject &json, const QString &key)
{
    const auto text = json.optionalString(key);
    const QDate date = QDate::fromString(text.value_or(QString()), u"yyyy-MM-dd"_s);
    if (text && !date.isValid()) {
        json.report(key, u"must be a date"_s);
    }
    return date;
}

StatusReport readStatus(JsonObject &json)
{
    StatusReport report;
    report.summary = readSummary(json);
    json.forEach(u"history"_s, [&report](JsonObject &event) {
        report.history.push_back(
            {event.string(u"status"_s), event.timestamp(u"at"_s), event.optionalText(u"note"_s)});
    });
    report.appearBy = readOptionalDate(json, u"appear_by"_s);
    json.forEach(
        u"requested_documents"_s,
        [&report](JsonObject &entry) {
            report.requestedDocuments.push_back(
                {entry.string(u"field"_s), entry.text(u"message"_s), readOptionalDate(entry, u"due"_s)});
        },
        true);
    return report;
}

Result<StatusReport> statusOf(const Answer &answer, const QString &number)
{
    const auto json = objectOf(answer, 200);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    StatusReport report = readStatus(reader);
    if (report.summary.applicationNumber != number) {
        reader.report(u"application_number"_s, u"is another one than was asked for"_s);
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"status: "_s + errors.first());
    }
    return report;
}

/// A body that was fixed once and may come again under its key.
Request fixedPost(const QString &path, const QByteArray &body, const QString &key)
{
    Request request;
    request.verb = "POST";
    request.path = path;
    request.mediaType = "application/json";
    request.body = body;
    request.headers = {idempotencyKey(key), {"Content-Digest", contentDigest(body)}};
    return request;
}

Result<Acknowledgement> acknowledgementOf(const Answer &answer, int expectedStatus)
{
    const auto json = objectOf(answer, expectedStatus);
    if (!json) {
        return failed(json.error());
    }
    auto acknowledgement = readAcknowledgement(*json);
    if (!acknowledgement) {
        return failed(FailureCode::ProtocolError, u"acknowledgement: "_s + acknowledgement.error());
    }
    return *std::move(acknowledgement);
}

} // namespace

bool isApplicationNumber(const QString &text)
{
    static const QRegularExpression Legal(QRegularExpression::anchoredPattern(u"[A-Z0-9-]{4,32}"_s));
    return Legal.match(text).hasMatch();
}

std::expected<Acknowledgement, QString> readAcknowledgement(const QJsonObject &json)
{
    JsonErrors errors;
    JsonObject reader(json, {}, errors);
    Acknowledgement result;
    result.applicationNumber = readNumber(reader);
    result.receivedAt = reader.timestamp(u"received_at"_s);
    result.bodySha256 = reader.sha256(u"body_sha256"_s);
    reader.forEach(u"attachments"_s, [&result](JsonObject &entry) {
        result.attachments.push_back(
            {entry.string(u"field"_s), entry.integer(u"size"_s), entry.sha256(u"sha256"_s)});
    });
    result.receipt = reader.string(u"receipt"_s);
    result.json = json;
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return result;
}

Request SubmitApplication::request() const
{
    return fixedPost(u"/applications"_s, m_body, m_key);
}

Result<Acknowledgement> SubmitApplication::read(const Answer &answer) const
{
    return acknowledgementOf(answer, 201);
}

Request AddDocuments::request() const
{
    return fixedPost(u"/applications/"_s + m_number + u"/documents"_s, m_body, m_key);
}

Result<Acknowledgement> AddDocuments::read(const Answer &answer) const
{
    return acknowledgementOf(answer, 201);
}

Request SubmissionOutcome::request() const
{
    return get(u"/submissions/"_s + m_key, true);
}

Result<std::optional<Acknowledgement>> SubmissionOutcome::read(const Answer &answer) const
{
    if (answer.status == 404 && failureOf(answer).problemType == "not-found"_L1) {
        return std::optional<Acknowledgement>();
    }
    auto acknowledgement = acknowledgementOf(answer, 200);
    if (!acknowledgement) {
        return failed(std::move(acknowledgement.error()));
    }
    return std::optional(*std::move(acknowledgement));
}

Request ListApplications::request() const
{
    return get(u"/applications"_s, true);
}

Result<std::vector<ApplicationSummary>> ListApplications::read(const Answer &answer) const
{
    const auto json = objectOf(answer, 200);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    std::vector<ApplicationSummary> list;
    reader.forEach(u"applications"_s, [&list](JsonObject &entry) { list.push_back(readSummary(entry)); });
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"applications: "_s + errors.first());
    }
    return list;
}

Request ApplicationStatus::request() const
{
    return get(u"/applications/"_s + m_number, true);
}

Result<StatusReport> ApplicationStatus::read(const Answer &answer) const
{
    return statusOf(answer, m_number);
}

WithdrawApplication::WithdrawApplication(QString number) : m_number(std::move(number)), m_key(randomUuid()) {}

Request WithdrawApplication::request() const
{
    Request request;
    request.verb = "POST";
    request.path = u"/applications/"_s + m_number + u"/withdrawal"_s;
    request.mediaType = "application/json";
    request.body = "{}";
    request.headers = {idempotencyKey(m_key)};
    return request;
}

Result<StatusReport> WithdrawApplication::read(const Answer &answer) const
{
    auto report = statusOf(answer, m_number);
    if (report && report->summary.status != "withdrawn"_L1) {
        return failed(FailureCode::ProtocolError, u"withdrawal: the status is "_s + report->summary.status);
    }
    return report;
}

Request RepeatAcknowledgement::request() const
{
    return get(u"/applications/"_s + m_number + u"/acknowledgement"_s, true);
}

Result<Acknowledgement> RepeatAcknowledgement::read(const Answer &answer) const
{
    return acknowledgementOf(answer, 200);
}

} // namespace ttp::service
