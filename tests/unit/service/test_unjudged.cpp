// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "raw_server.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

/// Lets a client's bytes through at once and the server's only after `release`: a handshake that takes its time.
class HeldLine : public QTcpServer {
    Q_OBJECT
public:
    explicit HeldLine(quint16 to) : m_to(to)
    {
        connect(this, &QTcpServer::newConnection, this, &HeldLine::join);
        listen(QHostAddress::LocalHost);
    }

    void release()
    {
        m_held = false;
        Q_EMIT released();
    }
    [[nodiscard]] int closedByClient() const { return m_closed; }

Q_SIGNALS:
    void released();

private:
    void join()
    {
        QTcpSocket *client = nextPendingConnection();
        auto *server = new QTcpSocket(client);
        const auto toClient = [this, client, server] {
            if (!m_held) {
                client->write(server->readAll());
            }
        };
        connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, toClient);
        connect(this, &HeldLine::released, client, toClient);
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            ++m_closed;
            client->deleteLater();
        });
        server->connectToHost(QHostAddress::LocalHost, m_to);
    }

    quint16 m_to;
    bool m_held = true;
    int m_closed = 0;
};

} // namespace

/// A connection that was given up while it was being made was judged by nobody. Qt finishes it all the same and hands it
/// to the next request without another `encrypted`: so nobody may use it.
class UnjudgedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingLeavesOnAConnectionThatNobodyJudged_data()
    {
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("deadline during the handshake") << false;
        QTest::newRow("cancelled during the handshake") << true;
    }

    void nothingLeavesOnAConnectionThatNobodyJudged()
    {
        QFETCH(bool, cancelled);
        RawServer server({QJsonObject{{u"json"_s, 1}}},
                         {{u"certificate"_s, QJsonObject{{u"san"_s, QJsonArray()}, {u"cn"_s, u"127.0.0.1"_s}}}});
        HeldLine line(server.port());
        Profile profile = server.profile();
        profile.baseUrl.setPort(line.serverPort());
        auto door = openDoor(profile);

        Plain first = plainGet();
        first.made.totalDeadline = std::chrono::milliseconds(cancelled ? 20'000 : 300);
        QObject context;
        std::optional<Result<Answer>> outcome;
        const Call call = door->perform(std::move(first), &context, [&](Result<Answer> result) { outcome = result; });
        if (cancelled) {
            QVERIFY(server.waitFor(u"connected"_s, 1));
            call.cancel();
        }
        QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, CallDeadline));
        QCOMPARE(codeOf(*outcome), cancelled ? u"CAN-001"_s : u"NET-002"_s);

        line.release();
        QVERIFY(QTest::qWaitFor([&] { return line.closedByClient() > 0; }, CallDeadline));
        const auto second = perform(*door, plainPost("canary"));
        QCOMPARE(codeOf(second), u"TLS-003"_s);
        QVERIFY(second.error().neverLeft);
        door.reset();
        QVERIFY(QTest::qWaitFor([&] { return line.closedByClient() > 1; }, CallDeadline));
        QCOMPARE(server.end().bytes(), 0);
    }
};

QTEST_GUILESS_MAIN(UnjudgedTest)
#include "test_unjudged.moc"
