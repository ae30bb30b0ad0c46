// SPDX-License-Identifier: GPL-3.0-or-later
#include "lockout.h"

#include <algorithm>

namespace ttp::practice {

namespace {

constexpr size_t MaxEntries = 1000;

} // namespace

int Lockout::secondsLeft(const QString &userId, const QDateTime &now) const
{
    const auto entry = m_entries.find(userId);
    if (entry == m_entries.end() || !entry->second.lockedUntil.isValid()) {
        return 0;
    }
    // Rounded up, so that whoever waits as long as told is not refused again.
    return int(std::max<qint64>(0, (now.msecsTo(entry->second.lockedUntil) + 999) / 1000));
}

void Lockout::count(const QString &userId, const QByteArray &attempt, const QDateTime &now)
{
    if (m_entries.size() >= MaxEntries && !m_entries.contains(userId)) {
        forgetOldest();
    }
    Entry &entry = m_entries[userId];
    // An old mistake is no reason to lock somebody out today.
    if (entry.lastAt.isValid() && entry.lastAt.secsTo(now) >= LockSeconds) {
        entry = {};
    }
    entry.lastAt = now;
    if (!attempt.isEmpty() && !entry.attempts.insert(attempt).second) {
        return;
    }
    if (++entry.wrong >= MaxWrongPasswords) {
        entry.wrong = 0;
        entry.lockedUntil = now.addSecs(LockSeconds);
    }
}

void Lockout::forgetOldest()
{
    m_entries.erase(std::ranges::min_element(
        m_entries, [](const auto &one, const auto &other) { return one.second.lastAt < other.second.lastAt; }));
}

} // namespace ttp::practice
