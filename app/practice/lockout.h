// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <map>
#include <set>

namespace ttp::practice {

/// Wrong passwords that lock, and for how long.
inline constexpr int MaxWrongPasswords = 5;
inline constexpr int LockSeconds = 15 * 60;

/// Counts wrong passwords by user ID, whether or not there is such a user, so that a lock tells nobody who exists.
/// Not safe from several threads.
class Lockout {
public:
    /// Seconds for which nobody signs in under that ID; 0: not locked.
    [[nodiscard]] int secondsLeft(const QString &userId, const QDateTime &now) const;

    /// One wrong password. The same `attempt` again is the same sign-in repeated on the wire and counts once.
    void count(const QString &userId, const QByteArray &attempt, const QDateTime &now);
    void forget(const QString &userId) { m_entries.erase(userId); }

private:
    struct Entry {
        int wrong = 0;
        std::set<QByteArray> attempts;
        QDateTime lastAt;
        QDateTime lockedUntil; ///< invalid: not locked
    };
    void forgetOldest();

    std::map<QString, Entry> m_entries;
};

} // namespace ttp::practice
