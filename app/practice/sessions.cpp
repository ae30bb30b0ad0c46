// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions.h"

#include "base/digest.h"
#include "base/json.h"

#include <openssl/crypto.h>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// Forgotten sooner than this, a token would be unknown instead of expired.
constexpr int RememberExpiredSeconds = 24 * 60 * 60;

/// Takes the same time whatever differs, also for another length.
bool isSame(QByteArrayView one, QByteArrayView other)
{
    const QByteArray left = sha256(one);
    const QByteArray right = sha256(other);
    return CRYPTO_memcmp(left.constData(), right.constData(), size_t(left.size())) == 0;
}

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

Sessions::Sessions(Account account, std::shared_ptr<const Clock> clock)
    : m_account(std::move(account)), m_clock(std::move(clock))
{
}

Outcome Sessions::signIn(Call &call)
{
    if (call.mediaType() != "application/json") {
        return refused(u"unsupported-media-type"_s, u"the body must be application/json"_s);
    }
    const auto body = parseJsonObject(call.body);
    wipe(call.body);
    if (!body) {
        return refused(u"malformed-request"_s, body.error());
    }
    JsonErrors errors;
    JsonObject members(*body, {}, errors);
    const QString userId = members.string(u"user_id"_s);
    const QString password = members.string(u"password"_s);
    members.refuseUnknown();
    if (!errors.isEmpty()) {
        return refused(u"malformed-request"_s, errors.first());
    }
    if (!isAccount(userId, password)) {
        return refused(u"invalid-credentials"_s);
    }

    const QByteArray token = randomBytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QDateTime now = m_clock->utcNow();
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_sessions,
                      [&now](const auto &entry) { return entry.second.lastUsed.secsTo(now) > RememberExpiredSeconds; });
        m_sessions[sha256(token)] = {m_account.userId, now};
    }
    return Answer::json(201,
                        {{u"access_token"_s, QString::fromLatin1(token)},
                         {u"token_type"_s, u"Bearer"_s},
                         {u"expires_in"_s, SessionIdleSeconds}});
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
    if (session->second.lastUsed.secsTo(now) >= SessionIdleSeconds) {
        return refused(u"session-expired"_s);
    }
    session->second.lastUsed = now;
    return session->second.userId;
}

bool Sessions::isAccount(const QString &userId, const QString &password) const
{
    const bool sameUser = isSame(userId.toUtf8(), m_account.userId.toUtf8());
    const bool samePassword = isSame(password.toUtf8(), m_account.password.reveal());
    return sameUser && samePassword;
}

} // namespace ttp::practice
