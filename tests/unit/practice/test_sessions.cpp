// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace practice_test;

class SessionsTest : public QObject {
    Q_OBJECT

private:
    TestService m_service;

    static QString bearer(const Reply &signedIn)
    {
        return u"Authorization: Bearer "_s + signedIn.json()[u"access_token"_s].toString();
    }
    Reply signInAlone() { return m_service.signIn(u"PRACTICE01"_s, "Practice-2026"); }

private Q_SLOTS:
    void isRunning() { QVERIFY(m_service.isRunning()); }

    void init() { m_service.forgetToken(); }

    void signsIn()
    {
        const Reply reply = signInAlone();
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.header("cache-control"), "no-store");
        QCOMPARE(reply.json()[u"token_type"_s], u"Bearer"_s);
        QVERIFY(!reply.json().contains(u"holder"_s));
        QVERIFY(reply.json()[u"access_token"_s].toString().size() >= 40);
        QVERIFY(signInAlone().json()[u"access_token"_s] != reply.json()[u"access_token"_s]);
        const QByteArray errors = schemaErrors({{u"Session"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        QCOMPARE(m_service.ask(u"GET"_s, u"/applications"_s, {bearer(reply)}).status, 200);
    }

    void refusesWrongCredentials_data()
    {
        QTest::addColumn<QString>("userId");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("password") << u"PRACTICE01"_s << QByteArray("Practice-2027");
        QTest::newRow("case of the password") << u"PRACTICE01"_s << QByteArray("practice-2026");
        QTest::newRow("shorter") << u"PRACTICE01"_s << QByteArray("Practice-202");
        QTest::newRow("blank at the end") << u"PRACTICE01"_s << QByteArray("Practice-2026 ");
        QTest::newRow("nothing") << QString() << QByteArray();
        QTest::newRow("user") << u"PRACTICE02"_s << QByteArray("Practice-2026");
    }

    void refusesWrongCredentials()
    {
        QFETCH(QString, userId);
        QFETCH(QByteArray, password);
        const Reply reply = m_service.signIn(userId, password);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.problem(), "invalid-credentials");
        QVERIFY(reply.header("www-authenticate").startsWith("Bearer"));
        const QByteArray errors = schemaErrors({{u"Problem"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
    }

    void refusesOtherBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("code");
        const QString json = u"application/json"_s;
        QTest::newRow("no JSON") << QByteArray("user_id=x") << json << QByteArray("malformed-request");
        QTest::newRow("cut") << QByteArray(R"({"user_id":"PRACTICE01",)") << json << QByteArray("malformed-request");
        QTest::newRow("empty") << QByteArray() << json << QByteArray("malformed-request");
        QTest::newRow("an array") << QByteArray("[]") << json << QByteArray("malformed-request");
        QTest::newRow("number") << QByteArray(R"({"user_id":1,"password":"x"})") << json
                                << QByteArray("malformed-request");
        QTest::newRow("member missing") << QByteArray(R"({"user_id":"PRACTICE01"})") << json
                                        << QByteArray("malformed-request");
        QTest::newRow("member twice") << QByteArray(
            R"({"user_id":"a","user_id":"PRACTICE01","password":"Practice-2026"})")
                                      << json << QByteArray("malformed-request");
        QTest::newRow("unknown member") << QByteArray(R"({"user_id":"PRACTICE01","password":"Practice-2026","x":1})")
                                        << json << QByteArray("malformed-request");
        QTest::newRow("bad UTF-8") << QByteArray("{\"user_id\":\"\xff\",\"password\":\"x\"}") << json
                                   << QByteArray("malformed-request");
        QTest::newRow("too deep") << QByteArray(100, '[') + QByteArray(100, ']') << json
                                  << QByteArray("malformed-request");
        QTest::newRow("other type") << QByteArray("{}") << u"text/plain"_s << QByteArray("unsupported-media-type");
    }

    void refusesOtherBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, type);
        QFETCH(QByteArray, code);
        const Reply reply = m_service.ask(u"POST"_s, u"/sessions"_s, {u"Content-Type: "_s + type}, body);
        QCOMPARE(reply.problem(), code);
    }

    void refusesTokensThatItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("authorization");
        QTest::newRow("none") << QString();
        QTest::newRow("unknown") << u"Bearer AAAA"_s;
        QTest::newRow("empty") << u"Bearer "_s;
        QTest::newRow("other scheme") << u"Basic UFJBQ1RJQ0UwMTpQcmFjdGljZS0yMDI2"_s;
    }

    void refusesTokensThatItDoesNotKnow()
    {
        QFETCH(QString, authorization);
        const QStringList headers =
            authorization.isEmpty() ? QStringList() : QStringList{u"Authorization: "_s + authorization};
        const Reply reply = m_service.ask(u"GET"_s, u"/applications"_s, headers);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.problem(), "not-authenticated");
        QVERIFY(!reply.header("www-authenticate").isEmpty());
    }

    void signsOut()
    {
        const Reply one = signInAlone();
        const Reply other = signInAlone();
        QCOMPARE(m_service.ask(u"DELETE"_s, u"/sessions/current"_s, {bearer(one)}).status, 204);
        QCOMPARE(m_service.ask(u"GET"_s, u"/applications"_s, {bearer(one)}).problem(), "not-authenticated");
        QCOMPARE(m_service.ask(u"GET"_s, u"/applications"_s, {bearer(other)}).status, 200);
    }

    void idleSessionExpires()
    {
        const Reply session = signInAlone();
        const int idle = session.json()[u"expires_in"_s].toInt();
        QVERIFY(idle > 0);
        const auto use = [&] { return m_service.ask(u"GET"_s, u"/applications"_s, {bearer(session)}); };
        for (int i = 0; i < 3; ++i) { // activity keeps it alive beyond its time
            m_service.clock().advance(idle - 1);
            QCOMPARE(use().status, 200);
        }
        m_service.clock().advance(idle);
        const Reply late = use();
        QCOMPARE(late.status, 401);
        QCOMPARE(late.problem(), "session-expired");
        QVERIFY(late.header("www-authenticate").contains("invalid_token"));
        QCOMPARE(use().problem(), "session-expired"); // a refused request is no activity
        const QByteArray errors = schemaErrors({{u"Problem"_s, late.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        QCOMPARE(m_service.ask(u"GET"_s, u"/applications"_s, {bearer(signInAlone())}).status, 200);
    }
};

QTEST_GUILESS_MAIN(SessionsTest)
#include "test_sessions.moc"
