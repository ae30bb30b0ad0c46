// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "service/description.h"
#include "service/door.h"
#include "service/patience.h"
#include "submission/outbox.h"
#include "submission/receipt.h"

#include <QObject>

#include <memory>
#include <optional>

namespace ttp::submission {

/// What the service says of a sending that somebody lost sight of: received and proved, or never received.
struct Settled {
    std::optional<service::Acknowledgement> acknowledgement; ///< nothing: never received
    ProvedBy provedBy = ProvedBy::Nobody;
};
using Settlement = Result<Settled>;

/// Finds out what became of one entry of the outbox: asks `submissions/{key}`, then looks for the digest of its body in
/// the list of applications. Never sends anything again. That it was never received is believed once its POST is at least
/// five minutes old: until then it may still arrive, and the outcome is unknown. Removes the entry once its outcome is known; otherwise the
/// failure is `OutcomeUnknown`, `AcknowledgementMismatch`, `AcknowledgementUnsigned` or `OutboxUnusable`.
class Settling : public QObject {
    Q_OBJECT
public:
    /// `door` must be signed in as the entry's user and outlive this object.
    Settling(service::Door &door, service::Description description, service::Patience patience,
             std::unique_ptr<HeldEntry> entry, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~Settling() override;

    void start();
    [[nodiscard]] const OutboxEntry &entry() const { return m_entry->entry(); }
    /// The outcome, once `ended` was emitted.
    [[nodiscard]] const Settlement &outcome() const { return m_outcome; }

Q_SIGNALS:
    void ended();

private:
    void onAsked(Result<std::optional<service::Acknowledgement>> acknowledgement);
    void onListed(const Result<std::vector<service::ApplicationSummary>> &applications);
    void onNeverReceived();
    void judge(service::Acknowledgement acknowledgement);
    void settle(Settled settled);
    void finish(Settlement outcome);
    void finishUnknown(const Failure &why);

    service::Door &m_door;
    service::Description m_description;
    service::Patience m_patience;
    std::unique_ptr<HeldEntry> m_entry;
    std::shared_ptr<const Clock> m_clock;
    Settlement m_outcome = failed(FailureCode::OutcomeUnknown);
};

} // namespace ttp::submission
