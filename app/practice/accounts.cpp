// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts.h"

#include "base/digest.h"
#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

std::expected<bool, Refusal> Accounts::add(const Account &account)
{
    // Hashing takes long on purpose; nobody waits for it at the lock.
    const PasswordHash hash = PasswordHash::of(account.password.reveal());
    const std::lock_guard lock(m_mutex);
    const QDateTime until = account.isTemporary ? m_clock->utcNow().addSecs(TemporaryPasswordSeconds) : QDateTime();
    if (!m_entries.emplace(account.userId, Entry{account.email, hash, until}).second) {
        return false;
    }
    if (auto saved = save(); !saved) {
        m_entries.erase(account.userId);
        return std::unexpected(saved.error());
    }
    return true;
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

std::expected<void, Refusal> Accounts::setPassword(const QString &userId, const Secret &password, bool isTemporary)
{
    const PasswordHash hash = PasswordHash::of(password.reveal());
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(userId);
    if (found == m_entries.end()) {
        return {};
    }
    const Entry before = found->second;
    found->second.password = hash;
    found->second.temporaryUntil = isTemporary ? m_clock->utcNow().addSecs(TemporaryPasswordSeconds) : QDateTime();
    if (auto saved = save(); !saved) {
        found->second = before;
        return saved;
    }
    m_lockout.forget(userId);
    return {};
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

std::expected<void, Refusal> Accounts::save() const
{
    if (!m_drawer.isKept()) {
        return {};
    }
    QJsonArray accounts;
    for (const auto &[userId, entry] : m_entries) {
        QJsonObject account{{u"user_id"_s, userId},
                            {u"email"_s, entry.email},
                            {u"scrypt_salt"_s, QString::fromLatin1(entry.password.salt.toHex())},
                            {u"scrypt_hash"_s, QString::fromLatin1(entry.password.hash.toHex())}};
        if (entry.temporaryUntil.isValid()) {
            account.insert(u"temporary_until"_s, formatTimestamp(entry.temporaryUntil));
        }
        accounts.append(account);
    }
    return m_drawer.save({{u"accounts"_s, accounts}});
}

std::expected<void, QString> Accounts::load()
{
    const std::lock_guard lock(m_mutex);
    return m_drawer.read([this](JsonObject &members) {
        members.forEach(u"accounts"_s, [this](JsonObject &account) {
            const PasswordHash password{QByteArray::fromHex(account.string(u"scrypt_salt"_s).toLatin1()),
                                        QByteArray::fromHex(account.sha256(u"scrypt_hash"_s))};
            const QString userId = account.string(u"user_id"_s);
            m_entries[userId] = {account.string(u"email"_s), password,
                                 account.optionalTimestamp(u"temporary_until"_s).value_or(QDateTime())};
            account.refuseUnknown();
        });
    });
}

} // namespace ttp::practice
