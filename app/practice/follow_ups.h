// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications.h"

namespace ttp::practice {

/// What the user does after an application was received: adds documents, withdraws. Safe from several threads.
class FollowUps {
public:
    FollowUps(const Shared &shared, std::shared_ptr<const Clock> clock);

    /// Only what is requested, and while it is: else `not-permitted`.
    Outcome addDocuments(Call &call);
    /// Not after the end: `not-permitted`. Withdrawing once more changes nothing.
    Outcome withdraw(Call &call);

private:
    Outcome takeDocuments(Call &call);
    Outcome keepDocuments(const Call &call, const QString &key, const std::vector<form::Attachment> &files);
    [[nodiscard]] std::expected<void, Refusal> checkFiles(const Call &call, const Application &application,
                                                          const std::vector<form::Attachment> &files) const;
    Outcome takeWithdrawal(Call &call);

    const Shared m_shared;
    const std::shared_ptr<const Clock> m_clock;
};

} // namespace ttp::practice
