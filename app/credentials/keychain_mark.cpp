// SPDX-License-Identifier: GPL-3.0-or-later
// The mark, by which a start sees whether it is the same keychain; and what follows when it is.
#include "keychain_worker.h"

#include "base/digest.h"

#include <QLockFile>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

KeychainState stateOf(const Failure &failure)
{
    return failure.code == FailureCode::KeychainLocked ? KeychainState::Locked : KeychainState::Absent;
}

} // namespace

/// Written once, before the first entry, and again for a keychain that has taken over.
void KeychainWorker::ensureMark(const std::function<void(Done)> &then)
{
    const auto content = m_list.read();
    if (!content) {
        then(failed(unlisted(content.error())));
        return;
    }
    if (!m_list.isKept() || (!content->markName.isEmpty() && !m_takenOver)) {
        then(std::monostate());
        return;
    }
    const QString name = u"mark/"_s + QString::fromLatin1(randomBytes(8).toHex());
    auto value = std::make_shared<const Secret>(Secret::fromUtf8(randomBytes(32)));
    const QByteArray digest = sha256Hex(value->reveal());
    const auto begun = m_list.change([&](EntryList::Content &list) {
        list.names += name;
        list.unwanted += name;
    });
    if (!begun) {
        then(failed(unlisted(begun.error())));
        return;
    }
    writeAndReadBack(name, value, [this, name, digest, then, claim = m_list.claim(name)](Done done) {
        const bool isThere = done.has_value();
        const auto noted = m_list.change([&](EntryList::Content &list) {
            list.names.removeAll(name);
            list.unwanted.removeAll(name);
            if (!isThere) { // at the worst a mark that says nothing
                return;
            }
            if (!list.markName.isEmpty()) { // of the keychain before, or of another program just now
                list.names += list.markName;
            }
            list.markName = name;
            list.markSha256 = digest;
            list.hadOther = list.hadOther || m_takenOver;
        });
        m_takenOver = m_takenOver && !isThere;
        then(noted || !isThere ? std::move(done) : Done(failed(unlisted(noted.error()))));
    });
}

void KeychainWorker::check(const Running &race, const std::function<void(KeychainState)> &then)
{
    const auto end = [this, race, then](KeychainState state) {
        m_takenOver = state == KeychainState::TakenOver;
        if (race->answer()) {
            then(state);
        }
        settled(race, {});
        if (state == KeychainState::Same) {
            tidy();
        }
    };
    add({{}, race, false, [this, end] {
             const auto content = m_list.read();
             if (!content || content->markName.isEmpty()) {
                 end(KeychainState::Unused);
             } else {
                 m_jobs.read(content->markName, [end, digest = content->markSha256](const Read &found) {
                     if (!found) {
                         end(stateOf(found.error()));
                     } else {
                         const bool same = *found && sha256Hex((*found)->reveal()) == digest;
                         end(same ? KeychainState::Same : KeychainState::TakenOver);
                     }
                 });
             }
         }});
}

/// Removes what a person was told is not kept, and what was being written when a program ended.
void KeychainWorker::tidy()
{
    const auto content = m_list.read();
    if (!content) {
        return;
    }
    for (const QString &entry : content->unwanted) {
        auto race = std::make_shared<Race>();
        add({entry, race, true, [this, entry, race] {
                 const auto now = m_list.read(); // somebody who had it in hand may have kept it meanwhile
                 if (!now || !now->unwanted.contains(entry)) {
                     settled(race, entry);
                     return;
                 }
                 removeAndProve(entry, [this, entry, race](const Done &) { settled(race, entry); });
             }});
        QTimer::singleShot(m_deadline, this, [this, race] {
            if (race->giveUp()) {
                giveUp(race);
            }
        });
    }
}

void KeychainWorker::names(const Running &race, const std::function<void(Result<EntryNames>)> &then)
{
    add({{}, race, false, [this, race, then] {
             const auto content = m_list.read();
             if (race->answer()) {
                 then(content ? Result<EntryNames>(EntryNames{content->names, content->markName, content->hadOther})
                              : Result<EntryNames>(failed(unlisted(content.error()))));
             }
             settled(race, {});
         }});
}

} // namespace ttp::credentials
