// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/sending.h"

#include "base/background.h"
#include "base/log.h"
#include "file_upload.h"
#include "submission/holder.h"
#include "service/documents.h"
#include "service/greeting.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::submission {

namespace {

constexpr int MostBodyRepeats = 3; ///< after `digest-mismatch` or `upload-missing`

Q_LOGGING_CATEGORY(category, "ttp.submission", QtWarningMsg)

log::Words wordsOf(Stage stage)
{
    switch (stage) {
    case Stage::Preparing: return "preparing";
    case Stage::Uploading: return "uploading";
    case Stage::Posting: return "posting";
    case Stage::Asking: return "asking what became of it";
    case Stage::Ended: return "ended";
    }
    return "";
}

/// The sign-in is gone; everything else of the request may be as it is.
bool needsSignIn(const Failure &failure)
{
    return failure.code == FailureCode::SessionEnded;
}

} // namespace

Sending::Sending(service::Door &door, Inputs inputs, QObject *parent)
    : QObject(parent), m_door(door), m_inputs(std::move(inputs)), m_patience(m_inputs.patience)
{
    m_pause.setSingleShot(true);
}

Sending::~Sending() = default;

/// Performs an operation and signs in again, once, if the session has ended on the way.
template <typename Operation>
void Sending::perform(Operation operation, void (Sending::*then)(Result<typename Operation::Outcome>))
{
    m_call = m_door.perform(operation, this, [this, operation, then](Result<typename Operation::Outcome> outcome) {
        if (!outcome && needsSignIn(outcome.error()) && !m_renewed && m_inputs.credentials.password) {
            signInAgain([this, operation, then](std::optional<Failure> refusal) {
                if (!refusal) {
                    perform(operation, then);
                    return;
                }
                refusal->neverLeft = true; // a 401 had answered: what was asked for has not happened
                (this->*then)(failed(*std::move(refusal)));
            });
            return;
        }
        if (outcome) {
            m_renewed = false;
        }
        (this->*then)(std::move(outcome));
    });
}

void Sending::start()
{
    m_patience.renew();
    enter(Stage::Preparing);
    inBackground(
        this, [application = m_inputs.application] { return freeze(application); },
        [this](Result<Manifest> manifest) { onFrozen(std::move(manifest)); });
}

bool Sending::canBeCancelled() const
{
    // Uploads that were lost after a POST are sent again: that POST can no longer be called back.
    return !m_lostAt.isValid() && (m_progress.stage == Stage::Preparing || m_progress.stage == Stage::Uploading);
}

void Sending::cancel()
{
    if (!canBeCancelled() || m_cancelled) {
        return;
    }
    m_cancelled = true;
    m_call.cancel();
    if (m_pause.isActive()) {
        m_pause.stop();
        finish(failed(FailureCode::Cancelled));
    } else if (m_renewal) {
        m_renewal.reset();
        finish(failed(FailureCode::Cancelled));
    } else if (m_current < m_uploads.size()) {
        m_uploads[m_current]->cancel();
    }
}

void Sending::enter(Stage stage)
{
    m_progress.stage = stage;
    m_progress.waitingFor.reset();
    log::info(category()) << wordsOf(stage) << "files" << m_progress.files << "bytes" << m_progress.totalBytes;
    Q_EMIT progressed();
}

void Sending::leave()
{
    if (m_cancelled && !m_posted) {
        abandonUploads();
    } else {
        end();
    }
}

void Sending::end()
{
    if (m_progress.stage != Stage::Ended) {
        enter(Stage::Ended);
        if (m_outcome) {
            log::info(category()) << "received, acknowledgement as sent";
        } else {
            log::info(category()) << "not sent, or not known:" << m_outcome.error();
        }
        Q_EMIT ended();
    }
}

void Sending::onFrozen(Result<Manifest> manifest)
{
    if (m_cancelled) {
        finish(failed(FailureCode::Cancelled));
        return;
    }
    if (!manifest) {
        finish(failed(std::move(manifest.error())));
        return;
    }
    const auto &application = m_inputs.application;
    m_manifest = *std::move(manifest);
    if (const auto same = checkHolder(application.definition, m_manifest.answers, m_inputs.holder); !same) {
        finish(failed(same.error()));
        return;
    }
    m_progress.files = int(m_manifest.files.size());
    for (const service::FileToSend &file : m_manifest.files) {
        m_progress.totalBytes += file.facts.size;
    }
    askForTerms();
}

/// Sending is use of the system: whoever uses it after a revision is deemed to agree, so the terms are looked at again.
void Sending::askForTerms()
{
    perform(service::CurrentTerms(), &Sending::onTerms);
}

void Sending::onTerms(Result<terms::Terms> terms)
{
    if (m_cancelled) {
        finish(failed(FailureCode::Cancelled));
    } else if (!terms) {
        if (const auto pause = m_patience.next(terms.error())) {
            waitThen(*pause, terms.error(), &Sending::askForTerms);
        } else {
            finish(failed(std::move(terms.error())));
        }
    } else if (!m_inputs.application.consent.covers(*terms)) {
        finish(failed(FailureCode::TermsChanged, terms->version));
    } else if (const auto judged = service::judgeTerms(*terms, m_door.profile(), m_inputs.description); !judged) {
        finish(failed(judged.error()));
    } else {
        m_patience.renew();
        prepareUploads();
        enter(Stage::Uploading);
        uploadNext();
    }
}

