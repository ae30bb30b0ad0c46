// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"
#include "schedule.h"
#include "wire.h"

#include "base/clock.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

namespace ttp::practice {

/// What happened to the keys and bodies of one operation: one key makes at most one application, and so does one
/// body. Safe from several threads.
class Submissions {
public:
    Submissions(Schedule schedule, Drawer drawer, std::shared_ptr<const Clock> clock)
        : m_schedule(std::move(schedule)), m_drawer(std::move(drawer)), m_clock(std::move(clock))
    {
    }

    /// Takes up what the drawer holds.
    [[nodiscard]] std::expected<void, QString> load();

    /// The right to work on a key; gives it free again unless the work ended in an application.
    class Work {
    public:
        Work(Submissions &submissions, QString userId, QString key);
        Work(Work &&other) noexcept;
        Work &operator=(Work &&) = delete;
        ~Work();

        /// Keeps the application and binds the key to it (not if the key is to be forgotten), unless another key
        /// brought the same body meanwhile: `duplicate-application`.
        std::expected<void, Refusal> finish(const Application &application, bool forgetsKey);

    private:
        Submissions *m_submissions;
        QString m_userId;
        QString m_key;
    };

    struct Replay {
        QByteArray acknowledgement;
    };
    using Begun = std::variant<Work, Replay>;

    /// Starts work on a key, or gives the answer that it had. `request-in-progress`, `idempotency-key-reused`,
    /// `duplicate-application`.
    std::expected<Begun, Refusal> begin(const QString &userId, const QString &key, const QByteArray &bodySha256);

    /// What became of an application or of added documents. Null acknowledgement: the key is still being worked on.
    /// Nothing: never received.
    [[nodiscard]] std::optional<QByteArray> outcome(const QString &userId, const QString &key) const;
    /// The user's applications as they are now, newest first.
    [[nodiscard]] std::vector<Application> of(const QString &userId);
    [[nodiscard]] std::optional<Application> find(const QString &userId, const QString &number);
    /// Lets `work` look at an application of the user as it is now, and change it unless it refuses. `not-found`.
    std::expected<Application, Refusal>
    change(const QString &userId, const QString &number,
           const std::function<std::expected<void, Refusal>(Application &, const QDateTime &now)> &work);

private:
    using UserAndKey = std::pair<QString, QString>;

    /// Moves all of them on, and returns the time until which.
    QDateTime advance();
    [[nodiscard]] std::expected<void, Refusal> save() const;
    Application *withNumber(const QString &userId, const QString &number);
    /// The one that is neither withdrawn nor lapsed.
    [[nodiscard]] const Application *withBody(const QString &userId, const QByteArray &bodySha256) const;

    const Schedule m_schedule;
    const Drawer m_drawer;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::vector<Application> m_applications;            ///< oldest first
    std::map<UserAndKey, std::optional<size_t>> m_keys; ///< index of the application; none: being worked on
};

} // namespace ttp::practice
