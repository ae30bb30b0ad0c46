// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret_service.h"

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

using namespace Qt::StringLiterals;

namespace ttp::credentials {

#ifdef Q_OS_LINUX

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;
using Then = std::function<void(SecretServiceState)>;

struct Call {
    QString path = u"/org/freedesktop/secrets"_s;
    QString interface = u"org.freedesktop.Secret.Service"_s;
    QString method;
    QVariantList arguments;
};

/// Calls `then` with the reply, also with an error.
void ask(const Call &call, std::chrono::milliseconds deadline, QObject *context,
         std::function<void(const QDBusPendingCall &)> then)
{
    QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, call.path, call.interface,
                                                          call.method);
    message.setArguments(call.arguments);
    message.setAutoStartService(false); // whoever answered "not found" is there already
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, int(deadline.count())), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(*watcher);
    });
}

void askWhetherCollectionIsLocked(const QDBusObjectPath &collection, std::chrono::milliseconds deadline,
                                  QObject *context, Then then)
{
    const Call question{collection.path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
                        {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s}};
    ask(question, deadline, context, [then = std::move(then)](const QDBusPendingCall &call) {
        const QDBusPendingReply<QDBusVariant> reply = call;
        const bool locked = !reply.isError() && reply.value().variant().toBool();
        then(locked ? SecretServiceState::Locked : SecretServiceState::Open);
    });
}

void askWhetherDefaultIsLocked(std::chrono::milliseconds deadline, QObject *context, Then then)
{
    ask({.method = u"ReadAlias"_s, .arguments = {u"default"_s}}, deadline, context,
        [deadline, context, then = std::move(then)](const QDBusPendingCall &call) {
            const QDBusPendingReply<QDBusObjectPath> reply = call;
            if (reply.isError() || reply.value().path() == "/"_L1) {
                then(SecretServiceState::Open);
            } else {
                askWhetherCollectionIsLocked(reply.value(), deadline, context, then);
            }
        });
}

} // namespace

void askSecretService(const QString &service, const QString &key, std::chrono::milliseconds deadline, QObject *context,
                      Then then)
{
    if (!QDBusConnection::sessionBus().isConnected()) { // its calls would never come back
        QMetaObject::invokeMethod(context, [then = std::move(then)] { then(SecretServiceState::Silent); },
                                  Qt::QueuedConnection);
        return;
    }
    qDBusRegisterMetaType<Attributes>();
    const Attributes attributes{{u"server"_s, service}, {u"user"_s, key}};
    ask({.method = u"SearchItems"_s, .arguments = {QVariant::fromValue(attributes)}}, deadline, context,
        [deadline, context, then = std::move(then)](const QDBusPendingCall &call) {
            const QDBusPendingReply<Paths, Paths> reply = call;
            if (reply.isError()) {
                then(SecretServiceState::Silent);
            } else if (!reply.argumentAt<1>().isEmpty()) {
                then(SecretServiceState::Locked);
            } else {
                askWhetherDefaultIsLocked(deadline, context, then);
            }
        });
}

#else

void askSecretService(const QString &, const QString &, std::chrono::milliseconds, QObject *context,
                      std::function<void(SecretServiceState)> then)
{
    QMetaObject::invokeMethod(context, [then = std::move(then)] { then(SecretServiceState::Silent); }, Qt::QueuedConnection);
}

#endif

} // namespace ttp::credentials
