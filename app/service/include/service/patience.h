// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "service/door.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace ttp::service {

/// How long to go on trying after failures that may pass, counted from the last success.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds total) : m_total(total) { m_since.start(); }

    /// Something succeeded: the count begins anew.
    void renew()
    {
        m_since.restart();
        m_attempt = 0;
    }

    /// How long to wait before the next attempt, or nothing if the failure is final or patience has run out. Grows
    /// from half a second to ten; `Retry-After` of the service goes before, as far as patience reaches.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next(const Failure &failure);

private:
    std::chrono::milliseconds m_total;
    QElapsedTimer m_since;
    int m_attempt = 0;
};

/// True for what may pass by itself: the line, a closed or busy service, its inner errors.
[[nodiscard]] bool mayPass(const Failure &failure);

/// Performs an operation again and again while its failure may pass and patience lasts. For operations without an
/// effect, and for those whose repetition the contract allows.
template <typename Operation>
void performPatiently(Door &door, Operation operation, QObject *context, Patience patience,
                      std::function<void(Result<typename Operation::Outcome>)> then)
{
    auto again = [&door, operation, context, patience, then](Result<typename Operation::Outcome> outcome) mutable {
        const auto pause = outcome ? std::nullopt : patience.next(outcome.error());
        if (!pause) {
            then(std::move(outcome));
            return;
        }
        QTimer::singleShot(*pause, context, [&door, operation, context, patience, then] {
            performPatiently(door, operation, context, patience, then);
        });
    };
    door.perform(operation, context, std::move(again));
}

} // namespace ttp::service
