// SPDX-License-Identifier: GPL-3.0-or-later
#include "idempotency.h"

#include "requests.h"

#include "base/digest.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// The contract asks for 24 h.
constexpr qint64 KeptSeconds = 72LL * 60 * 60;

} // namespace

IdempotencyKeys::Work::~Work()
{
    if (m_keys) {
        const std::lock_guard lock(m_keys->m_mutex);
        m_keys->m_entries.erase(m_scope);
    }
}

void IdempotencyKeys::Work::finish(const Answer &answer)
{
    IdempotencyKeys &keys = *std::exchange(m_keys, nullptr);
    const std::lock_guard lock(keys.m_mutex);
    Entry &entry = keys.m_entries[m_scope];
    entry.status = answer.status;
    entry.body = answer.body;
    entry.at = keys.m_clock->utcNow();
    std::ignore = keys.save();
}

std::expected<IdempotencyKeys::Begun, Refusal> IdempotencyKeys::begin(const KeyScope &scope, const Call &call)
{
    const QByteArray fingerprint = sha256(call.target.toUtf8() + '\0' + call.body);
    const std::lock_guard lock(m_mutex);
    forgetOld();
    const auto known = m_entries.find(scope);
    if (known == m_entries.end()) {
        m_entries[scope] = {fingerprint, 0, {}, m_clock->utcNow()};
        return Work(*this, scope);
    }
    if (known->second.fingerprint != fingerprint) {
        return refused(u"idempotency-key-reused"_s);
    }
    if (known->second.status == 0) {
        return refusedWith(u"request-in-progress"_s, u"retry_after"_s, 1);
    }
    return Answer::bytes(known->second.status, "application/json", known->second.body)
        .with("Idempotency-Replayed", "true");
}

std::optional<QByteArray> IdempotencyKeys::outcome(const KeyScope &scope) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.find(scope);
    return known == m_entries.end() ? std::nullopt : std::optional(known->second.body);
}

Outcome IdempotencyKeys::once(const QString &operation, Call &call, const std::function<Outcome(Call &)> &work)
{
    const auto key = idempotencyKey(call);
    if (!key) {
        return std::unexpected(key.error());
    }
    auto begun = begin({call.userId, operation, *key}, call);
    if (!begun) {
        return std::unexpected(begun.error());
    }
    if (auto *replay = std::get_if<Answer>(&*begun)) {
        return std::move(*replay);
    }
    Outcome outcome = work(call);
    if (outcome) {
        std::get<Work>(*begun).finish(*outcome);
    }
    return outcome;
}

void IdempotencyKeys::forgetOld()
{
    const QDateTime now = m_clock->utcNow();
    std::erase_if(m_entries, [&now](const auto &entry) {
        return entry.second.status != 0 && entry.second.at.secsTo(now) > KeptSeconds;
    });
}

std::expected<void, Refusal> IdempotencyKeys::save() const
{
    if (!m_drawer.isKept()) {
        return {};
    }
    QJsonArray keys;
    for (const auto &[scope, entry] : m_entries) {
        if (entry.status != 0) {
            keys.append(QJsonObject{{u"user_id"_s, scope.userId},
                                    {u"operation"_s, scope.operation},
                                    {u"key"_s, scope.key},
                                    {u"request_sha256"_s, QString::fromLatin1(entry.fingerprint.toHex())},
                                    {u"status"_s, entry.status},
                                    {u"body"_s, QString::fromUtf8(entry.body)},
                                    {u"at"_s, formatTimestamp(entry.at)}});
        }
    }
    return m_drawer.save({{u"keys"_s, keys}});
}

std::expected<void, QString> IdempotencyKeys::load()
{
    const std::lock_guard lock(m_mutex);
    return m_drawer.read([this](JsonObject &members) {
        members.forEach(u"keys"_s, [this](JsonObject &entry) {
            const KeyScope scope{entry.string(u"user_id"_s), entry.string(u"operation"_s), entry.string(u"key"_s)};
            m_entries[scope] = {QByteArray::fromHex(entry.sha256(u"request_sha256"_s)), int(entry.integer(u"status"_s)),
                                entry.string(u"body"_s).toUtf8(), entry.timestamp(u"at"_s)};
            entry.refuseUnknown();
        });
    });
}

} // namespace ttp::practice
