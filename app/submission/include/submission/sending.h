// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "service/description.h"
#include "service/door.h"
#include "service/patience.h"
#include "service/sessions.h"
#include "submission/manifest.h"
#include "submission/outbox.h"
#include "submission/receipt.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace ttp::submission {

class FileUpload;

/// Where a sending stands.
enum class Stage {
    Preparing, ///< fixing the body, reading the files once more, asking for the terms
    Uploading, ///< the attachments
    Posting,   ///< the application itself: from here on Cancel has no effect
    Asking,    ///< no answer came: asking what became of it
    Ended
};

struct Progress {
    Stage stage = Stage::Preparing;
    int file = 0; ///< of Uploading: which one, from 0
    int files = 0;
    qint64 sentBytes = 0; ///< of all files
    qint64 totalBytes = 0;
    std::optional<Failure> waitingFor; ///< trying again by itself because of this

    bool operator==(const Progress &) const = default;
};

/// Sent, and proved.
struct Sent {
    Receipt receipt;
    ProvedBy provedBy = ProvedBy::Nobody;
};

/// Sends one application, or documents for one, exactly once: fixes the body, uploads the attachments, notes the key in the
/// outbox, posts with it; a lost answer is asked for at `submissions/{key}`, then looked for in the list, then the same bytes are posted with the same
/// key; the acknowledgement is compared digest by digest. A POST whose answer was lost may still be on its way in a proxy,
/// so "never received" is believed only once it is old enough (`believable.h`): until then the outcome is
/// `OutcomeUnknown`, and only this object, with its key and its bytes, may go on. Lives on one thread and never blocks it.
class Sending : public QObject {
    Q_OBJECT
public:
    struct Inputs {
        Application application;
        service::Description description;
        service::Credentials credentials; ///< to sign in again if the session ends on the way
        std::optional<service::Session::Holder> holder;
        service::Patience patience{std::chrono::seconds(120)}; ///< for retrying; an upload that progresses does not count
        /// Where the sending is noted until its outcome is known; outlives this object. Null for the embedded practice
        /// service: it ends with the program, and nobody could ask it afterwards.
        const Outbox *outbox = nullptr;
        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    };

    /// `door` must be signed in and outlive this object.
    Sending(service::Door &door, Inputs inputs, QObject *parent = nullptr);
    ~Sending() override;

    void start();
    /// Before the POST: ends everything and removes the uploads; the outcome is `Cancelled`. Afterwards: no effect.
    void cancel();
    [[nodiscard]] bool canBeCancelled() const;
    /// As long as it is not known what became of it (`OutcomeUnknown` and the like): asks again, and if need be posts the
    /// same body under the same key again. After anything else: no effect.
    void askAgain();

    [[nodiscard]] const Progress &progress() const { return m_progress; }
    /// What was fixed; empty before.
    [[nodiscard]] const Manifest &manifest() const { return m_manifest; }
    /// The outcome, once `ended` was emitted.
    [[nodiscard]] const Result<Sent> &outcome() const { return m_outcome; }

Q_SIGNALS:
    void progressed();
    void ended();

private:
    template <typename Operation>
    void perform(Operation operation, void (Sending::*then)(Result<typename Operation::Outcome>));
    void enter(Stage stage);
    void finish(Result<Sent> outcome);
    void giveUp(const Failure &failure);
    [[nodiscard]] bool mayStillArrive() const;
    void onFrozen(Result<Manifest> manifest);
    void askForTerms();
    void onTerms(Result<terms::Terms> terms);
    void uploadNext();
    void onUploaded();
    void prepareToPost();
    void note();
    void onNoted(std::unique_ptr<HeldEntry> held, const Result<void> &noted);
    void post();
    void onPosted(Result<service::Acknowledgement> acknowledgement);
    void ask();
    void onAsked(Result<std::optional<service::Acknowledgement>> acknowledgement);
    void onListed(Result<std::vector<service::ApplicationSummary>> applications);
    void leave();
    [[nodiscard]] bool isSettled() const;
    void onNeverReceived();
    void onRepeated(Result<service::Acknowledgement> acknowledgement);
    void onAcknowledged(service::Acknowledgement acknowledgement);
    void prepareUploads();
    void onUploadFailed(const Failure &failure);
    void onRefused(const Failure &failure);
    void postAgain(const Failure &failure);
    void uploadAgain(const QStringList &missing);
    void signInAgain(std::function<void(std::optional<Failure>)> then);
    std::optional<Failure> onSignedInAgain(Result<service::Session> session);
    void waitThen(std::chrono::milliseconds pause, const Failure &failure, void (Sending::*next)());
    void abandonUploads();
    void end();

    service::Door &m_door;
    Inputs m_inputs;
    service::Patience m_patience;
    Progress m_progress;
    Manifest m_manifest;
    std::vector<std::unique_ptr<FileUpload>> m_uploads;
    std::size_t m_current = 0;
    service::Call m_call;
    QTimer m_pause;                ///< before the next attempt
    std::optional<Failure> m_loss; ///< why the answer of the last POST is not known
    bool m_posted = false;         ///< a POST may have reached the service
    QDateTime m_postedAt;          ///< when the last POST began to leave
    QDateTime m_lostAt;            ///< the same of the last one whose answer never came; invalid: there is none
    std::unique_ptr<QObject> m_renewal; ///< what hears of a sign-in under way; without it nobody does
    bool m_renewed = false;        ///< signed in again since the last success
    std::unique_ptr<HeldEntry> m_note; ///< in the outbox, from before the first POST until the outcome is known
    int m_bodyRepeats = 0;
    bool m_cancelled = false;
    Result<Sent> m_outcome = failed(FailureCode::Cancelled);
};

} // namespace ttp::submission
