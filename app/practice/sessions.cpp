// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions.h"

#include "requests.h"

#include "base/digest.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// Forgotten sooner than this, a token would be unknown instead of expired.
constexpr int RememberExpiredSeconds = 24 * 60 * 60;

std::optional<QByteArray> tokenDigest(const Call &call)
{
    const QByteArray value = call.header("authorization").value_or(QByteArray());
    const qsizetype split = value.indexOf(' ');
    if (split < 0 || value.first(split).toLower() != "bearer") {
        return std::nullopt;
    }
    return sha256(value.sliced(split + 1).trimmed());
}

} // namespace

Sessions::Sessions(Accounts &accounts, std::shared_ptr<const Clock> clock)
    : m_accounts(accounts), m_clock(std::move(clock))
{
}

Outcome Sessions::signIn(Call &call)
{
    QString userId;
    Secret password;
    const auto read = readJsonBody(call, [&](JsonObject &members) {
        userId = members.string(u"user_id"_s);
        password = Secret::fromString(members.string(u"password"_s));
    });
    if (!read) {
        return std::unexpected(read.error());
    }
    const auto checked =
        m_accounts.check(userId, password.reveal(), call.header("x-request-id").value_or(QByteArray()));
    if (!checked) {
        return std::unexpected(checked.error());
    }
    const QByteArray token = randomBytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QDateTime now = m_clock->utcNow();
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_sessions,
                      [&now](const auto &entry) { return entry.second.lastUsed.secsTo(now) > RememberExpiredSeconds; });
        m_sessions[sha256(token)] = {userId, now};
    }
    QJsonObject session{{u"access_token"_s, QString::fromLatin1(token)},
                        {u"token_type"_s, u"Bearer"_s},
                        {u"expires_in"_s, SessionIdleSeconds}};
    if (checked->temporaryUntil.isValid()) {
        session.insert(u"password_change_required"_s, true);
        session.insert(u"password_expires_at"_s, formatTimestamp(checked->temporaryUntil));
    }
    return Answer::json(201, session);
}

Outcome Sessions::signOut(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    if (const auto digest = tokenDigest(call)) {
        m_sessions.erase(*digest);
    }
    return Answer::empty(204);
}

std::expected<QString, Refusal> Sessions::userOf(const Call &call)
{
    const auto digest = tokenDigest(call);
    if (!digest) {
        return refused(u"not-authenticated"_s);
    }
    const QDateTime now = m_clock->utcNow();
    const std::lock_guard lock(m_mutex);
    const auto session = m_sessions.find(*digest);
    if (session == m_sessions.end()) {
        return refused(u"not-authenticated"_s);
    }
    if (session->second.isExpired || session->second.lastUsed.secsTo(now) >= SessionIdleSeconds) {
        return refused(u"session-expired"_s);
    }
    session->second.lastUsed = now;
    return session->second.userId;
}

void Sessions::endOthers(const Call &call)
{
    const auto own = tokenDigest(call);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_sessions,
                  [&](const auto &entry) { return entry.second.userId == call.userId && entry.first != own; });
}

void Sessions::endAll(const QString &userId)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_sessions, [&](const auto &entry) { return entry.second.userId == userId; });
}

void Sessions::expire(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    if (const auto digest = tokenDigest(call)) {
        if (const auto session = m_sessions.find(*digest); session != m_sessions.end()) {
            session->second.isExpired = true;
        }
    }
}

} // namespace ttp::practice
