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
    static const QRegularExpression Legal(QRegularExpression::anchoredPattern(u"[A-Z0-9-]{4,32}"_s));
    const QString number = json.string(u"application_number"_s);
    if (!Legal.match(number).hasMatch()) {
        json.report(u"application_number"_s, u"must be 4 to 32 of A-Z, 0-9 and hyphen"_s);
    }
    return number;
}

ApplicationSummary readSummary(JsonObject &json)
{
    return {readNumber(json), json.string(u"status"_s), json.sha256(u"body_sha256"_s), json.timestamp(u"received_at"_s)};
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
    Request request;
    request.verb = "POST";
    request.path = u"/applications"_s;
    request.mediaType = "application/json";
    request.body = m_body;
    request.headers = {{"Idempotency-Key", '"' + m_key.toLatin1() + '"'}, {"Content-Digest", contentDigest(m_body)}};
    return request;
}

Result<Acknowledgement> SubmitApplication::read(const Answer &answer) const
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

Result<ApplicationSummary> ApplicationStatus::read(const Answer &answer) const
{
    const auto json = objectOf(answer, 200);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    ApplicationSummary summary = readSummary(reader);
    reader.array(u"history"_s);
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"status: "_s + errors.first());
    }
    return summary;
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
