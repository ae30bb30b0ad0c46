// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "raw_server.h"

#include "service/applications.h"
#include "service/sessions.h"

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

const QString Key = u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s;
const QByteArray Body = R"({"answers":{"name":"canary-of-the-body"}})";

} // namespace

/// What Qt's network access manager does by itself and must not: each was red without the defence.
class TrapsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postIsNotRepeated_data()
    {
        QTest::addColumn<bool>("keptAlive");
        QTest::addColumn<QString>("loss");
        for (const QString &loss : {u"close"_s, u"reset"_s}) {
            QTest::addRow("fresh connection, %s", qUtf8Printable(loss)) << false << loss;
            QTest::addRow("kept-alive connection, %s", qUtf8Printable(loss)) << true << loss;
        }
    }

    void postIsNotRepeated()
    {
        QFETCH(bool, keptAlive);
        QFETCH(QString, loss);
        RawServer server({QJsonObject{{u"match"_s, u"POST"_s}, {u"do"_s, loss}}, QJsonObject{{u"json"_s, 1}}});
        auto door = openDoor(server.profile());
        if (keptAlive) {
            QCOMPARE(codeOf(perform(*door, plainGet())), u"done"_s);
        }
        const auto outcome = perform(*door, SubmitApplication(Body, Key));
        QCOMPARE(codeOf(outcome), u"NET-003"_s);
        QVERIFY(!outcome.error().neverLeft);
        door.reset();
        const Recording seen = server.end();
        QCOMPARE(seen.requests(u"POST"_s).size(), 1U);
        QCOMPARE(seen.requests(u"POST"_s).front().body, Body);
        QCOMPARE(seen.requests().size(), keptAlive ? 2U : 1U);
        QCOMPARE(seen.connections.front().requests.size(), keptAlive ? 2U : 1U); // the case that was meant
    }

    void signInIsNotRepeated()
    {
        RawServer server({QJsonObject{{u"do"_s, u"close"_s}}});
        auto door = openDoor(server.profile());
        const Credentials credentials{u"USER0001"_s,
                                      std::make_shared<const Secret>(Secret::fromString(u"Pass-word-1"_s))};
        QCOMPARE(codeOf(perform(*door, SignIn(credentials))), u"NET-003"_s);
        door.reset();
        QCOMPARE(server.end().requests().size(), 1U);
    }

    void redirectsAreNotFollowed_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("verb");
        for (const int status : {300, 301, 302, 303, 305, 307, 308}) {
            QTest::addRow("POST %d", status) << status << QByteArray("POST");
            QTest::addRow("GET %d", status) << status << QByteArray("GET");
        }
    }

    /// The other origin has the same certificate and is trusted: nothing but our rule keeps the client away from it.
    void redirectsAreNotFollowed()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, verb);
        RawServer other({QJsonObject{{u"json"_s, 1}}});
        const QString elsewhere = u"https://localhost:%1/stolen"_s.arg(other.port());
        RawServer server({QJsonObject{{u"status"_s, status}, {u"headers"_s, headers({{u"Location"_s, elsewhere}})}}});
        Profile profile = server.profile();
        profile.caPem += other.profile().caPem;
        auto door = openDoor(profile);
        Plain plain = verb == "POST" ? plainPost(Body) : plainGet();
        plain.made.headers = {{"Idempotency-Key", "\"key\""}};
        const auto outcome = perform(*door, plain);
        QCOMPARE(codeOf(outcome), u"NET-004"_s);
        door.reset();
        QCOMPARE(other.end().connections.size(), 0U);
        const auto requests = server.end().requests();
        QCOMPARE(requests.size(), 1U);
        QCOMPARE(requests.front().header(u"Authorization"_s), u"Bearer token-of-the-test"_s);
    }

    /// RFC 9525 section 6.3: the common name is never looked at.
    void commonNameIsNoName_data()
    {
        QTest::addColumn<QJsonArray>("names");
        QTest::addColumn<QString>("host");
        QTest::newRow("no SAN, CN is the host") << QJsonArray() << u"localhost"_s;
        QTest::newRow("other SAN, CN is the host") << QJsonArray{u"DNS:other.example"_s} << u"localhost"_s;
        QTest::newRow("SAN of another type, CN is the host") << QJsonArray{u"email:a@localhost"_s} << u"localhost"_s;
        QTest::newRow("no SAN, CN is the address") << QJsonArray() << u"127.0.0.1"_s;
        QTest::newRow("address as a DNS name") << QJsonArray{u"DNS:127.0.0.1"_s} << u"127.0.0.1"_s;
    }

    void commonNameIsNoName()
    {
        QFETCH(QJsonArray, names);
        QFETCH(QString, host);
        RawServer server({QJsonObject{{u"json"_s, 1}}},
                         {{u"certificate"_s, QJsonObject{{u"san"_s, names}, {u"cn"_s, host}}}});
        auto door = openDoor(server.profile(host));
        const auto outcome = perform(*door, plainPost(Body));
        QCOMPARE(codeOf(outcome), u"TLS-003"_s);
        QVERIFY(outcome.error().neverLeft);
        door.reset();
        const Recording seen = server.end();
        QVERIFY(seen.connections.size() >= 1);
        QCOMPARE(seen.bytes(), 0);
    }

    void weakConnectionsAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("tls");
        const auto only = [](const QString &ciphers, const QString &version) {
            return QJsonObject{{u"ciphers"_s, ciphers}, {u"minimum"_s, version}, {u"maximum"_s, version}};
        };
        QTest::newRow("static RSA key exchange") << only(u"AES128-GCM-SHA256"_s, u"TLSv1_2"_s);
        QTest::newRow("static RSA and CBC") << only(u"AES128-SHA"_s, u"TLSv1_2"_s);
        QTest::newRow("ECDHE and CBC") << only(u"ECDHE-RSA-AES128-SHA"_s, u"TLSv1_2"_s);
        QTest::newRow("ECDHE and CBC, SHA-384") << only(u"ECDHE-RSA-AES256-SHA384"_s, u"TLSv1_2"_s);
        QTest::newRow("TLS 1.1") << only(u"DEFAULT:@SECLEVEL=0"_s, u"TLSv1_1"_s);
        QTest::newRow("TLS 1.0") << only(u"DEFAULT:@SECLEVEL=0"_s, u"TLSv1"_s);
    }

    void weakConnectionsAreRefused()
    {
        QFETCH(QJsonObject, tls);
        RawServer server({QJsonObject{{u"json"_s, 1}}},
                         {{u"certificate"_s, QJsonObject{{u"key"_s, u"rsa"_s}}}, {u"tls"_s, tls}});
        QVERIFY(server.isRunning());
        auto door = openDoor(server.profile());
        const auto outcome = perform(*door, plainPost(Body));
        QCOMPARE(codeOf(outcome), u"TLS-006"_s);
        QVERIFY(outcome.error().neverLeft);
        door.reset();
        const Recording seen = server.end();
        QVERIFY(seen.connections.size() >= 1);
        QCOMPARE(seen.bytes(), 0);
    }

    /// The same server with a suite of the list is talked to: what was refused above was the suite.
    void strongConnectionIsAccepted_data()
    {
        QTest::addColumn<QString>("suite");
        QTest::addColumn<QString>("version");
        QTest::newRow("TLS 1.2") << u"ECDHE-RSA-AES128-GCM-SHA256"_s << u"TLSv1_2"_s;
        QTest::newRow("TLS 1.3") << u"DEFAULT"_s << u"TLSv1_3"_s;
    }

    void strongConnectionIsAccepted()
    {
        QFETCH(QString, suite);
        QFETCH(QString, version);
        const QJsonObject tls{{u"ciphers"_s, suite}, {u"minimum"_s, version}, {u"maximum"_s, version}};
        RawServer server({QJsonObject{{u"json"_s, 1}}},
                         {{u"certificate"_s, QJsonObject{{u"key"_s, u"rsa"_s}}}, {u"tls"_s, tls}});
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(perform(*door, plainPost(Body))), u"done"_s);
    }
};

QTEST_GUILESS_MAIN(TrapsTest)
#include "test_traps.moc"
