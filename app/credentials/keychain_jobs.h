// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace QKeychain {
class Job;
}

namespace ttp::credentials {

/// One job of QtKeychain at a time, in words of ours: entry names get the prefix, values are Base64 text of one type,
/// errors become failures that can be believed. Lives in the thread of the keychain. A job is never deleted by us: the
/// back end keeps raw pointers to it. There is no deadline here; `goOn` lets others pass a job that does not answer.
class KeychainJobs : public QObject {
    Q_OBJECT
public:
    explicit KeychainJobs(std::chrono::milliseconds deadline) : m_deadline(deadline) {}

    using Read = Result<std::shared_ptr<const Secret>>;
    using Done = Result<std::monostate>;

    /// Null if there is no such entry.
    void read(const QString &entry, std::function<void(Read)> then);
    void write(const QString &entry, std::shared_ptr<const Secret> secret, std::function<void(Done)> then);
    /// Reports success also if there was no such entry.
    void remove(const QString &entry, std::function<void(Done)> then);

    /// QtKeychain runs one job after another and waits for each without limit: makes it start the next one although the
    /// running one has not answered. That one may still answer; then its `then` is called as ever.
    void goOn();

private:
    void start(QKeychain::Job *job, const QString &entry, std::function<void(QKeychain::Job &)> then);
    void letPass(QKeychain::Job *job);
    void explain(const QKeychain::Job &job, const QString &entry, std::function<void(Failure)> then);

    std::chrono::milliseconds m_deadline; ///< of one question; later it may still answer
    std::vector<QKeychain::Job *> m_running;
    QKeychain::Job *m_passed = nullptr; ///< being let pass just now
};

} // namespace ttp::credentials
