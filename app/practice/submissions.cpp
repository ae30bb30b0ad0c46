// SPDX-License-Identifier: GPL-3.0-or-later
#include "submissions.h"

#include "application_record.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

Submissions::Work::Work(Submissions &submissions, QString userId, QString key)
    : m_submissions(&submissions), m_userId(std::move(userId)), m_key(std::move(key))
{
}

Submissions::Work::Work(Work &&other) noexcept
    : m_submissions(std::exchange(other.m_submissions, nullptr)),
      m_userId(std::move(other.m_userId)),
      m_key(std::move(other.m_key))
{
}

Submissions::Work::~Work()
{
    if (m_submissions) {
        const std::lock_guard lock(m_submissions->m_mutex);
        m_submissions->m_keys.erase({m_userId, m_key});
    }
}

std::expected<void, Refusal> Submissions::Work::finish(const Application &application, bool forgetsKey)
{
    Submissions &all = *m_submissions;
    const std::lock_guard lock(all.m_mutex);
    all.advance();
    if (const Application *same = all.withBody(m_userId, application.bodySha256)) {
        return refusedWith(u"duplicate-application"_s, u"application_number"_s, same->number);
    }
    auto &bound = all.m_keys[{m_userId, m_key}];
    bound = all.m_applications.size();
    all.m_applications.push_back(application);
    if (forgetsKey) {
        all.m_keys.erase({m_userId, m_key});
    }
    if (auto saved = all.save(); !saved) { // nobody is told of what would not survive
        all.m_applications.pop_back();
        all.m_keys[{m_userId, m_key}] = std::nullopt;
        return saved;
    }
    m_submissions = nullptr;
    return {};
}

std::expected<Submissions::Begun, Refusal> Submissions::begin(const QString &userId, const QString &key,
                                                              const QByteArray &bodySha256)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_keys.find({userId, key}); known != m_keys.end()) {
        if (!known->second) {
            return refusedWith(u"request-in-progress"_s, u"retry_after"_s, 1);
        }
        const Application &application = m_applications[*known->second];
        if (application.bodySha256 != bodySha256) {
            return refused(u"idempotency-key-reused"_s);
        }
        return Replay{application.acknowledgement};
    }
    advance();
    if (const Application *same = withBody(userId, bodySha256)) {
        return refusedWith(u"duplicate-application"_s, u"application_number"_s, same->number);
    }
    m_keys[{userId, key}] = std::nullopt;
    return Work(*this, userId, key);
}

std::optional<QByteArray> Submissions::outcome(const QString &userId, const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_keys.find({userId, key}); known != m_keys.end()) {
        return known->second ? m_applications[*known->second].acknowledgement : QByteArray();
    }
    for (const Application &application : m_applications) {
        const auto added = std::ranges::find(application.added, key, &AddedDocuments::key);
        if (application.userId == userId && added != application.added.end()) {
            return added->acknowledgement;
        }
    }
    return std::nullopt;
}

std::vector<Application> Submissions::of(const QString &userId)
{
    const std::lock_guard lock(m_mutex);
    advance();
    std::vector<Application> own;
    std::copy_if(m_applications.rbegin(), m_applications.rend(), std::back_inserter(own),
                 [&](const Application &application) { return application.userId == userId; });
    return own;
}

std::optional<Application> Submissions::find(const QString &userId, const QString &number)
{
    const std::lock_guard lock(m_mutex);
    advance();
    const Application *found = withNumber(userId, number);
    return found ? std::optional(*found) : std::nullopt;
}

std::expected<Application, Refusal>
Submissions::change(const QString &userId, const QString &number,
                    const std::function<std::expected<void, Refusal>(Application &, const QDateTime &)> &work)
{
    const std::lock_guard lock(m_mutex);
    const QDateTime now = advance();
    Application *found = withNumber(userId, number);
    if (!found) {
        return refused(u"not-found"_s);
    }
    Application changed = *found;
    if (auto done = work(changed, now); !done) {
        return std::unexpected(done.error());
    }
    std::swap(*found, changed);
    if (auto saved = save(); !saved) {
        std::swap(*found, changed);
        return std::unexpected(saved.error());
    }
    return *found;
}

QDateTime Submissions::advance()
{
    const QDateTime now = m_clock->utcNow();
    bool moved = false;
    for (Application &application : m_applications) {
        const size_t before = application.history.size();
        m_schedule.advance(application, now);
        moved = moved || application.history.size() != before;
    }
    if (moved) {
        std::ignore = save(); // if it fails, the same follows from what lies there
    }
    return now;
}

std::expected<void, Refusal> Submissions::save() const
{
    if (!m_drawer.isKept()) {
        return {};
    }
    QJsonArray applications;
    for (const Application &application : m_applications) {
        applications.append(toRecord(application));
    }
    QJsonArray keys;
    for (const auto &[key, index] : m_keys) {
        if (index) {
            keys.append(QJsonObject{{u"user_id"_s, key.first},
                                    {u"key"_s, key.second},
                                    {u"application_number"_s, m_applications[*index].number}});
        }
    }
    return m_drawer.save({{u"applications"_s, applications}, {u"keys"_s, keys}});
}

std::expected<void, QString> Submissions::load()
{
    const std::lock_guard lock(m_mutex);
    return m_drawer.read([this](JsonObject &members) {
        members.forEach(u"applications"_s,
                        [&](JsonObject &record) { m_applications.push_back(readApplicationRecord(record)); });
        members.forEach(u"keys"_s, [&](JsonObject &entry) {
            const QString number = entry.string(u"application_number"_s);
            const auto found = std::ranges::find(m_applications, number, &Application::number);
            if (found == m_applications.end()) {
                entry.report(u"application_number"_s, u"is unknown"_s);
            } else {
                m_keys[{entry.string(u"user_id"_s), entry.string(u"key"_s)}] = size_t(found - m_applications.begin());
            }
            entry.refuseUnknown();
        });
    });
}

Application *Submissions::withNumber(const QString &userId, const QString &number)
{
    const auto found = std::ranges::find_if(m_applications, [&](const Application &application) {
        return application.userId == userId && application.number == number;
    });
    return found == m_applications.end() ? nullptr : &*found;
}

const Application *Submissions::withBody(const QString &userId, const QByteArray &bodySha256) const
{
    const auto found = std::ranges::find_if(m_applications, [&](const Application &application) {
        return application.userId == userId && application.bodySha256 == bodySha256 && !application.isGivenUp();
    });
    return found == m_applications.end() ? nullptr : &*found;
}

} // namespace ttp::practice
