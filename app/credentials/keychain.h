// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain_worker.h"

#include <QPointer>

class QThread;

namespace ttp::credentials {

/// The keychain seen from the thread of the store: hands each question to the worker, which lives in a thread of its own
/// because some back ends block, and answers with "slow" when the deadline passes. The thread begins with the first
/// question.
class Keychain {
public:
    Keychain(const QString &folder, std::chrono::milliseconds deadline);
    /// Ends the thread. One that hangs inside a back end is left behind, with everything that it may still touch, until
    /// the process ends.
    ~Keychain();
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;

    using Read = KeychainWorker::Read;
    using Done = KeychainWorker::Done;

    void write(const QString &entry, std::shared_ptr<const Secret> secret, QObject *context,
               std::function<void(Done)> then);
    void read(const QString &entry, QObject *context, std::function<void(Read)> then);
    void remove(const QString &entry, QObject *context, std::function<void(Done)> then);
    void check(QObject *context, std::function<void(KeychainState)> then);
    void names(QObject *context, std::function<void(Result<EntryNames>)> then);

private:
    template <typename Outcome>
    using Report = std::function<void(Outcome)>;
    template <typename Outcome>
    using Question = std::function<void(KeychainWorker &, const std::shared_ptr<Race> &, const Report<Outcome> &)>;

    /// `slow` is the answer if the worker does not answer in time.
    template <typename Outcome>
    void ask(QObject *context, Report<Outcome> then, const std::function<Outcome()> &slow, Question<Outcome> question);
    void begin();

    QString m_folder;
    std::chrono::milliseconds m_deadline;
    std::unique_ptr<QThread> m_thread;
    KeychainWorker *m_worker = nullptr; ///< lives in and ends with the thread
    QObject m_here;
};

} // namespace ttp::credentials
