// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include "base/clock.h"
#include "base/secret.h"

#include <map>
#include <memory>
#include <mutex>

namespace ttp::practice {

/// Seconds of idleness after which a session dies (`Session.expires_in`).
inline constexpr int SessionIdleSeconds = 20 * 60;

struct Account {
    QString userId;
    Secret password;
};

/// Who is signed in. Safe from several threads.
class Sessions {
public:
    Sessions(Account account, std::shared_ptr<const Clock> clock);

    Outcome signIn(Call &call);
    Outcome signOut(const Call &call);

    /// The user of the call's bearer token (RFC 6750); counts as activity. `not-authenticated`, `session-expired`.
    std::expected<QString, Refusal> userOf(const Call &call);

private:
    struct Session {
        QString userId;
        QDateTime lastUsed;
    };

    [[nodiscard]] bool isAccount(const QString &userId, const QString &password) const;

    const Account m_account;
    const std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    std::map<QByteArray, Session> m_sessions; ///< by the token's SHA-256, so that a look-up tells nothing of a token
};

} // namespace ttp::practice
