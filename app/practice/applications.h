// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_body.h"
#include "fault_switch.h"
#include "publications.h"
#include "submissions.h"
#include "uploads.h"

#include "base/clock.h"

namespace ttp::practice {

/// Receives applications, acknowledges them and tells what became of them. Safe from several threads.
class Applications {
public:
    /// Keeps references: all of them must outlive it.
    Applications(const Publications &publications, const ReceiptKey &key, const Uploads &uploads, FaultSwitch &faults,
                 std::shared_ptr<const Clock> clock);

    Outcome submit(Call &call);
    Outcome list(const Call &call) const;
    Outcome status(const Call &call) const;
    Outcome acknowledgement(const Call &call) const;
    Outcome submission(const Call &call) const;

private:
    [[nodiscard]] std::expected<ApplicationBody, Refusal> checkBody(const Call &call) const;
    [[nodiscard]] std::expected<void, Refusal> checkAnswers(const ApplicationBody &body) const;
    [[nodiscard]] std::expected<void, Refusal> checkUploads(const ApplicationBody &body, const QString &userId) const;
    [[nodiscard]] Application acknowledge(const ApplicationBody &body, const Call &call,
                                          const QByteArray &bodySha256) const;

    const Publications &m_publications;
    const ReceiptKey &m_key;
    const Uploads &m_uploads;
    FaultSwitch &m_faults;
    const std::shared_ptr<const Clock> m_clock;
    Submissions m_submissions;
};

} // namespace ttp::practice
