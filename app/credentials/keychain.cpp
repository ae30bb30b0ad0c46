// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/keychain.h"

#include "base/background.h"
#include "keychain_worker.h"

#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

/// Brings the first of two outcomes to the caller's thread: the keychain's, or "slow" after the deadline.
template <typename Outcome>
std::function<void(Outcome)> firstOf(QObject *context, std::chrono::milliseconds deadline,
                                     std::function<void(Outcome)> then)
{
    auto slot = std::make_shared<std::optional<Outcome>>();
    auto signal = std::make_shared<Finished>();
    auto answered = std::make_shared<bool>(false); // touched on the caller's thread only
    auto deliver = [answered, then = std::move(then)](Outcome outcome) {
        if (!*answered) {
            *answered = true;
            then(std::move(outcome));
        }
    };
    QObject::connect(
        signal.get(), &Finished::finished, context, [slot, deliver] { deliver(std::move(**slot)); },
        Qt::QueuedConnection);
    QTimer::singleShot(deadline, context, [deliver] { deliver(failed(FailureCode::KeychainSlow)); });
    return [slot, signal](Outcome outcome) {
        slot->emplace(std::move(outcome));
        Q_EMIT signal->finished();
    };
}

} // namespace

Keychain::Keychain(std::chrono::milliseconds deadline)
    : m_deadline(deadline), m_thread(std::make_unique<QThread>()), m_worker(new KeychainWorker)
{
    m_thread->setObjectName(u"keychain"_s);
    m_worker->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

Keychain::~Keychain()
{
    m_thread->quit();
    m_thread->wait();
}

void Keychain::remember(const QString &entry, Secret secret, QObject *context,
                        std::function<void(Result<std::monostate>)> then)
{
    auto report = firstOf(context, m_deadline, std::move(then));
    auto shared = std::make_shared<const Secret>(std::move(secret));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, entry, shared, report] { worker->write(entry, shared, report); },
        Qt::QueuedConnection);
}

void Keychain::recall(const QString &entry, QObject *context,
                      std::function<void(Result<std::shared_ptr<const Secret>>)> then)
{
    auto report = firstOf(context, m_deadline, std::move(then));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, entry, report] { worker->read(entry, report); }, Qt::QueuedConnection);
}

void Keychain::forget(const QString &entry, QObject *context, std::function<void(Result<std::monostate>)> then)
{
    auto report = firstOf(context, m_deadline, std::move(then));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, entry, report] { worker->remove(entry, report); }, Qt::QueuedConnection);
}

} // namespace ttp::credentials
