// SPDX-License-Identifier: GPL-3.0-or-later
#include "follow_ups.h"

#include "acknowledgement.h"
#include "attachments.h"
#include "requests.h"

#include "base/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qsizetype MaxReason = 300;

bool isAskingForDocuments(const Application &application)
{
    return application.status() == "documents_requested"_L1;
}

bool canBeWithdrawn(const Application &application)
{
    const QStringList open{u"received"_s, u"preliminary_inspection"_s, u"documents_requested"_s, u"registrable"_s};
    return open.contains(application.status());
}

/// The requested fields as a form of their own: each of them required, whatever the rest of the application says.
form::Definition formOf(const Application &application, const form::Definition &form)
{
    form::Step step;
    for (const RequestedDocument &document : application.requested) {
        if (const form::Field *field = form.field(document.field)) {
            step.fields.push_back(*field);
            step.fields.back().required = true;
            step.fields.back().requiredWhen.reset();
            step.fields.back().visibleWhen.reset();
        }
    }
    form::Definition made;
    made.steps.push_back(std::move(step));
    return made;
}

} // namespace

FollowUps::FollowUps(const Shared &shared, std::shared_ptr<const Clock> clock)
    : m_shared(shared), m_clock(std::move(clock))
{
}

Outcome FollowUps::addDocuments(Call &call)
{
    if (auto type = checkJsonType(call); !type) {
        return std::unexpected(type.error());
    }
    if (auto digest = checkContentDigest(call); !digest) {
        return std::unexpected(digest.error());
    }
    Outcome outcome = m_shared.keys.once(AddDocuments, call, [this](Call &own) { return takeDocuments(own); });
    if (outcome) {
        outcome->body = acknowledged(201, outcome->body, m_shared).body;
        outcome->dropped = m_shared.faults.take(&Faults::dropAnswers);
    }
    return outcome;
}

Outcome FollowUps::takeDocuments(Call &call)
{
    m_shared.faults.waitBeforeAnswer(); // here, so that a slow service has the key in work
    call.waited = true;
    const QString number = call.path.at(1);
    const auto application = m_shared.submissions.find(call.userId, number);
    if (!application) {
        return refused(u"not-found"_s);
    }
    const auto key = idempotencyKey(call);
    if (!key) {
        return std::unexpected(key.error());
    }
    // Older than what IdempotencyKeys remembers, or the service ended before it could.
    if (const auto known = std::ranges::find(application->added, *key, &AddedDocuments::key);
        known != application->added.end()) {
        if (known->bodySha256 != sha256Hex(call.body)) {
            return refused(u"idempotency-key-reused"_s);
        }
        return Answer::bytes(201, "application/json", known->acknowledgement).with("Idempotency-Replayed", "true");
    }
    if (!isAskingForDocuments(*application)) {
        return refused(u"not-permitted"_s, u"no documents are requested"_s);
    }
    const auto files = readDocumentsBody(call.body);
    if (!files) {
        return refused(u"malformed-request"_s, files.error());
    }
    if (auto legal = checkFiles(call, *application, *files); !legal) {
        return std::unexpected(legal.error());
    }
    return keepDocuments(call, *key, *files);
}

Outcome FollowUps::keepDocuments(const Call &call, const QString &key, const std::vector<form::Attachment> &files)
{
    QStringList fields;
    for (const form::Attachment &file : files) {
        fields.append(file.field);
    }
    const auto changed = m_shared.submissions.change(
        call.userId, call.path.at(1), [&](Application &own, const QDateTime &now) -> std::expected<void, Refusal> {
            if (!isAskingForDocuments(own)) { // another request was faster
                return refused(u"not-permitted"_s, u"no documents are requested any more"_s);
            }
            const Received received{own.number, now, sha256Hex(call.body), files, own.termsVersion};
            own.added.push_back(
                {key, received.bodySha256, acknowledge(received, m_shared.publications.serviceId(), m_shared.key)});
            Schedule::addDocuments(own, fields, now);
            return {};
        });
    if (!changed) {
        return std::unexpected(changed.error());
    }
    return Answer::bytes(201, "application/json", changed->added.back().acknowledgement);
}

std::expected<void, Refusal> FollowUps::checkFiles(const Call &call, const Application &application,
                                                   const std::vector<form::Attachment> &files) const
{
    const form::CheckContext context{m_clock->todayInJapan(), true, m_shared.publications.limits()};
    const form::Definition wanted = formOf(application, m_shared.publications.form(call));
    if (auto legal = refuseIfAny(form::check(wanted, {}, files, context)); !legal) {
        return legal;
    }
    return checkUploads(files, call.userId, m_shared.uploads, m_shared.faults);
}

Outcome FollowUps::withdraw(Call &call)
{
    if (auto type = checkJsonType(call); !type) {
        return std::unexpected(type.error());
    }
    return m_shared.keys.once(u"withdraw"_s, call, [this](Call &own) { return takeWithdrawal(own); });
}

Outcome FollowUps::takeWithdrawal(Call &call)
{
    const auto read = readJsonBody(call, [](JsonObject &members) {
        const QString reason = members.optionalString(u"reason"_s).value_or(QString());
        if (codePointCount(reason) > MaxReason) {
            members.report(u"reason"_s, u"has more than 300 characters"_s);
        }
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    const auto changed = m_shared.submissions.change(
        call.userId, call.path.at(1), [](Application &own, const QDateTime &now) -> std::expected<void, Refusal> {
            if (canBeWithdrawn(own)) {
                Schedule::withdraw(own, now);
            } else if (own.status() != "withdrawn"_L1) {
                return refused(u"not-permitted"_s, u"the procedure has ended"_s);
            }
            return {};
        });
    if (!changed) {
        return std::unexpected(changed.error());
    }
    return Answer::json(200, statusJson(*changed));
}

} // namespace ttp::practice
