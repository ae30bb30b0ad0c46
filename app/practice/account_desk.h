// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "idempotency.h"
#include "mailbox.h"
#include "password_rules.h"
#include "sessions.h"

#include "form/definition.h"

namespace ttp::practice {

/// Registration, change and reset of passwords. Safe from several threads.
class AccountDesk {
public:
    struct Parts {
        Accounts &accounts;
        Sessions &sessions;
        IdempotencyKeys &keys;
        Mailbox &mailbox;
    };

    /// Keeps the references. `registration`: the members of a `Registration` as a form.
    AccountDesk(Parts parts, PasswordRules rules, form::Definition registration, std::shared_ptr<const Clock> clock);

    Outcome registerUser(Call &call);
    Outcome changePassword(Call &call);
    Outcome requestReset(Call &call);

private:
    Outcome makeAccount(const Call &call);
    [[nodiscard]] std::expected<QString, Refusal> checkRegistration(const Call &call) const;
    std::expected<void, Refusal> mailPassword(const QString &userId, const QString &email, const Secret &password,
                                              const LocalizedText &subject);

    Parts m_parts;
    const PasswordRules m_rules;
    const form::Definition m_registration;
    const std::shared_ptr<const Clock> m_clock;
};

} // namespace ttp::practice
