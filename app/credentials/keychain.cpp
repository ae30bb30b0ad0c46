// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain.h"

#include "base/background.h"
#include "base/log.h"

#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::credentials {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.credentials", QtWarningMsg)

/// For the disk at most: a thread that waits for the keychain is in its event loop and ends at once.
constexpr std::chrono::milliseconds EndsWithin = 500ms;

template <typename Outcome>
Outcome tooSlow()
{
    return failed(FailureCode::KeychainSlow);
}

} // namespace

Keychain::Keychain(const QString &folder, std::chrono::milliseconds deadline) : m_folder(folder), m_deadline(deadline)
{
}

Keychain::~Keychain()
{
    if (!m_thread) {
        return;
    }
    m_thread->quit();
    if (!m_thread->wait(QDeadlineTimer(EndsWithin))) {
        // Inside a back end that does not return. To end it by force could leave locks behind that the end of the
        // process needs; to destroy it would abort. It is left alone and ends with the process.
        (void)m_thread.release();
    }
}

void Keychain::begin()
{
    if (m_thread) {
        return;
    }
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(u"keychain"_s);
    m_worker = new KeychainWorker(m_folder, m_deadline);
    m_worker->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

template <typename Outcome>
void Keychain::ask(QObject *context, Report<Outcome> then, const std::function<Outcome()> &slow,
                   Question<Outcome> question)
{
    begin();
    auto race = std::make_shared<Race>();
    auto slot = std::make_shared<std::optional<Outcome>>();
    auto signal = std::make_shared<Finished>();
    auto deliver = [context = QPointer<QObject>(context), then = std::move(then)](Outcome outcome) {
        if (context) {
            then(std::move(outcome));
        }
    };
    QObject::connect(
        signal.get(), &Finished::finished, &m_here, [slot, deliver] { deliver(std::move(**slot)); },
        Qt::QueuedConnection);
    // Not the context's: what nobody waits for any more must not hold the others up either.
    QTimer::singleShot(m_deadline, &m_here, [race, slow, deliver, worker = m_worker] {
        if (race->giveUp()) {
            log::info(category()) << "the keychain does not answer in time";
            QMetaObject::invokeMethod(worker, [worker, race] { worker->giveUp(race); }, Qt::QueuedConnection);
            deliver(slow());
        }
    });
    const Report<Outcome> report = [slot, signal](Outcome outcome) {
        slot->emplace(std::move(outcome));
        Q_EMIT signal->finished();
    };
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, race, report, question = std::move(question)] { question(*worker, race, report); },
        Qt::QueuedConnection);
}

void Keychain::write(const QString &entry, std::shared_ptr<const Secret> secret, QObject *context,
                     std::function<void(Done)> then)
{
    ask<Done>(context, std::move(then), tooSlow<Done>,
              [entry, secret = std::move(secret)](KeychainWorker &worker, const auto &race, const auto &report) {
                  worker.write(entry, secret, race, report);
              });
}

void Keychain::read(const QString &entry, QObject *context, std::function<void(Read)> then)
{
    ask<Read>(context, std::move(then), tooSlow<Read>,
              [entry](KeychainWorker &worker, const auto &race, const auto &report) { worker.read(entry, race, report); });
}

void Keychain::remove(const QString &entry, QObject *context, std::function<void(Done)> then)
{
    ask<Done>(context, std::move(then), tooSlow<Done>,
              [entry](KeychainWorker &worker, const auto &race, const auto &report) { worker.remove(entry, race, report); });
}

void Keychain::check(QObject *context, std::function<void(KeychainState)> then)
{
    ask<KeychainState>(context, std::move(then), [] { return KeychainState::Slow; },
                       [](KeychainWorker &worker, const auto &race, const auto &report) { worker.check(race, report); });
}

void Keychain::names(QObject *context, std::function<void(Result<EntryNames>)> then)
{
    ask<Result<EntryNames>>(
        context, std::move(then), tooSlow<Result<EntryNames>>,
        [](KeychainWorker &worker, const auto &race, const auto &report) { worker.names(race, report); });
}

} // namespace ttp::credentials
