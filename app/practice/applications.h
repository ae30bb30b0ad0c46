// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_body.h"
#include "fault_switch.h"
#include "idempotency.h"
#include "publications.h"
#include "submissions.h"
#include "uploads.h"

namespace ttp::practice {

/// The operation whose keys `/submissions/{key}` knows beside those of applications.
inline const QString AddDocuments = QStringLiteral("documents");

/// What those share who receive applications and what comes after them. References: all of it must outlive them.
struct Shared {
    const Publications &publications;
    const ReceiptKey &key;
    Uploads &uploads;
    Submissions &submissions;
    IdempotencyKeys &keys;
    FaultSwitch &faults;
};

/// The answer with an acknowledgement, or with what `corrupt-ack` makes of it.
[[nodiscard]] Answer acknowledged(int status, const QByteArray &acknowledgement, const Shared &shared);

/// Receives applications, acknowledges them and tells what became of them. Safe from several threads.
class Applications {
public:
    Applications(const Shared &shared, std::shared_ptr<const Clock> clock);

    Outcome submit(Call &call);
    Outcome list(const Call &call) const;
    Outcome status(const Call &call) const;
    Outcome acknowledgement(const Call &call) const;
    Outcome submission(const Call &call) const;

private:
    [[nodiscard]] std::expected<ApplicationBody, Refusal> checkBody(const Call &call) const;
    [[nodiscard]] Application receive(const ApplicationBody &body, const Call &call,
                                      const QByteArray &bodySha256) const;

    const Shared m_shared;
    const std::shared_ptr<const Clock> m_clock;
};

} // namespace ttp::practice
