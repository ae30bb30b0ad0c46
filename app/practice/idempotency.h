// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drawer.h"

#include "base/clock.h"

#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <variant>

namespace ttp::practice {

/// What an `Idempotency-Key` is bound to: user and operation.
struct KeyScope {
    QString userId; ///< empty: an operation without a session
    QString operation;
    QString key;

    bool operator<(const KeyScope &other) const
    {
        return std::tie(userId, operation, key) < std::tie(other.userId, other.operation, other.key);
    }
};

/// The keys of every operation but the sending of applications, whose keys live as long as the application. Safe from
/// several threads.
class IdempotencyKeys {
public:
    IdempotencyKeys(Drawer drawer, std::shared_ptr<const Clock> clock)
        : m_drawer(std::move(drawer)), m_clock(std::move(clock))
    {
    }

    /// Takes up what the drawer holds.
    [[nodiscard]] std::expected<void, QString> load();

    /// The right to work on a key; gives it free again unless the work was done.
    class Work {
    public:
        Work(IdempotencyKeys &keys, KeyScope scope) : m_keys(&keys), m_scope(std::move(scope)) {}
        Work(Work &&other) noexcept : m_keys(std::exchange(other.m_keys, nullptr)), m_scope(std::move(other.m_scope)) {}
        Work &operator=(Work &&) = delete;
        ~Work();

        /// Binds the key to its answer. The work is done whatever happens: a key that cannot be saved is bound all the
        /// same, until the service ends.
        void finish(const Answer &answer);

    private:
        IdempotencyKeys *m_keys;
        KeyScope m_scope;
    };
    using Begun = std::variant<Work, Answer>;

    /// Starts work on a key, or gives the answer that it had, with `Idempotency-Replayed`. Two requests are the same if
    /// address and body are. `request-in-progress`, `idempotency-key-reused`.
    std::expected<Begun, Refusal> begin(const KeyScope &scope, const Call &call);

    /// The body of a bound key's answer; a null one: still being worked on. Nothing: unknown.
    [[nodiscard]] std::optional<QByteArray> outcome(const KeyScope &scope) const;

    /// The whole life of a request with a key: replays the answer, or works for it and binds the key.
    Outcome once(const QString &operation, Call &call, const std::function<Outcome(Call &)> &work);

private:
    struct Entry {
        QByteArray fingerprint;
        int status = 0; ///< 0: being worked on
        QByteArray body;
        QDateTime at;
    };
    void forgetOld();
    [[nodiscard]] std::expected<void, Refusal> save() const;

    const Drawer m_drawer;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::map<KeyScope, Entry> m_entries;
};

} // namespace ttp::practice
