// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/door.h"

#include "door_keeper.h"

#include <QPointer>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;

namespace ttp::service {

void Call::cancel() const
{
    if (m_cancel) {
        m_cancel();
    }
}

Door::Door(Profile profile, std::unique_ptr<DoorKeeper> keeper)
    : m_profile(std::move(profile)), m_thread(std::make_unique<QThread>()), m_keeper(keeper.release())
{
    m_thread->setObjectName(u"network"_s);
    m_keeper->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_keeper, &QObject::deleteLater);
    m_thread->start();
}

Door::~Door()
{
    m_thread->quit();
    m_thread->wait();
}

Call Door::start(Request request, ReadAnswer read, QObject *context,
                 std::function<void()> deliver, std::function<void(qint64)> progress)
{
    static std::atomic<quint64> lastNumber = 0;
    const quint64 number = ++lastNumber;
    auto reports = std::make_shared<CallSignals>();
    // Connections to `context` end with it, safely also while the other thread is just reporting.
    QObject::connect(reports.get(), &CallSignals::finished, context, std::move(deliver), Qt::QueuedConnection);
    if (progress) {
        QObject::connect(reports.get(), &CallSignals::progressed, context, std::move(progress), Qt::QueuedConnection);
    }
    DoorKeeper *keeper = m_keeper;
    QMetaObject::invokeMethod(
        keeper,
        [keeper, number, request = std::move(request), read = std::move(read), reports] {
            keeper->run(number, request, read, reports);
        },
        Qt::QueuedConnection);
    return Call([keeper = QPointer<DoorKeeper>(keeper), number] {
        if (keeper) {
            QMetaObject::invokeMethod(
                keeper, [keeper, number] { keeper->cancel(number); }, Qt::QueuedConnection);
        }
    });
}

void Door::setSession(Secret token)
{
    auto shared = std::make_shared<Secret>(std::move(token));
    QMetaObject::invokeMethod(
        m_keeper, [keeper = m_keeper, shared] { keeper->setSession(std::move(*shared)); }, Qt::QueuedConnection);
}

void Door::setLanguage(const QString &language)
{
    const QByteArray value = language.startsWith("ja"_L1) ? QByteArray("ja, en;q=0.8") : QByteArray("en, ja;q=0.8");
    QMetaObject::invokeMethod(
        m_keeper, [keeper = m_keeper, value] { keeper->setLanguage(value); }, Qt::QueuedConnection);
}

Result<std::unique_ptr<Door>> makeDoor(const Profile &profile, const QDateTime &now)
{
    auto policy = TlsPolicy::make(profile, now);
    if (!policy) {
        return failed(std::move(policy.error()));
    }
    return std::make_unique<Door>(profile, std::make_unique<DoorKeeper>(profile, *std::move(policy)));
}

} // namespace ttp::service
