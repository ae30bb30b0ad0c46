// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications.h"

#include "random_text.h"

#include "base/digest.h"
#include "base/json.h"
#include "form/check.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

QRegularExpression keyPattern()
{
    return QRegularExpression(u"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"_s, QRegularExpression::DontCaptureOption);
}

/// The UUID inside of the structured-field string of `Idempotency-Key`.
std::expected<QString, Refusal> idempotencyKey(const Call &call)
{
    const auto header = call.header("idempotency-key");
    if (!header) {
        return refused(u"idempotency-key-missing"_s);
    }
    const bool quoted = header->size() > 2 && header->startsWith('"') && header->endsWith('"');
    const QString key = quoted ? QString::fromLatin1(header->sliced(1, header->size() - 2)) : QString();
    if (!keyPattern().match(key).hasMatch()) {
        return refused(u"malformed-request"_s, u"Idempotency-Key must be a quoted UUID in lower case"_s);
    }
    return key;
}

/// Only what the line damaged is a mismatch; a digest that is no digest is a defect of the client.
std::expected<void, Refusal> checkContentDigest(const Call &call)
{
    static const QRegularExpression shape(u"^sha-256=:[A-Za-z0-9+/]{43}=:$"_s);
    const auto header = call.header("content-digest");
    if (!header || !shape.match(QString::fromLatin1(*header)).hasMatch()) {
        return refused(u"malformed-request"_s, u"Content-Digest must be one sha-256"_s);
    }
    if (*header != contentDigest(call.body)) {
        return refused(u"digest-mismatch"_s);
    }
    return {};
}

bool covers(const terms::Consent &consent, const terms::Terms &terms)
{
    return consent.termsVersion == terms.version && consent.authoritativeLanguage == terms.authoritativeLanguage
        && std::ranges::is_permutation(consent.documents, terms.documents, [](const auto &agreed, const auto &text) {
               return agreed.language == text.language && agreed.role == text.role && agreed.sha256 == text.sha256;
           });
}

QJsonObject summary(const Application &application)
{
    return {{u"application_number"_s, application.number},
            {u"status"_s, u"received"_s},
            {u"received_at"_s, formatTimestamp(application.receivedAt)},
            {u"body_sha256"_s, QString::fromLatin1(application.bodySha256)}};
}

QJsonObject receivedEvent(const Application &application)
{
    const LocalizedText note(u"練習用サービスが受け付けました。申請は行われていません。審査も行われません。"_s,
                             u"The practice service has received this. No application was made, and nobody will "
                             "inspect it."_s);
    return {
        {u"status"_s, u"received"_s}, {u"at"_s, formatTimestamp(application.receivedAt)}, {u"note"_s, note.toJson()}};
}

Answer acknowledged(int status, const QByteArray &acknowledgement)
{
    return Answer::bytes(status, "application/json", acknowledgement);
}

} // namespace

Applications::Applications(const Publications &publications, const ReceiptKey &key, const Uploads &uploads,
                           FaultSwitch &faults, std::shared_ptr<const Clock> clock)
    : m_publications(publications), m_key(key), m_uploads(uploads), m_faults(faults), m_clock(std::move(clock))
{
}

Outcome Applications::submit(Call &call)
{
    const auto key = idempotencyKey(call);
    if (!key) {
        return std::unexpected(key.error());
    }
    if (call.mediaType() != "application/json") {
        return refused(u"unsupported-media-type"_s, u"the body must be application/json"_s);
    }
    if (auto digest = checkContentDigest(call); !digest) {
        return std::unexpected(digest.error());
    }
    const QByteArray bodySha256 = sha256Hex(call.body);
    auto begun = m_submissions.begin(call.userId, *key, bodySha256);
    if (!begun) {
        return std::unexpected(begun.error());
    }
    m_faults.waitBeforeAnswer(); // here, so that a slow service has the key in work
    call.waited = true;
    QByteArray acknowledgement;
    const auto *replay = std::get_if<Submissions::Replay>(&*begun);
    if (replay) {
        acknowledgement = replay->acknowledgement;
    } else {
        const auto body = checkBody(call);
        if (!body) {
            return std::unexpected(body.error());
        }
        const Application application = acknowledge(*body, call, bodySha256);
        if (const auto bound = std::get<Submissions::Work>(*begun).finish(application); !bound) {
            return refusedWith(u"duplicate-application"_s, u"application_number"_s, bound.error());
        }
        acknowledgement = application.acknowledgement;
    }
    Answer answer = acknowledged(201, acknowledgement);
    if (replay) {
        answer.headers.emplace_back("Idempotency-Replayed", "true");
    }
    answer.dropped = m_faults.takeDroppedAnswer();
    return answer;
}

