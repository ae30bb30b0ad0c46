// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts.h"

namespace ttp::practice {

/// Seconds of idleness after which a session dies (`Session.expires_in`).
inline constexpr int SessionIdleSeconds = 20 * 60;

/// Who is signed in. Safe from several threads.
class Sessions {
public:
    /// Keeps the reference.
    Sessions(Accounts &accounts, std::shared_ptr<const Clock> clock);

    Outcome signIn(Call &call);
    Outcome signOut(const Call &call);

    /// The user of the call's bearer token (RFC 6750); counts as activity. `not-authenticated`, `session-expired`.
    std::expected<QString, Refusal> userOf(const Call &call);

    /// Ends every session of the user but that of the call.
    void endOthers(const Call &call);
    /// Ends every session of the user.
    void endAll(const QString &userId);
    /// Lets the call's session expire at once.
    void expire(const Call &call);

private:
    struct Session {
        QString userId;
        QDateTime lastUsed;
        bool isExpired = false;
    };

    Accounts &m_accounts;
    const std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    std::map<QByteArray, Session> m_sessions; ///< by the token's SHA-256, so that a look-up tells nothing of a token
};

} // namespace ttp::practice
