// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain_worker.h"

#include <QLockFile>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

/// Another program has an entry in hand for the time of a few calls, or until its keychain wakes up.
constexpr std::chrono::milliseconds AgainAfter(50);

} // namespace

Failure unlisted(const QString &facts)
{
    return Failure(FailureCode::KeychainRefused, facts);
}

/// One entry on its way into the keychain.
struct KeychainWorker::Writing {
    QString entry;
    std::shared_ptr<const Secret> secret;
    Running race;
    std::function<void(Done)> then;
    bool wasNoted = false;  ///< an earlier value of it may be there
    bool attempted = false; ///< a value may be there
};

KeychainWorker::KeychainWorker(const QString &folder, std::chrono::milliseconds deadline)
    : m_deadline(deadline), m_jobs(deadline), m_list(folder)
{
    m_jobs.setParent(this); // so that it moves into the thread, too
    m_patience.setParent(this);
    m_patience.setSingleShot(true);
    m_patience.setInterval(deadline / 2);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isLong = true;
        if (!m_waiting.empty()) {
            stepAside();
            next();
        }
    });
    m_again.setParent(this);
    m_again.setSingleShot(true);
    m_again.setInterval(AgainAfter);
    connect(&m_again, &QTimer::timeout, this, &KeychainWorker::next);
}

void KeychainWorker::add(Task task)
{
    m_waiting.push_back(std::move(task));
    if (m_isLong) {
        stepAside();
    }
    next();
}

void KeychainWorker::next()
{
    std::erase_if(m_waiting, [](const Task &task) { return task.race->isGivenUp(); });
    if (m_current) {
        return;
    }
    const auto found = std::ranges::find_if(
        m_waiting, [this](const Task &task) { return !m_open.contains(task.entry) && (!task.changes || claim(task)); });
    if (found == m_waiting.end()) {
        return;
    }
    m_current = std::move(*found);
    m_waiting.erase(found);
    m_isLong = false;
    m_patience.start();
    const auto begin = m_current->begin; // it may end at once
    begin();
}

/// The current question goes on by itself, and others begin.
void KeychainWorker::stepAside()
{
    m_isLong = false;
    if (!m_current) {
        return;
    }
    if (m_current->changes) {
        m_open[m_current->entry] = m_current->race;
    }
    m_current.reset();
    m_jobs.goOn();
}

/// False if another program is changing the entry; it is tried again in a while.
bool KeychainWorker::claim(const Task &task)
{
    auto claim = m_list.claim(task.entry);
    if (!claim) {
        m_again.start();
        return false;
    }
    m_claims[task.entry] = std::move(claim);
    return true;
}

/// The question has ended, in time or late.
void KeychainWorker::settled(const Running &race, const QString &entry)
{
    const auto open = m_open.find(entry);
    if (m_current && m_current->race == race) {
        m_current.reset();
        m_claims.erase(entry);
    } else if (open != m_open.end() && open->second == race) {
        m_open.erase(open);
        m_claims.erase(entry);
    }
    QMetaObject::invokeMethod(this, &KeychainWorker::next, Qt::QueuedConnection);
}

void KeychainWorker::giveUp(const Running &race)
{
    if (m_current && m_current->race == race) {
        stepAside();
    }
    next();
}

void KeychainWorker::read(const QString &entry, const Running &race, const std::function<void(Read)> &then)
{
    add({entry, race, false, [this, entry, race, then] {
             m_jobs.read(entry, [this, entry, race, then](Read found) {
                 if (found && *found) { // also one of an older version, or of another data folder
                     (void)m_list.change([&](EntryList::Content &content) { content.names += entry; });
                 }
                 if (race->answer()) {
                     then(std::move(found));
                 }
                 settled(race, entry);
             });
         }});
}

void KeychainWorker::write(const QString &entry, const std::shared_ptr<const Secret> &secret, const Running &race,
                           const std::function<void(Done)> &then)
{
    auto writing = std::make_shared<Writing>(Writing{entry, secret, race, then});
    add({entry, race, true, [this, writing] {
             // First, and as one that is not wanted: whatever ends the program now, the next start removes it.
             const auto noted = m_list.change([&](EntryList::Content &content) {
                 writing->wasNoted = content.names.contains(writing->entry);
                 content.names += writing->entry;
                 content.unwanted += writing->entry;
             });
             if (!noted) {
                 onWritten(writing, failed(unlisted(noted.error())));
                 return;
             }
             ensureMark([this, writing](Done marked) {
                 if (!marked || writing->race->isGivenUp()) {
                     onWritten(writing, std::move(marked));
                     return;
                 }
                 writing->attempted = true;
                 writeAndReadBack(writing->entry, writing->secret,
                                  [this, writing](Done done) { onWritten(writing, std::move(done)); });
             });
         }});
}

