// SPDX-License-Identifier: GPL-3.0-or-later
// The note in the outbox: there before anything is posted, gone once nobody has to ask any more.

#include "submission/sending.h"

#include "base/background.h"
#include "believable.h"
#include "file_upload.h"

using namespace Qt::StringLiterals;

namespace ttp::submission {

/// The key is on disk before the first byte of the application leaves: whatever happens to this program afterwards, it can
/// be asked for.
void Sending::prepareToPost()
{
    enter(Stage::Posting);
    m_postedAt = m_inputs.clock->utcNow();
    if (m_inputs.outbox) {
        note();
    } else {
        post();
    }
}

/// Or notes the new time, if it is posted once more.
void Sending::note()
{
    struct Noted {
        std::unique_ptr<HeldEntry> held;
        Result<void> how;
    };
    OutboxEntry entry{m_manifest.key, m_manifest.bodySha256, m_door.profile().id, m_inputs.credentials.userId,
                      m_postedAt};
    auto write = [outbox = *m_inputs.outbox, held = std::move(m_note), entry = std::move(entry)]() mutable -> Noted {
        if (held) {
            auto stamped = held->restamp(entry.postedAt);
            return {std::move(held), std::move(stamped)};
        }
        auto added = outbox.add(entry);
        return added ? Noted{*std::move(added), {}} : Noted{nullptr, failed(std::move(added.error()))};
    };
    inBackground(this, std::move(write), [this](Noted noted) { onNoted(std::move(noted.held), noted.how); });
}

void Sending::onNoted(std::unique_ptr<HeldEntry> held, const Result<void> &noted)
{
    m_note = std::move(held);
    if (!noted) {
        giveUp(noted.error());
        return;
    }
    post();
}

void Sending::finish(Result<Sent> outcome)
{
    m_outcome = std::move(outcome);
    if (m_note && isSettled()) {
        // Should it not be possible to remove the note, whoever asks later hears the same once more.
        inBackground(
            this, [note = std::shared_ptr<HeldEntry>(std::move(m_note))] { return note->settle(); },
            [this](const Result<void> &) { leave(); });
        return;
    }
    leave();
}

/// The end, unless a POST of which nobody knows may still arrive: that is the only thing to be said then.
void Sending::giveUp(const Failure &failure)
{
    if (mayStillArrive()) {
        finish(failed(FailureCode::OutcomeUnknown, nameOf(failure.code) + u' ' + failure.facts));
    } else {
        finish(failed(failure));
    }
}

bool Sending::mayStillArrive() const
{
    return m_lostAt.isValid() && !isBelievablyLost(m_lostAt, m_inputs.clock->utcNow());
}

/// True if nobody has to ask the service any more what became of it.
bool Sending::isSettled() const
{
    return m_outcome
        || (m_outcome.error().code != FailureCode::OutcomeUnknown
            && m_outcome.error().code != FailureCode::AcknowledgementMismatch
            && m_outcome.error().code != FailureCode::AcknowledgementUnsigned);
}

} // namespace ttp::submission
