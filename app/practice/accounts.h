// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"
#include "lockout.h"
#include "password_hash.h"

#include "base/clock.h"
#include "base/secret.h"

#include <map>
#include <memory>
#include <mutex>

namespace ttp::practice {

/// How long a temporary password is valid.
inline constexpr int TemporaryPasswordSeconds = 24 * 60 * 60;

/// An account as it is made.
struct Account {
    QString userId;
    QString email; ///< empty: no mail ever goes to it
    Secret password;
    bool isTemporary = false; ///< the password has to be changed first, and is valid for 24 h
};

/// Who may sign in, with which password. Safe from several threads.
class Accounts {
public:
    Accounts(Drawer drawer, std::shared_ptr<const Clock> clock) : m_drawer(std::move(drawer)), m_clock(std::move(clock))
    {
    }

    /// Takes up what the drawer holds.
    [[nodiscard]] std::expected<void, QString> load();

    /// Adds an account. False: there is one with that user ID. `internal-error` if it cannot be kept.
    std::expected<bool, Refusal> add(const Account &account);

    /// Until when the password is valid; invalid for a lasting one.
    struct Checked {
        QDateTime temporaryUntil;
    };
    /// Checks a password. `attempt` (may be empty) tells a sign-in that the line repeated from a second one.
    /// `invalid-credentials`, also for an expired temporary password; `account-locked`.
    std::expected<Checked, Refusal> check(const QString &userId, QByteArrayView password, const QByteArray &attempt);

    /// Replaces the password; a lock ends. Does nothing if there is no such user. `internal-error`: nothing changed.
    std::expected<void, Refusal> setPassword(const QString &userId, const Secret &password, bool isTemporary);

    [[nodiscard]] bool mustChangePassword(const QString &userId) const;
    /// True if there is such a user and the mails about it go to that address (compared without case).
    [[nodiscard]] bool has(const QString &userId, const QString &email) const;

private:
    struct Entry {
        QString email;
        PasswordHash password;
        QDateTime temporaryUntil; ///< invalid: lasting
    };

    [[nodiscard]] std::expected<void, Refusal> save() const;

    const Drawer m_drawer;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::map<QString, Entry> m_entries;
    Lockout m_lockout;
};

} // namespace ttp::practice