std::expected<ApplicationBody, Refusal> Applications::checkBody(const Call &call) const
{
    auto body = readApplicationBody(call.body);
    if (!body) {
        return refused(u"malformed-request"_s, body.error());
    }
    if (body->formId != m_publications.form().id || body->formVersion != m_publications.form().version) {
        return refused(u"form-outdated"_s);
    }
    if (!covers(body->consent, m_publications.terms())) {
        return refused(u"terms-outdated"_s);
    }
    if (auto answers = checkAnswers(*body); !answers) {
        return std::unexpected(answers.error());
    }
    if (auto uploads = checkUploads(*body, call.userId); !uploads) {
        return std::unexpected(uploads.error());
    }
    return std::move(*body);
}

std::expected<void, Refusal> Applications::checkAnswers(const ApplicationBody &body) const
{
    const form::CheckContext context{m_clock->todayInJapan(), true, m_publications.limits()};
    const auto problems = form::check(m_publications.form(), body.answers, body.attachments, context);
    if (problems.empty()) {
        return {};
    }
    QJsonArray errors;
    for (const Problem &problem : problems) {
        errors.append(toErrorJson(problem));
    }
    return refusedWith(u"validation-failed"_s, u"errors"_s, errors);
}

std::expected<void, Refusal> Applications::checkUploads(const ApplicationBody &body, const QString &userId) const
{
    QStringList missing;
    QJsonArray wrongType;
    for (size_t i = 0; i < body.attachments.size(); ++i) {
        const form::Attachment &attachment = body.attachments[i];
        const auto upload = m_uploads.find(userId, attachment.sha256);
        const QString pointer = u"/attachments/%1"_s.arg(i);
        if (!upload) {
            missing.append(QString::fromLatin1(attachment.sha256));
        } else if (upload->size != attachment.size) {
            return refused(u"malformed-request"_s, pointer + u"/size: is not that of these bytes"_s);
        } else if (upload->mediaType != attachment.mediaType.toUtf8()) {
            wrongType.append(toErrorJson({attachment.field, u"media-type"_s, pointer, {}}));
        }
    }
    if (!missing.isEmpty()) {
        missing.removeDuplicates();
        return refusedWith(u"upload-missing"_s, u"missing"_s, QJsonArray::fromStringList(missing));
    }
    if (!wrongType.isEmpty()) {
        return refusedWith(u"unsupported-media-type"_s, u"errors"_s, wrongType);
    }
    return {};
}

Application Applications::acknowledge(const ApplicationBody &body, const Call &call, const QByteArray &bodySha256) const
{
    Application application;
    application.number = u"PRACTICE-"_s + randomGroups(3);
    application.userId = call.userId;
    application.bodySha256 = bodySha256;
    application.receivedAt = m_clock->utcNow();

    QJsonArray attachments;
    for (const form::Attachment &attachment : body.attachments) {
        attachments.append(QJsonObject{{u"field"_s, attachment.field},
                                       {u"size"_s, attachment.size},
                                       {u"sha256"_s, QString::fromLatin1(attachment.sha256)}});
    }
    QJsonObject acknowledgement{{u"application_number"_s, application.number},
                                {u"received_at"_s, formatTimestamp(application.receivedAt)},
                                {u"body_sha256"_s, QString::fromLatin1(bodySha256)},
                                {u"attachments"_s, attachments}};
    QJsonObject payload = acknowledgement;
    payload.insert(u"service_id"_s, m_publications.serviceId());
    payload.insert(u"kind"_s, u"practice"_s);
    payload.insert(u"terms_version"_s, body.consent.termsVersion);
    acknowledgement.insert(u"receipt"_s, m_key.sign(payload));
    application.acknowledgement = toCompactJson(acknowledgement);
    return application;
}

Outcome Applications::list(const Call &call) const
{
    QJsonArray summaries;
    for (const Application &application : m_submissions.of(call.userId)) {
        summaries.append(summary(application));
    }
    return Answer::json(200, {{u"applications"_s, summaries}});
}

Outcome Applications::status(const Call &call) const
{
    const auto application = m_submissions.find(call.userId, call.path.at(1));
    if (!application) {
        return refused(u"not-found"_s);
    }
    QJsonObject status = summary(*application);
    status.insert(u"history"_s, QJsonArray{receivedEvent(*application)});
    return Answer::json(200, status);
}

Outcome Applications::acknowledgement(const Call &call) const
{
    const auto application = m_submissions.find(call.userId, call.path.at(1));
    if (!application) {
        return refused(u"not-found"_s);
    }
    return acknowledged(200, application->acknowledgement);
}

Outcome Applications::submission(const Call &call) const
{
    const QString key = call.path.last();
    if (!keyPattern().match(key).hasMatch()) {
        return refused(u"malformed-request"_s, u"the key must be a UUID in lower case, without quotes"_s);
    }
    const auto outcome = m_submissions.outcome(call.userId, key);
    if (!outcome) {
        return refused(u"not-found"_s);
    }
    if (outcome->isEmpty()) {
        return refusedWith(u"request-in-progress"_s, u"retry_after"_s, 1);
    }
    return acknowledged(200, *outcome);
}

} // namespace ttp::practice
