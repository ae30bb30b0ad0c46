// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard_service.h"

#include "base/json.h"
#include "service/door.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace ttp::ui::test {

Line::Line()
{
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("no port: %s", qPrintable(m_server.errorString()));
    }
    m_port = m_server.serverPort();
    m_server.close();
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *here = m_server.nextPendingConnection()) {
            join(here);
        }
    });
}

void Line::leadTo(quint16 port)
{
    m_target = port;
    m_losing = false;
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost, m_port)) {
        qFatal("the port is gone: %s", qPrintable(m_server.errorString()));
    }
}

void Line::cut()
{
    m_server.close();
    const auto sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

void Line::resume()
{
    m_held = false;
    const auto sockets = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets) {
        Q_EMIT socket->readyRead();
    }
}

void Line::join(QTcpSocket *here)
{
    ++m_connections;
    here->setParent(this);
    auto *there = new QTcpSocket(this);
    connect(here, &QTcpSocket::readyRead, this, [this, here, there] { pass(here, there); });
    connect(there, &QTcpSocket::connected, this, [this, here, there] { pass(here, there); });
    connect(there, &QTcpSocket::readyRead, this, [this, here, there] {
        if (m_losing) {
            m_losing = false;
            cut();
            Q_EMIT answerLost();
            return;
        }
        pass(there, here);
    });
    connect(here, &QTcpSocket::disconnected, there, &QTcpSocket::disconnectFromHost);
    connect(there, &QTcpSocket::disconnected, here, &QTcpSocket::disconnectFromHost);
    there->connectToHost(QHostAddress::LocalHost, m_target);
}

void Line::pass(QTcpSocket *from, QTcpSocket *to)
{
    if (!m_held && to->state() == QAbstractSocket::ConnectedState) {
        to->write(from->readAll());
    }
}

namespace {

practice::Options embedded()
{
    practice::Options options;
    options.embedded = true;
    return options;
}

} // namespace

Service::Service() : Service(embedded()) {}

Service::Service(const practice::Options &options) : m_embedded(options.embedded)
{
    auto started = practice::PracticeService::start(options, std::make_shared<SystemClock>());
    if (!started) {
        qFatal("no practice service: %s", qPrintable(started.error().facts));
    }
    m_practice = *std::move(started);
    auto profile = service::readProfile(toCompactJson(m_practice->profile()), {});
    if (!profile) {
        qFatal("no profile: %s", qPrintable(profile.error().facts));
    }
    m_direct = *profile;
    m_profile = *std::move(profile);
}

Service::Service(const practice::Options &options, Line &line) : Service(options)
{
    m_profile.baseUrl.setPort(line.port());
}

quint16 Service::port() const
{
    return quint16(m_direct.baseUrl.port());
}

Result<Origin> Service::origin() const
{
    Origin origin{m_profile, std::nullopt};
    if (m_embedded) {
        origin.practiceAccount =
            service::Credentials{m_practice->userId(), std::make_shared<const Secret>(m_practice->password())};
    }
    return origin;
}

std::vector<service::ApplicationSummary> Service::applications() const
{
    auto door = service::makeDoor(m_direct, QDateTime::currentDateTimeUtc());
    if (!door) {
        qFatal("no door: %s", qPrintable(door.error().facts));
    }
    QObject context;
    std::optional<Result<std::vector<service::ApplicationSummary>>> listed;
    const service::Credentials account{m_practice->userId(), std::make_shared<const Secret>(m_practice->password())};
    (*door)->perform(service::SignIn(account), &context, [&](Result<service::Session> session) {
        if (!session) {
            qFatal("no session: %s", qPrintable(session.error().facts));
        }
        (*door)->setSession(std::move(session->token));
        (*door)->perform(service::ListApplications(), &context, [&](auto outcome) { listed = std::move(outcome); });
    });
    if (!QTest::qWaitFor([&] { return listed.has_value(); }, 20'000) || !*listed) {
        qFatal("the service does not tell its applications");
    }
    return **listed;
}

} // namespace ttp::ui::test
