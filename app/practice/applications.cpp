// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications.h"

#include "acknowledgement.h"
#include "attachments.h"
#include "random_text.h"
#include "requests.h"

#include "base/digest.h"
#include "base/json.h"
#include "form/check.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

bool covers(const terms::Consent &consent, const terms::Terms &terms)
{
    return consent.termsVersion == terms.version && consent.authoritativeLanguage == terms.authoritativeLanguage
        && std::ranges::is_permutation(consent.documents, terms.documents, [](const auto &agreed, const auto &text) {
               return agreed.language == text.language && agreed.role == text.role && agreed.sha256 == text.sha256;
           });
}

} // namespace

Answer acknowledged(int status, const QByteArray &acknowledgement, const Shared &shared)
{
    return Answer::bytes(status, "application/json",
                         corrupted(acknowledgement, shared.faults.corruptAck(), shared.key));
}

Applications::Applications(const Shared &shared, std::shared_ptr<const Clock> clock)
    : m_shared(shared), m_clock(std::move(clock))
{
}

Outcome Applications::submit(Call &call)
{
    const auto key = idempotencyKey(call);
    if (!key) {
        return std::unexpected(key.error());
    }
    if (auto type = checkJsonType(call); !type) {
        return std::unexpected(type.error());
    }
    if (auto digest = checkContentDigest(call); !digest) {
        return std::unexpected(digest.error());
    }
    const QByteArray bodySha256 = sha256Hex(call.body);
    auto begun = m_shared.submissions.begin(call.userId, *key, bodySha256);
    if (!begun) {
        return std::unexpected(begun.error());
    }
    m_shared.faults.waitBeforeAnswer(); // here, so that a slow service has the key in work
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
        const Application application = receive(*body, call, bodySha256);
        const bool forgetsKey = m_shared.faults.take(&Faults::forgetKey);
        if (auto bound = std::get<Submissions::Work>(*begun).finish(application, forgetsKey); !bound) {
            return std::unexpected(bound.error());
        }
        acknowledgement = application.acknowledgement;
    }
    Answer answer = acknowledged(201, acknowledgement, m_shared);
    if (replay) {
        answer.headers.emplace_back("Idempotency-Replayed", "true");
    }
    answer.dropped = m_shared.faults.take(&Faults::dropAnswers);
    return answer;
}

std::expected<ApplicationBody, Refusal> Applications::checkBody(const Call &call) const
{
    auto body = readApplicationBody(call.body);
    if (!body) {
        return refused(u"malformed-request"_s, body.error());
    }
    const form::Definition &form = m_shared.publications.form(call);
    if (body->formId != form.id || body->formVersion != form.version) {
        return refused(u"form-outdated"_s);
    }
    if (!covers(body->consent, m_shared.publications.terms(call))) {
        return refused(u"terms-outdated"_s);
    }
    const form::CheckContext context{m_clock->todayInJapan(), true, m_shared.publications.limits()};
    if (auto answers = refuseIfAny(form::check(form, body->answers, body->attachments, context)); !answers) {
        return std::unexpected(answers.error());
    }
    if (auto uploads = checkUploads(body->attachments, call.userId, m_shared.uploads, m_shared.faults); !uploads) {
        return std::unexpected(uploads.error());
    }
    return std::move(*body);
}

Application Applications::receive(const ApplicationBody &body, const Call &call, const QByteArray &bodySha256) const
{
    Application application;
    application.number = u"PRACTICE-"_s + randomGroups(3);
    application.userId = call.userId;
    application.termsVersion = body.consent.termsVersion;
    application.bodySha256 = bodySha256;
    application.receivedAt = m_clock->utcNow();
    application.history.push_back(Schedule::received(application.receivedAt));
    application.acknowledgement = acknowledge(
        {application.number, application.receivedAt, bodySha256, body.attachments, application.termsVersion},
        m_shared.publications.serviceId(), m_shared.key);
    return application;
}

Outcome Applications::list(const Call &call) const
{
    QJsonArray summaries;
    for (const Application &application : m_shared.submissions.of(call.userId)) {
        summaries.append(summaryJson(application));
    }
    return Answer::json(200, {{u"applications"_s, summaries}});
}

Outcome Applications::status(const Call &call) const
{
    const auto application = m_shared.submissions.find(call.userId, call.path.at(1));
    if (!application) {
        return refused(u"not-found"_s);
    }
    return Answer::json(200, statusJson(*application));
}

Outcome Applications::acknowledgement(const Call &call) const
{
    const auto application = m_shared.submissions.find(call.userId, call.path.at(1));
    if (!application) {
        return refused(u"not-found"_s);
    }
    return acknowledged(200, application->acknowledgement, m_shared);
}

Outcome Applications::submission(const Call &call) const
{
    const QString key = call.path.last();
    if (!isKey(key)) {
        return refused(u"malformed-request"_s, u"the key must be a UUID in lower case, without quotes"_s);
    }
    auto outcome = m_shared.submissions.outcome(call.userId, key);
    if (!outcome) {
        outcome = m_shared.keys.outcome({call.userId, AddDocuments, key});
    }
    if (!outcome) {
        return refused(u"not-found"_s);
    }
    if (outcome->isEmpty()) {
        return refusedWith(u"request-in-progress"_s, u"retry_after"_s, 1);
    }
    return acknowledged(200, *outcome, m_shared);
}

} // namespace ttp::practice
