// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts.h"

#include "base/digest.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

bool Accounts::add(const Account &account)
{
    // Hashing takes long on purpose; nobody waits for it at the lock.
    const PasswordHash hash = PasswordHash::of(account.password.reveal());
    const std::lock_guard lock(m_mutex);
    const QDateTime until =
        account.isTemporary ? m_clock->utcNow().addSecs(TemporaryPasswordSeconds) : QDateTime();
    return m_entries.emplace(account.userId, Entry{account.email, hash, until}).second;
}

std::expected<Accounts::Checked, Refusal> Accounts::check(const QString &userId, QByteArrayView password,
                                                          const QByteArray &attempt)
{
    Entry entry; // no password fits it
    {
        const std::lock_guard lock(m_mutex);
        if (const int seconds = m_lockout.secondsLeft(userId, m_clock->utcNow())) {
            return refusedWith(u"account-locked"_s, u"retry_after"_s, seconds);
        }
        if (const auto found = m_entries.find(userId); found != m_entries.end()) {
            entry = found->second;
        }
    }
    const bool fits = entry.password.fits(password);

    const std::lock_guard lock(m_mutex);
    const QDateTime now = m_clock->utcNow();
    // Whoever comes at the same time as the one that locked the account learns nothing either.
    if (const int seconds = m_lockout.secondsLeft(userId, now)) {
        return refusedWith(u"account-locked"_s, u"retry_after"_s, seconds);
    }
    if (fits && (!entry.temporaryUntil.isValid() || now < entry.temporaryUntil)) {
        m_lockout.forget(userId);
        return Checked{entry.temporaryUntil};
    }
    m_lockout.count(userId, attempt.isEmpty() ? QByteArray() : sha256(attempt + '\0' + password.toByteArray()), now);
    if (const int seconds = m_lockout.secondsLeft(userId, now)) {
        return refusedWith(u"account-locked"_s, u"retry_after"_s, seconds);
    }
    return refused(u"invalid-credentials"_s);
}

void Accounts::setPassword(const QString &userId, const Secret &password, bool isTemporary)
{
    const PasswordHash hash = PasswordHash::of(password.reveal());
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(userId);
    if (found == m_entries.end()) {
        return;
    }
    found->second.password = hash;
    found->second.temporaryUntil = isTemporary ? m_clock->utcNow().addSecs(TemporaryPasswordSeconds) : QDateTime();
    m_lockout.forget(userId);
}

bool Accounts::mustChangePassword(const QString &userId) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(userId);
    return found != m_entries.end() && found->second.temporaryUntil.isValid();
}

bool Accounts::has(const QString &userId, const QString &email) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(userId);
    return found != m_entries.end() && !email.isEmpty() && found->second.email.compare(email, Qt::CaseInsensitive) == 0;
}

} // namespace ttp::practice
