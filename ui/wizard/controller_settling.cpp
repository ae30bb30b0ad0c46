// SPDX-License-Identifier: GPL-3.0-or-later
// A draft that was being sent when the program ended: what became of it is asked before anything is sent again.

#include "wizard/controller.h"

#include "base/background.h"
#include "draft_keeper.h"
#include "kept_consent.h"
#include "pages/send_page.h"
#include "service/door.h"
#include "submission/sending.h"
#include "wizard/wizard_window.h"

using namespace Qt::StringLiterals;

namespace ttp::ui {

namespace {

/// Holds the note of that sending; one that was settled elsewhere meanwhile is made anew, so that it is asked about.
Result<std::unique_ptr<submission::HeldEntry>> holdNote(const submission::Outbox &outbox, const submission::OutboxEntry &entry)
{
    if (auto held = outbox.take(entry.key)) {
        return held;
    }
    const auto contents = outbox.contents();
    if (!contents) {
        return failed(contents.error());
    }
    if (std::ranges::find(contents->entries, entry.key, &submission::OutboxEntry::key) != contents->entries.end()) {
        return failed(FailureCode::OutcomeUnknown, u"another program is asking for it"_s);
    }
    return outbox.add(entry);
}

} // namespace

submission::Application Controller::application() const
{
    return {m_journey.definition(), m_journey.answers, m_journey.filesToSend(), *m_journey.consent, m_journey.language, {}, {}};
}

void Controller::settle()
{
    auto *page = new SendPage(m_journey);
    connect(page, &SendPage::askAgainRequested, this, &Controller::settle, Qt::QueuedConnection);
    connect(page, &SendPage::sendAgainRequested, this, &Controller::settle, Qt::QueuedConnection);
    submission::Progress progress;
    progress.stage = submission::Stage::Asking;
    page->showProgress(progress, false);
    showPage(page, Place::Send);
    inBackground(
        page, [sent = m_drafts->sent(), files = m_drafts->filesOf(m_drafts->sent())] { return freezeAgain(sent, files); },
        [this](Result<Settled> frozen) { onFrozenForSettling(std::move(frozen)); });
}

/// The same bytes as then, if nothing but the time has changed: from what the draft says, not from what the journey has
/// become in other terms or another form.
Result<Controller::Settled> Controller::freezeAgain(const vault::Draft &sent, const std::vector<service::FileToSend> &files)
{
    auto definition = form::readDefinition(sent.form);
    const auto consent = readConsent(sent.consent);
    if (!definition || !consent) {
        return definition ? failed(FailureCode::VaultDamaged, u"consent"_s) : failed(definition.error());
    }
    submission::Application application{*std::move(definition), form::Answers(sent.answers), files, *consent,
                                        sent.language, {}, sent.sending.key};
    auto manifest = submission::freeze(application);
    if (!manifest) {
        return failed(manifest.error());
    }
    return Settled{std::move(application), *std::move(manifest)};
}

void Controller::onFrozenForSettling(Result<Settled> frozen)
{
    auto *page = qobject_cast<SendPage *>(m_window.page());
    if (!frozen || !m_surroundings.outbox) {
        page->showEnd(Failure(FailureCode::OutcomeUnknown, frozen ? u"no notes"_s : nameOf(frozen.error().code)));
        return;
    }
    m_settled = *std::move(frozen);
    const vault::DraftSending sending = m_drafts->sending();
    const submission::OutboxEntry entry{sending.key, m_settled->manifest.bodySha256, m_journey.profile.id,
                                        m_journey.credentials->userId, sending.since};
    inBackground(
        page, [outbox = m_surroundings.outbox, entry] { return holdNote(*outbox, entry); },
        [this, page](Result<std::unique_ptr<submission::HeldEntry>> held) {
            if (!held) {
                page->showEnd(Failure(FailureCode::OutcomeUnknown, nameOf(held.error().code) + u' ' + held.error().facts));
                return;
            }
            m_settling = std::make_unique<submission::Settling>(*m_door, m_journey.greeting->description,
                                                                service::Patience(m_surroundings.patience),
                                                                *std::move(held), m_surroundings.clock);
            connect(
                m_settling.get(), &submission::Settling::ended, this,
                [this, settling = m_settling.get()] {
                    if (m_settling.get() == settling) { // else somebody has gone on with another draft
                        onSettled(submission::Settlement(std::exchange(m_settling, nullptr)->outcome()));
                        updateNotes();
                    }
                },
                Qt::QueuedConnection);
            updateNotes();
            m_settling->start();
        });
}

void Controller::onSettled(const submission::Settlement &settlement)
{
    if (!settlement) {
        const Failure &why = settlement.error();
        if (auto *page = qobject_cast<SendPage *>(m_window.page())) { // whatever it is: it may have arrived
            page->showEnd(SendPage::isUnsettled(why) ? why
                                                     : Failure(FailureCode::OutcomeUnknown, nameOf(why.code) + u' ' + why.facts));
        }
        return;
    }
    if (!settlement->acknowledgement) {
        m_drafts->clearSending();
        showReview();
        m_window.page()->showFailure(Failure(FailureCode::NeverReceived));
        return;
    }
    const service::Profile &profile = m_journey.profile;
    submission::Receipt receipt{profile.id,       profile.kind,
                                profile.baseUrl.toString(QUrl::FullyEncoded),
                                m_journey.greeting->description.announcedKeys,
                                m_settled->manifest.body,   *settlement->acknowledgement};
    const auto provedBy = submission::judge(receipt, profile.keys);
    if (provedBy) {
        showReceipt({std::move(receipt), *provedBy}, m_settled->application.definition, m_settled->application.consent);
        return;
    }
    // Received, and proved by its digest; but an update of the program meanwhile lets it make other bytes of the answers.
    Failure received(FailureCode::DuplicateApplication);
    received.applicationNumber = settlement->acknowledgement->applicationNumber;
    m_drafts->discard(std::nullopt, [](const Result<void> &) {});
    putAside();
    showStart();
    m_window.page()->showFailure(received);
}

} // namespace ttp::ui