void Sending::post()
{
    m_posted = true;
    if (m_manifest.addTo.isEmpty()) {
        perform(service::SubmitApplication(m_manifest.body, m_manifest.key), &Sending::onPosted);
    } else {
        perform(service::AddDocuments(m_manifest.addTo, m_manifest.body, m_manifest.key), &Sending::onPosted);
    }
}

void Sending::onPosted(Result<service::Acknowledgement> acknowledgement)
{
    if (acknowledgement) {
        onAcknowledged(*std::move(acknowledgement));
        return;
    }
    const Failure &failure = acknowledgement.error();
    const bool inProgress = failure.problemType == "request-in-progress"_L1;
    if (failure.neverLeft) {
        postAgain(failure); // first: also what a renewed sign-in was refused for stands in a problem
    } else if (!failure.problemType.isEmpty() && !inProgress) {
        onRefused(failure);
    } else {
        // A lost or garbled answer, a gateway's error page, a key still being worked on: only the service can tell.
        m_loss = failure;
        if (service::mayHaveHappened(failure)) {
            m_lostAt = m_postedAt;
        }
        const int seconds = inProgress ? failure.retryAfterSeconds.value_or(1) : 0;
        waitThen(std::chrono::seconds(std::min(seconds, 30)), failure, &Sending::ask);
    }
}

/// The service itself has said, with a reason, that it did not take the application.
void Sending::onRefused(const Failure &failure)
{
    const bool ofUploads = failure.problemType == "upload-missing"_L1;
    const bool ofTheLine = failure.problemType == "digest-mismatch"_L1; // it damaged the body
    if (ofUploads && ++m_bodyRepeats <= MostBodyRepeats) {
        uploadAgain(failure.missing);
    } else if (ofTheLine && ++m_bodyRepeats <= MostBodyRepeats) {
        prepareToPost();
    } else if (service::isRefusal(failure) && !ofUploads && !ofTheLine) {
        finish(failed(failure)); // by the service: an earlier POST of these bytes can only be refused as well
    } else {
        postAgain(failure);
    }
}

/// Nothing was received: the same bytes go out again under the same key if the reason may pass and patience lasts.
void Sending::postAgain(const Failure &failure)
{
    if (const auto pause = m_patience.next(failure)) {
        waitThen(*pause, failure, &Sending::prepareToPost);
    } else {
        giveUp(failure);
    }
}

void Sending::ask()
{
    enter(Stage::Asking);
    perform(service::SubmissionOutcome(m_manifest.key), &Sending::onAsked);
}

void Sending::onAsked(Result<std::optional<service::Acknowledgement>> acknowledgement)
{
    if (!acknowledgement) {
        const Failure &failure = acknowledgement.error();
        if (const auto pause = m_patience.next(failure)) {
            waitThen(*pause, failure, &Sending::ask);
        } else {
            finish(failed(FailureCode::OutcomeUnknown, nameOf(failure.code) + u' ' + failure.facts));
        }
    } else if (*acknowledgement) {
        onAcknowledged(**std::move(acknowledgement));
    } else if (m_manifest.addTo.isEmpty()) {
        perform(service::ListApplications(), &Sending::onListed);
    } else {
        onNeverReceived(); // the list knows the digests of applications only
    }
}

void Sending::onListed(Result<std::vector<service::ApplicationSummary>> applications)
{
    if (!applications) {
        onAsked(failed(std::move(applications.error())));
        return;
    }
    const auto known =
        std::ranges::find(*applications, m_manifest.bodySha256, &service::ApplicationSummary::bodySha256);
    if (known != applications->end()) {
        perform(service::RepeatAcknowledgement(known->applicationNumber), &Sending::onRepeated);
        return;
    }
    onNeverReceived();
}

void Sending::onNeverReceived()
{
    Failure loss = m_loss.value_or(Failure(FailureCode::ConnectionCut));
    if (loss.code == FailureCode::ProtocolError || loss.code == FailureCode::AnswerTooLarge) {
        loss.code = FailureCode::ConnectionCut; // a garbled answer to a request that, as we know now, never arrived
    }
    postAgain(loss);
}

void Sending::onRepeated(Result<service::Acknowledgement> acknowledgement)
{
    if (acknowledgement) {
        onAcknowledged(*std::move(acknowledgement));
    } else {
        onAsked(failed(std::move(acknowledgement.error())));
    }
}

void Sending::onAcknowledged(service::Acknowledgement acknowledgement)
{
    const service::Profile &profile = m_door.profile();
    Receipt receipt{profile.id,
                    profile.kind,
                    profile.baseUrl.toString(QUrl::FullyEncoded),
                    m_inputs.description.announcedKeys,
                    m_manifest.body,
                    std::move(acknowledgement)};
    if (!m_manifest.addTo.isEmpty() && receipt.acknowledgement.applicationNumber != m_manifest.addTo) {
        finish(failed(FailureCode::AcknowledgementMismatch, u"application number"_s));
        return;
    }
    const auto provedBy = judge(receipt, profile.keys);
    if (!provedBy) {
        finish(failed(provedBy.error()));
        return;
    }
    finish(Sent{std::move(receipt), *provedBy});
}

void Sending::waitThen(std::chrono::milliseconds pause, const Failure &failure, void (Sending::*next)())
{
    m_progress.waitingFor = failure;
    m_pause.disconnect();
    connect(&m_pause, &QTimer::timeout, this, next);
    m_pause.start(pause);
    Q_EMIT progressed(); // last: whoever hears it may cancel
}

void Sending::askAgain()
{
    if (m_progress.stage == Stage::Ended && m_posted && !isSettled()) {
        m_patience.refill();
        m_renewed = false;
        ask();
    }
}

} // namespace ttp::submission
