// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <QDateTime>

#include <map>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

namespace ttp::practice {

/// An application that was received.
struct Application {
    QString number;
    QString userId;
    QByteArray bodySha256;
    QDateTime receivedAt;
    QByteArray acknowledgement; ///< bytes of the answer, the same each time
};

/// What happened to the keys and bodies of one operation: one key makes at most one application, and so does one
/// body. Safe from several threads.
class Submissions {
public:
    /// The right to work on a key; gives it free again unless the work ended in an application.
    class Work {
    public:
        Work(Submissions &submissions, QString userId, QString key);
        Work(Work &&other) noexcept;
        Work &operator=(Work &&) = delete;
        ~Work();

        /// Binds the key to the application, unless another key brought the same body meanwhile: then the number of
        /// that one is the error.
        std::expected<void, QString> finish(const Application &application);

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

    /// Null acknowledgement: the key is still being worked on. Nothing: never received.
    [[nodiscard]] std::optional<QByteArray> outcome(const QString &userId, const QString &key) const;
    /// Newest first.
    [[nodiscard]] std::vector<Application> of(const QString &userId) const;
    [[nodiscard]] std::optional<Application> find(const QString &userId, const QString &number) const;

private:
    using UserAndKey = std::pair<QString, QString>;

    [[nodiscard]] const Application *withBody(const QString &userId, const QByteArray &bodySha256) const;

    mutable std::mutex m_mutex;
    std::vector<Application> m_applications;            ///< oldest first
    std::map<UserAndKey, std::optional<size_t>> m_keys; ///< index of the application; none: being worked on
};

} // namespace ttp::practice