/// Success counts only if nobody was told otherwise before; else what was written goes away again.
void KeychainWorker::onWritten(const std::shared_ptr<Writing> &writing, Done outcome)
{
    const QString entry = writing->entry;
    if (outcome && !writing->race->isGivenUp()) {
        const auto noted = m_list.change([&](EntryList::Content &content) {
            content.names += entry;
            content.unwanted.removeAll(entry);
        });
        if (!noted) {
            outcome = failed(unlisted(noted.error()));
        }
    }
    const bool isKept = outcome.has_value();
    const bool inTime = writing->race->answer();
    if (inTime) {
        writing->then(std::move(outcome));
        if (isKept) {
            settled(writing->race, entry);
            return;
        }
        if (m_current && m_current->race == writing->race) { // answered, but not yet clean: the others need not wait
            m_open[entry] = writing->race;
            m_current.reset();
            QMetaObject::invokeMethod(this, &KeychainWorker::next, Qt::QueuedConnection);
        }
    }
    undo(writing);
}

void KeychainWorker::undo(const std::shared_ptr<Writing> &writing)
{
    const QString entry = writing->entry;
    if (writing->attempted || writing->wasNoted) {
        (void)m_list.change([&](EntryList::Content &content) { content.unwanted += entry; });
        removeAndProve(entry, [this, race = writing->race, entry](const Done &) { settled(race, entry); });
        return;
    }
    (void)m_list.change([&](EntryList::Content &content) { // it never got as far as the keychain
        content.names.removeAll(entry);
        content.unwanted.removeAll(entry);
    });
    settled(writing->race, entry);
}

/// Some back ends report success and keep nothing.
void KeychainWorker::writeAndReadBack(const QString &entry, const std::shared_ptr<const Secret> &secret,
                                      const std::function<void(Done)> &then)
{
    m_jobs.write(entry, secret, [this, entry, secret, then](Done done) {
        if (!done) {
            then(std::move(done));
            return;
        }
        m_jobs.read(entry, [secret, then](Read found) {
            if (!found) {
                then(failed(std::move(found.error())));
            } else if (!*found || !(**found == *secret)) {
                then(failed(FailureCode::KeychainRefused, u"read-back differs"_s));
            } else {
                then(std::monostate());
            }
        });
    });
}

void KeychainWorker::remove(const QString &entry, const Running &race, const std::function<void(Done)> &then)
{
    add({entry, race, true, [this, entry, race, then] {
             removeAndProve(entry, [this, entry, race, then](Done done) {
                 const bool none = !done && done.error().code == FailureCode::KeychainUnavailable;
                 if (none && !wasEverWritten(entry)) {
                     done = std::monostate();
                 }
                 if (race->answer()) {
                     then(std::move(done));
                 }
                 settled(race, entry);
             });
         }});
}

/// As far as is noted; without notes it may have been.
bool KeychainWorker::wasEverWritten(const QString &entry) const
{
    const auto content = m_list.read();
    return !m_list.isKept() || !content || content->hadOther || content->names.contains(entry)
        || content->markName == entry;
}

void KeychainWorker::removeAndProve(const QString &entry, const std::function<void(Done)> &then)
{
    m_jobs.remove(entry, [this, entry, then](Done done) {
        if (!done) {
            then(std::move(done));
            return;
        }
        m_jobs.read(entry, [this, entry, then](Read found) {
            if (!found) {
                then(failed(std::move(found.error())));
                return;
            }
            if (*found) {
                then(failed(FailureCode::KeychainRefused, u"still there"_s));
                return;
            }
            const auto noted = m_list.change([&](EntryList::Content &content) {
                if (m_takenOver) { // not here; it may still be in the keychain before
                    return;
                }
                content.names.removeAll(entry);
                content.unwanted.removeAll(entry);
                if (content.markName == entry) {
                    content.markName.clear();
                    content.markSha256.clear();
                }
            });
            then(noted ? Done(std::monostate()) : Done(failed(unlisted(noted.error()))));
        });
    });
}

} // namespace ttp::credentials
