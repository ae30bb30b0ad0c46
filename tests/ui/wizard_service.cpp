// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard_service.h"

#include "base/json.h"
#include "service/accounts.h"
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

namespace {

/// Performs one operation; anything but success ends the test program.
template <typename Operation>
typename Operation::Outcome performed(service::Door &door, Operation operation)
{
    QObject context;
    std::optional<Result<typename Operation::Outcome>> outcome;
    door.perform(std::move(operation), &context, [&](auto result) { outcome.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 20'000) || !*outcome) {
        qFatal("%s", outcome ? qPrintable(nameOf(outcome->error().code) + outcome->error().facts) : "no answer");
    }
    return **std::move(outcome);
}

std::unique_ptr<service::Door> openDoor(const service::Profile &profile)
{
    auto door = service::makeDoor(profile, QDateTime::currentDateTimeUtc());
    if (!door) {
        qFatal("no door: %s", qPrintable(door.error().facts));
    }
    return *std::move(door);
}

std::shared_ptr<const Secret> secret(const QString &text)
{
    return std::make_shared<const Secret>(Secret::fromString(text));
}

} // namespace

std::vector<service::ApplicationSummary> Service::applications() const
{
    const auto door = openDoor(m_direct);
    const service::Credentials account{m_practice->userId(), std::make_shared<const Secret>(m_practice->password())};
    door->setSession(performed(*door, service::SignIn(account)).token);
    return performed(*door, service::ListApplications());
}

QString Service::numberOf(const QString &key) const
{
    const auto door = openDoor(m_direct);
    const service::Credentials account{m_practice->userId(), std::make_shared<const Secret>(m_practice->password())};
    door->setSession(performed(*door, service::SignIn(account)).token);
    const auto found = performed(*door, service::SubmissionOutcome(key));
    return found ? found->applicationNumber : QString();
}

QString Service::registerUser(const QString &email, const QString &password) const
{
    const auto door = openDoor(m_direct);
    const QString userId = performed(
        *door, service::RegisterUser({email, u"SOMEBODY ELSE"_s, u"1990-04-01"_s, u"X"_s, u"UTO"_s, u"en"_s}));
    const QString mail = m_practice->mails().back().text;
    const QString mark = u"Temporary password: "_s;
    const qsizetype begin = mail.indexOf(mark) + mark.size();
    const auto temporary = secret(mail.mid(begin, mail.indexOf(u'\n', begin) - begin).trimmed());
    door->setSession(performed(*door, service::SignIn({userId, temporary})).token);
    performed(*door, service::ChangePassword(temporary, secret(password)));
    return userId;
}

} // namespace ttp::ui::test
