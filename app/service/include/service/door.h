// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "service/profile.h"
#include "service/request.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QThread;

namespace ttp::service {

class DoorKeeper;

/// Tells the caller's thread how a call goes on.
class CallSignals : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
Q_SIGNALS:
    void progressed(qint64 bytesSent);
    void finished();
};

/// Takes the outcome of an exchange; what was wrong with it, or null if it was understood. The failure lives as long as this.
using ReadAnswer = std::function<const Failure *(Result<Answer>)>;

/// A handle on a call under way.
class Call {
public:
    Call() = default;
    /// Ends the call; its outcome is then `Cancelled`. Harmless if it has ended already.
    void cancel() const;

private:
    friend class Door;
    explicit Call(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    std::function<void()> m_cancel;
};

/// The one door to the network. Lives in a thread of its own, so that no caller ever waits for a socket, a disk or a
/// large answer. Every request leaves by the profile's rules: TLS policy checked before it leaves and again when its
/// answer is there, no redirect followed, no cookie, no hidden repetition of a body, sizes and times capped. Nothing is kept
/// but terms and form, in memory, and they are taken only when the service says that they are still the same (304).
class Door {
public:
    /// `makeDoor` is the way in; it checks profile and TLS back end first.
    explicit Door(Profile profile, std::unique_ptr<DoorKeeper> keeper);
    ~Door();
    Door(const Door &) = delete;
    Door &operator=(const Door &) = delete;

    /// Performs one operation (a class with `Name`, `request()`, `read(Answer)` and `Outcome`). `then` runs on the thread of
    /// `context`, and not at all if `context` has gone. `progress` hears how many bytes of the body have left;
    /// `atMost` shortens the request's total deadline.
    template <typename Operation>
    Call perform(Operation operation, QObject *context,
                 std::function<void(Result<typename Operation::Outcome>)> then,
                 std::function<void(qint64)> progress = {},
                 std::chrono::milliseconds atMost = std::chrono::milliseconds(0))
    {
        using Outcome = Result<typename Operation::Outcome>;
        auto slot = std::make_shared<std::optional<Outcome>>();
        Request request = operation.request();
        request.operation = Operation::Name;
        if (atMost.count() > 0 && request.totalDeadline.count() > 0) {
            request.totalDeadline = std::min(request.totalDeadline, atMost);
        }
        auto read = [slot, kept = std::make_shared<Operation>(std::move(operation))](Result<Answer> answer) -> const Failure * {
            slot->emplace(answer ? kept->read(*answer) : Outcome(std::unexpected(std::move(answer.error()))));
            return slot->value() ? nullptr : &slot->value().error();
        };
        auto deliver = [slot, then = std::move(then)] { then(std::move(**slot)); };
        return start(std::move(request), std::move(read), context, std::move(deliver), std::move(progress));
    }

    /// The token that authorized requests carry from now on; an empty one signs out locally.
    void setSession(Secret token);
    /// BCP 47 tag for `Accept-Language`.
    void setLanguage(const QString &language);

    [[nodiscard]] const Profile &profile() const { return m_profile; }

private:
    Call start(Request request, ReadAnswer read, QObject *context,
               std::function<void()> deliver, std::function<void(qint64)> progress);

    Profile m_profile;
    std::unique_ptr<QThread> m_thread;
    DoorKeeper *m_keeper; ///< lives in and ends with the thread
};

/// Opens a door by a profile: `TlsUnavailable`, `TlsPinsExpired`.
[[nodiscard]] Result<std::unique_ptr<Door>> makeDoor(const Profile &profile, const QDateTime &now);

} // namespace ttp::service
