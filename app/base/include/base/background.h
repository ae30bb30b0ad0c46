// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace ttp {

/// Carries "it is finished" from a worker to the thread of the receiver. A signal, because Qt drops a queued signal
/// safely when the receiver has gone, also while the worker is just emitting it.
class Finished : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
Q_SIGNALS:
    void finished();
};

/// Runs `work` on a thread of the pool and then `done` with its outcome on the thread of `context`. If `context` has
/// gone by then, the outcome is dropped.
template <typename Work, typename Done>
void inBackground(QObject *context, Work work, Done done, QThreadPool *pool = QThreadPool::globalInstance())
{
    using Outcome = std::invoke_result_t<Work>;
    auto slot = std::make_shared<std::optional<Outcome>>();
    auto signal = std::make_shared<Finished>();
    QObject::connect(
        signal.get(), &Finished::finished, context,
        [slot, done = std::move(done)]() mutable { done(std::move(**slot)); }, Qt::QueuedConnection);
    auto task = std::make_shared<Work>(std::move(work)); // std::function wants a copy, a move-only work has none
    pool->start([slot, signal, task] {
        slot->emplace((*task)());
        Q_EMIT signal->finished();
    });
}

} // namespace ttp
