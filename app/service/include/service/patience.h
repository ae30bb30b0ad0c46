// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/door.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace ttp::service {

/// How long to go on trying after failures that may pass: the time that failing and waiting take in all. What succeeds
/// costs nothing. Copies share the count, so that one patience can go through all steps of a task.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds total);

    /// Something succeeded: the time since the last failure does not count, and pauses begin short again.
    void renew();
    /// A person asks for another try: the whole patience is there again.
    void refill();

    /// How long to wait before the next attempt, or nothing if the failure is final or patience has run out. Grows
    /// from half a second to ten; `Retry-After` of the service goes before, as far as patience reaches.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next(const Failure &failure);

    /// How long a single small request may take: what is left, but long enough for a slow line and at most 30 s.
    [[nodiscard]] std::chrono::milliseconds forOneRequest() const;

private:
    struct Count {
        std::chrono::milliseconds total;
        std::chrono::milliseconds spent{0};
        QElapsedTimer since;
        int attempt = 0;
    };
    std::shared_ptr<Count> m_count;
};

/// True for what may pass by itself: the line, a closed or busy service, its inner errors.
[[nodiscard]] bool mayPass(const Failure &failure);

/// True if the service may have done what it was asked for, although the answer did not come, or is not the service's
/// own, or says that it is still at work.
[[nodiscard]] bool mayHaveHappened(const Failure &failure);

/// True if the service itself has said that it did not do it.
[[nodiscard]] bool isRefusal(const Failure &failure);

/// Performs an operation again and again while its failure may pass and patience lasts. For operations without an
/// effect, and for those whose repetition the contract allows.
template <typename Operation>
void performPatiently(Door &door, Operation operation, QObject *context, Patience patience,
                      std::function<void(Result<typename Operation::Outcome>)> then)
{
    auto again = [&door, operation, context, patience, then](Result<typename Operation::Outcome> outcome) mutable {
        const auto pause = outcome ? std::nullopt : patience.next(outcome.error());
        if (!pause) {
            if (outcome) {
                patience.renew();
            }
            then(std::move(outcome));
            return;
        }
        QTimer::singleShot(*pause, context, [&door, operation, context, patience, then] {
            performPatiently(door, operation, context, patience, then);
        });
    };
    door.perform(operation, context, std::move(again), {}, patience.forOneRequest());
}

/// Performs an operation that has an effect and that the contract allows to repeat (the same key goes out again), while
/// patience lasts. `ActUnknown` if it ran out after an attempt of which nobody knows whether it arrived.
template <typename Operation>
void actPatiently(Door &door, Operation operation, QObject *context, Patience patience,
                  std::function<void(Result<typename Operation::Outcome>)> then, bool isUnsettled = false)
{
    auto again = [&door, operation, context, patience, then,
                  isUnsettled](Result<typename Operation::Outcome> outcome) mutable {
        if (outcome) {
            patience.renew();
            then(std::move(outcome));
            return;
        }
        Failure failure = outcome.error();
        isUnsettled = isUnsettled || mayHaveHappened(failure);
        Failure reason = failure;
        if (mayHaveHappened(failure) && !mayPass(failure)) {
            reason.code = FailureCode::ConnectionCut; // a garbled answer is as good as none
        }
        if (const auto pause = patience.next(reason)) {
            QTimer::singleShot(*pause, context, [&door, operation, context, patience, then, isUnsettled] {
                actPatiently(door, operation, context, patience, then, isUnsettled);
            });
        } else if (isUnsettled && !isRefusal(failure)) {
            then(failed(FailureCode::ActUnknown, nameOf(failure.code) + QStringLiteral(" ") + failure.facts));
        } else {
            then(failed(std::move(failure)));
        }
    };
    door.perform(operation, context, std::move(again), {}, patience.forOneRequest());
}

} // namespace ttp::service
