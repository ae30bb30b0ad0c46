// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/secret_store.h"
#include "entry_list.h"
#include "keychain_jobs.h"
#include "race.h"

#include <QTimer>

#include <deque>
#include <map>

namespace ttp::credentials {

/// What is noted of the keychain.
struct EntryNames {
    QStringList names;     ///< without the mark
    QString mark;          ///< empty: none
    bool hadOther = false; ///< `EntryList::Content`
};

/// `keychain.json` cannot be read or written, so nothing is written to the keychain either.
[[nodiscard]] Failure unlisted(const QString &facts);

/// What the store wants of the keychain, one question after the other, in the thread of the keychain. A question that
/// lost its race before it began is never begun; one that takes half of its time lets the others pass, so that they are not
/// called slow on its account, and may still answer. An entry that somebody
/// may still be changing, here or in another program, stays closed until that is settled.
class KeychainWorker : public QObject {
    Q_OBJECT
public:
    KeychainWorker(const QString &folder, std::chrono::milliseconds deadline);

    using Read = KeychainJobs::Read;
    using Done = KeychainJobs::Done;
    using Running = std::shared_ptr<Race>;

    void write(const QString &entry, const std::shared_ptr<const Secret> &secret, const Running &race,
               const std::function<void(Done)> &then);
    void read(const QString &entry, const Running &race, const std::function<void(Read)> &then);
    void remove(const QString &entry, const Running &race, const std::function<void(Done)> &then);
    void check(const Running &race, const std::function<void(KeychainState)> &then);
    void names(const Running &race, const std::function<void(Result<EntryNames>)> &then);

    /// The caller has been told that it takes too long.
    void giveUp(const Running &race);

private:
    struct Task {
        QString entry;
        Running race;
        bool changes = false;
        std::function<void()> begin;
    };
    struct Writing;

    void add(Task task);
    void next();
    void stepAside();
    [[nodiscard]] bool claim(const Task &task);
    void settled(const Running &race, const QString &entry);
    [[nodiscard]] bool wasEverWritten(const QString &entry) const;
    void ensureMark(const std::function<void(Done)> &then);
    void writeAndReadBack(const QString &entry, const std::shared_ptr<const Secret> &secret,
                          const std::function<void(Done)> &then);
    void removeAndProve(const QString &entry, const std::function<void(Done)> &then);
    void onWritten(const std::shared_ptr<Writing> &writing, Done outcome);
    void undo(const std::shared_ptr<Writing> &writing);
    void tidy();

    std::chrono::milliseconds m_deadline;
    KeychainJobs m_jobs;
    EntryList m_list;
    std::deque<Task> m_waiting;
    std::optional<Task> m_current;
    QTimer m_patience;         ///< with the current question
    bool m_isLong = false;     ///< it has run out: whoever comes may pass
    QTimer m_again;            ///< what another program has claimed is asked for again
    std::map<QString, Running> m_open; ///< changes of entries that others have passed, and that have not ended yet
    std::map<QString, std::shared_ptr<QLockFile>> m_claims; ///< of the entries that are being changed here
    bool m_takenOver = false;  ///< the mark that is noted is that of another keychain
};

} // namespace ttp::credentials
