// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "raw_server.h"

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

/// Whom the client talks to: every bad certificate ends before a byte of the request leaves.
class CertificatesTest : public QObject {
    Q_OBJECT

private:
    /// Posts to the server; every refusal must come before the first byte.
    static void check(RawServer &server, const Profile &profile, const QString &code)
    {
        QVERIFY(server.isRunning());
        auto door = openDoor(profile);
        QVERIFY(door);
        const auto outcome = perform(*door, plainPost("{\"canary\":1}"));
        QCOMPARE(codeOf(outcome), code);
        door.reset();
        const Recording seen = server.end();
        QVERIFY(seen.connections.size() >= 1);
        if (code == "done"_L1) {
            QCOMPARE(seen.requests().size(), 1U);
        } else {
            QVERIFY(outcome.error().neverLeft);
            QCOMPARE(seen.bytes(), 0);
        }
    }

    static QJsonArray answers() { return {QJsonObject{{u"json"_s, 1}}}; }
    static QString pin(const QByteArray &value) { return u"sha256/"_s + QString::fromLatin1(value); }

private Q_SLOTS:
    void certificate_data()
    {
        QTest::addColumn<QJsonObject>("certificate");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("code");
        const auto names = [](const QJsonArray &san) {
            return QJsonObject{{u"san"_s, san}, {u"cn"_s, u"localhost"_s}};
        };
        const QString address = u"127.0.0.1"_s;
        const QString local = u"localhost"_s;
        QTest::newRow("good, address") << QJsonObject() << address << u"done"_s;
        QTest::newRow("good, name") << QJsonObject() << local << u"done"_s;
        QTest::newRow("good, name in other case") << names({u"DNS:LocalHost"_s}) << local << u"done"_s;
        QTest::newRow("good, RSA") << QJsonObject{{u"key"_s, u"rsa"_s}} << local << u"done"_s;
        QTest::newRow("expired") << QJsonObject{{u"from"_s, u"20200101"_s}, {u"to"_s, u"20200201"_s}} << address
                                 << u"TLS-002"_s;
        QTest::newRow("not yet valid") << QJsonObject{{u"from"_s, u"20400101"_s}} << address << u"TLS-002"_s;
        QTest::newRow("self-signed") << QJsonObject{{u"issuer"_s, u"self"_s}} << address << u"TLS-001"_s;
        QTest::newRow("unknown authority") << QJsonObject{{u"issuer"_s, u"other"_s}} << address << u"TLS-001"_s;
        QTest::newRow("expired and self-signed")
            << QJsonObject{{u"issuer"_s, u"self"_s}, {u"from"_s, u"20200101"_s}, {u"to"_s, u"20200201"_s}} << address
            << u"TLS-001"_s;
        QTest::newRow("other host") << QJsonObject{{u"san"_s, QJsonArray{u"DNS:other.example"_s}}} << local
                                    << u"TLS-003"_s;
        QTest::newRow("other address") << names({u"IP:127.0.0.2"_s}) << address << u"TLS-003"_s;
        QTest::newRow("wildcard over everything") << names({u"DNS:*"_s}) << local << u"TLS-003"_s;
        QTest::newRow("name with a NUL") << names({u"DNS:localhost\\0.other.example"_s}) << local << u"TLS-003"_s;
        QTest::newRow("for clients only") << QJsonObject{{u"usage"_s, u"clientAuth"_s}} << address << u"TLS-001"_s;
    }

    void certificate()
    {
        QFETCH(QJsonObject, certificate);
        QFETCH(QString, host);
        QFETCH(QString, code);
        RawServer server(answers(), {{u"certificate"_s, certificate}});
        check(server, server.profile(host), code);
    }

    void authorityOfTheProfileReplacesTheSystems()
    {
        RawServer server(answers());
        Profile profile = server.profile();
        profile.caPem.clear(); // the system's roots do not know the test's
        check(server, profile, u"TLS-001"_s);
    }

    void onlyTheProfilesAuthorityCounts()
    {
        RawServer server(answers());
        RawServer other(answers(), {{u"certificate"_s, QJsonObject()}});
        Profile profile = server.profile();
        profile.caPem = other.profile().caPem;
        check(server, profile, u"TLS-001"_s);
    }

    void rightPin()
    {
        RawServer server(answers());
        Profile profile = server.profile();
        profile.pins = {pin(QByteArray(43, 'A') + '='), pin(server.pin())};
        profile.pinsExpire = QDateTime::currentDateTimeUtc().addDays(1);
        check(server, profile, u"done"_s);
    }

    void wrongPin()
    {
        RawServer server(answers());
        Profile profile = server.profile();
        profile.pins = {pin(QByteArray(43, 'A') + '='), pin(QByteArray(43, 'B') + '=')};
        profile.pinsExpire = QDateTime::currentDateTimeUtc().addDays(1);
        check(server, profile, u"TLS-004"_s);
    }

    void pinsThatHaveExpired()
    {
        RawServer server(answers());
        Profile profile = server.profile();
        profile.pins = {pin(server.pin()), pin(QByteArray(43, 'A') + '=')};
        profile.pinsExpire = QDateTime::currentDateTimeUtc().addSecs(-1);
        QCOMPARE(codeOf(makeDoor(profile, QDateTime::currentDateTimeUtc())), u"TLS-005"_s);
        QCOMPARE(server.end().connections.size(), 0U);
    }

    void statusThatIsDemandedAndMissing()
    {
        RawServer server(answers());
        Profile profile = server.profile();
        profile.requireOcsp = true;
        check(server, profile, u"TLS-007"_s);
    }

    void nobodyListens()
    {
        RawServer server(answers());
        const Profile profile = server.profile();
        server.end();
        auto door = openDoor(profile);
        const auto outcome = perform(*door, plainGet());
        QCOMPARE(codeOf(outcome), u"NET-001"_s);
        QVERIFY(outcome.error().neverLeft);
    }
};

QTEST_GUILESS_MAIN(CertificatesTest)
#include "test_certificates.moc"
