// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_service.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace practice_test;

namespace {

constexpr int Day = 24 * 60 * 60;

QJsonObject registration(const QString &email)
{
    return {{u"email"_s, email},
            {u"name"_s, u"EXAMPLE ALEX"_s},
            {u"birth_date"_s, u"1990-01"_s},
            {u"sex"_s, u"X"_s},
            {u"nationality"_s, u"UTO"_s}};
}

/// The mail as Python's email package reads it.
QJsonObject readMail(const QByteArray &bytes)
{
    const Finished read = run(u"/usr/bin/python3"_s,
                              {u"-c"_s,
                               u"import sys, json, email, email.policy\n"
                               "mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)\n"
                               "print(json.dumps({'to': mail['to'], 'subject': mail['subject'],\n"
                               "  'date': mail['date'].datetime.isoformat(), 'text': mail.get_content(),\n"
                               "  'defects': len(mail.defects)}))"_s},
                              bytes);
    Reply reply;
    reply.body = read.output;
    return reply.json();
}

QByteArray passwordIn(const QString &text)
{
    static const QRegularExpression line(u"^Temporary password: (\\S+)$"_s, QRegularExpression::MultilineOption);
    return line.match(text).captured(1).toUtf8();
}

} // namespace

/// Registration, change and reset of a password, lockout.
class AccountsTest : public QObject {
    Q_OBJECT

private:
    struct Registered {
        QString userId;
        QByteArray password;
    };

    static Registered registered(TestService &service)
    {
        const Reply reply = service.post(u"/users"_s, registration(u"alex@example.org"_s), newKey());
        return {reply.json()[u"user_id"_s].toString(), passwordIn(service.service().mails().back().text)};
    }
    static Reply change(const TestService &service, const QByteArray &current, const QByteArray &wanted,
                        const QStringList &headers = {})
    {
        const QJsonObject body{{u"current_password"_s, QString::fromUtf8(current)},
                               {u"new_password"_s, QString::fromUtf8(wanted)}};
        return service.ask(u"PUT"_s, u"/users/me/password"_s,
                           QStringList{u"Content-Type: application/json"_s} + headers, toBytes(body));
    }
    static Reply reset(const TestService &service, const QString &userId, const QString &email)
    {
        return service.ask(u"POST"_s, u"/password-resets"_s, {u"Content-Type: application/json"_s},
                           toBytes({{u"user_id"_s, userId}, {u"email"_s, email}}));
    }
    static QByteArray applications(const TestService &service)
    {
        const Reply reply = service.get(u"/applications"_s);
        return reply.status == 200 ? QByteArray("200") : reply.problem();
    }

private Q_SLOTS:
    void registers()
    {
        TestService service;
        QVERIFY(service.isRunning());
        const QString key = newKey();
        const Reply reply = service.post(u"/users"_s, registration(u"alex@example.org"_s), key);
        QCOMPARE(reply.status, 202);
        const QString userId = reply.json()[u"user_id"_s].toString();
        const QString pattern = service.get(u"/service"_s).json()[u"account_rules"_s][u"user_id_pattern"_s].toString();
        QVERIFY(QRegularExpression(pattern).match(userId).hasMatch());
        // the same once more is the same account and no second mail
        const Reply again = service.post(u"/users"_s, registration(u"alex@example.org"_s), key);
        QCOMPARE(again.status, 202);
        QCOMPARE(again.body, reply.body);
        QCOMPARE(again.header("idempotency-replayed"), "true");
        QCOMPARE(service.service().mails().size(), size_t(1));
        QCOMPARE(service.post(u"/users"_s, registration(u"other@example.org"_s), key).problem(),
                 "idempotency-key-reused");
        const ttp::practice::Mail mail = service.service().mails().back();
        QCOMPARE(mail.to, u"alex@example.org"_s);
        QCOMPARE(mail.userId, userId);
        const QByteArray password = passwordIn(mail.text);
        QCOMPARE(reply.body.contains(password), false);

        const Reply session = service.signIn(userId, password);
        QCOMPARE(session.status, 201);
        QCOMPARE(session.json()[u"password_change_required"_s], true);
        QCOMPARE(session.json()[u"password_expires_at"_s], u"2026-11-24T03:00:00Z"_s);
        const QByteArray errors = schemaErrors({{u"Session"_s, session.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());

        service.takeToken(session);
        const Reply refused = service.get(u"/applications"_s);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.problem(), "password-change-required");
        QCOMPARE(service.createUpload(service.exampleFiles().first()).problem(), "password-change-required");
        QCOMPARE(change(service, password, "Brand-new-1").status, 204);
        QCOMPARE(applications(service), "200");
        service.forgetToken();
        QCOMPARE(service.signIn(userId, password).problem(), "invalid-credentials");
        const Reply lasting = service.signIn(userId, "Brand-new-1");
        QCOMPARE(lasting.status, 201);
        QVERIFY(!lasting.json().contains(u"password_change_required"_s));
    }

    void temporaryPasswordEndsAfterADay()
    {
        TestService service;
        const Registered one = registered(service);
        service.clock().advance(Day - 1);
        const Reply session = service.signIn(one.userId, one.password);
        QCOMPARE(session.status, 201);
        service.clock().advance(1);
        QCOMPARE(service.signIn(one.userId, one.password).problem(), "invalid-credentials");
        service.takeToken(session);
        QCOMPARE(change(service, one.password, "Brand-new-1").problem(), "invalid-credentials");
    }

    void mustChangeMaySignOut()
    {
        TestService service;
        const Registered one = registered(service);
        service.takeToken(service.signIn(one.userId, one.password));
        QCOMPARE(service.ask(u"DELETE"_s, u"/sessions/current"_s).status, 204);
    }

    void refusesWhatIsNoRegistration_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QByteArray>("problem");
        QTest::addColumn<QString>("code");
        const QByteArray failed = "validation-failed";
        QTest::newRow("no address") << u"email"_s << QJsonValue(u"alex"_s) << failed << u"pattern"_s;
        QTest::newRow("line in the address")
            << u"email"_s << QJsonValue(u"a@example.org\r\nBcc: b@example.org"_s) << failed << u"charset"_s;
        QTest::newRow("missing") << u"name"_s << QJsonValue(QJsonValue::Undefined) << failed << u"required"_s;
        QTest::newRow("choice") << u"sex"_s << QJsonValue(u"Y"_s) << failed << u"choice"_s;
        QTest::newRow("date") << u"birth_date"_s << QJsonValue(u"1990-13"_s) << failed << u"date"_s;
        QTest::newRow("country") << u"nationality"_s << QJsonValue(u"XYZ"_s) << failed << u"choice"_s;
        QTest::newRow("type") << u"name"_s << QJsonValue(1) << QByteArray("malformed-request") << QString();
        QTest::newRow("unknown") << u"admin"_s << QJsonValue(true) << QByteArray("malformed-request") << QString();
    }

    void refusesWhatIsNoRegistration()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QByteArray, problem);
        QFETCH(QString, code);
        TestService service;
        QJsonObject body = registration(u"alex@example.org"_s);
        body[member] = value;
        const Reply reply = service.post(u"/users"_s, body, newKey());
        QCOMPARE(reply.problem(), problem);
        if (!code.isEmpty()) {
            const QJsonObject error = reply.json()[u"errors"_s].toArray().first().toObject();
            QCOMPARE(error[u"pointer"_s], u"/"_s + member);
            QCOMPARE(error[u"code"_s], code);
        }
        QVERIFY(service.service().mails().empty());
    }

    void mailsBecomeFiles()
    {
        const QTemporaryDir parent;
        ttp::practice::Options options;
        options.mailboxFolder = parent.filePath(u"mails"_s);
        TestService service(options);
        QVERIFY(service.isRunning());
        const Registered one = registered(service);
        const QFileInfoList files = QDir(options.mailboxFolder).entryInfoList(QDir::Files | QDir::Hidden);
        QCOMPARE(files.size(), 1);
        const Finished mode = run(u"stat"_s, {u"-c"_s, u"%a"_s, options.mailboxFolder, files.first().filePath()});
        QCOMPARE(mode.output, "700\n600\n");
        const QJsonObject mail = readMail(fileBytes(files.first().filePath()));
        QCOMPARE(mail[u"defects"_s].toInt(-1), 0);
        QCOMPARE(mail[u"to"_s], u"alex@example.org"_s);
        QCOMPARE(mail[u"date"_s], u"2026-11-23T03:00:00+00:00"_s);
        QCOMPARE(mail[u"subject"_s], u"ユーザー登録（練習用） / User registration (practice)"_s);
        QCOMPARE(passwordIn(mail[u"text"_s].toString()), one.password);
        QVERIFY(mail[u"text"_s].toString().contains(u"\nUser ID: %1\n"_s.arg(one.userId)));
    }

    void refusesAMailboxThatOthersMayRead()
    {
        const QTemporaryDir parent;
        ttp::practice::Options options;
        options.mailboxFolder = parent.filePath(u"mails"_s);
        QCOMPARE(run(u"mkdir"_s, {u"-m"_s, u"755"_s, options.mailboxFolder}).exitCode, 0);
        QVERIFY(!TestService(options).isRunning());
    }

    void changeEndsOtherSessionsAndTheOldPassword()
    {
        TestService service;
        const Reply other = service.signIn(u"PRACTICE01"_s, "Practice-2026");
        service.signIn();
        QCOMPARE(change(service, "Practice-2026", "Brand-new-1").status, 204);
        QCOMPARE(applications(service), "200");
        service.takeToken(other);
        QCOMPARE(applications(service), "not-authenticated");
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").problem(), "invalid-credentials");
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Brand-new-1").status, 201);
    }

    void newPasswordKeepsTheRules_data()
    {
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QString>("code");
        QTest::newRow("too short") << QByteArray("Short-1") << u"length"_s;
        QTest::newRow("shortest") << QByteArray("Short-12") << QString();
        QTest::newRow("longest") << QByteArray(63, 'a') + "1" << QString();
        QTest::newRow("too long") << QByteArray(64, 'a') + "1" << u"length"_s;
        QTest::newRow("no digit") << QByteArray("Only-letters") << u"pattern"_s;
        QTest::newRow("no letter") << QByteArray("12345678") << u"pattern"_s;
        QTest::newRow("other symbol") << QByteArray("blank in 1t") << u"charset"_s;
        QTest::newRow("kana") << QByteArray("パスワード-abc1") << u"charset"_s;
        QTest::newRow("user ID") << QByteArray("x-practice01-x") << u"pattern"_s;
        QTest::newRow("the same") << QByteArray("Practice-2026") << u"pattern"_s;
    }

    void newPasswordKeepsTheRules()
    {
        QFETCH(QByteArray, wanted);
        QFETCH(QString, code);
        TestService service;
        service.signIn();
        const Reply reply = change(service, "Practice-2026", wanted);
        if (code.isEmpty()) {
            QCOMPARE(reply.status, 204);
            return;
        }
        QCOMPARE(reply.problem(), "validation-failed");
        const QJsonArray errors = reply.json()[u"errors"_s].toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.first()[u"pointer"_s], u"/new_password"_s);
        QCOMPARE(errors.first()[u"code"_s], code);
        QVERIFY(!errors.first()[u"message"_s][u"ja"_s].toString().contains(QRegularExpression(u"%[0-9]"_s)));
        const QByteArray wrong = schemaErrors({{u"Problem"_s, reply.body}});
        QVERIFY2(wrong.isEmpty(), wrong.constData());
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").status, 201);
    }

    void changeAsksForTheOldPassword()
    {
        TestService service;
        service.signIn();
        QCOMPARE(change(service, "Practice-2027", "Brand-new-1").problem(), "invalid-credentials");
        QCOMPARE(applications(service), "200");
        service.forgetToken();
        QCOMPARE(change(service, "Practice-2026", "Brand-new-1").problem(), "not-authenticated");
    }

    void resetMailsATemporaryPassword()
    {
        TestService service;
        service.signIn();
        const Reply unknown = reset(service, u"PRACTICE02"_s, u"practice01@example.jp"_s);
        const Reply wrong = reset(service, u"PRACTICE01"_s, u"other@example.jp"_s);
        QCOMPARE(service.service().mails().size(), size_t(0));
        QCOMPARE(applications(service), "200");
        const Reply right = reset(service, u"PRACTICE01"_s, u"Practice01@example.jp"_s);
        for (const Reply &reply : {unknown, wrong, right}) {
            QCOMPARE(reply.status, 202);
            QCOMPARE(reply.body, QByteArray());
        }
        QCOMPARE(service.service().mails().size(), size_t(1));
        const QByteArray password = passwordIn(service.service().mails().back().text);
        QCOMPARE(applications(service), "not-authenticated");
        service.forgetToken();
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").problem(), "invalid-credentials");
        const Reply session = service.signIn(u"PRACTICE01"_s, password);
        QCOMPARE(session.json()[u"password_change_required"_s], true);
        service.takeToken(session);
        QCOMPARE(applications(service), "password-change-required");
    }

    void wrongPasswordsLock()
    {
        TestService service;
        const auto wrong = [&](int i) { return service.signIn(u"PRACTICE01"_s, "Wrong-" + QByteArray::number(i)); };
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(wrong(i).problem(), "invalid-credentials");
        }
        const Reply locked = wrong(4);
        QCOMPARE(locked.status, 403);
        QCOMPARE(locked.problem(), "account-locked");
        const int wait = locked.json()[u"retry_after"_s].toInt();
        QVERIFY(wait > 0);
        const QByteArray errors = schemaErrors({{u"Problem"_s, locked.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        service.clock().advance(wait - 1);
        const Reply still = service.signIn(u"PRACTICE01"_s, "Practice-2026");
        QCOMPARE(still.problem(), "account-locked");
        QCOMPARE(still.json()[u"retry_after"_s].toInt(), 1);
        service.clock().advance(1);
        QCOMPARE(wrong(5).problem(), "invalid-credentials"); // counts from the beginning
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").status, 201);
    }

    void successForgetsWrongPasswords()
    {
        TestService service;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 4; ++i) {
                QCOMPARE(service.signIn(u"PRACTICE01"_s, "Wrong-1").problem(), "invalid-credentials");
            }
            QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").status, 201);
        }
    }

    /// Whether an ID is locked must not tell whether there is such a user.
    void unknownUsersAreLockedAsWell()
    {
        TestService service;
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(service.signIn(u"PRACTICE77"_s, "Wrong-1").problem(), "invalid-credentials");
        }
        QCOMPARE(service.signIn(u"PRACTICE77"_s, "Wrong-1").problem(), "account-locked");
        QCOMPARE(service.signIn(u"PRACTICE01"_s, "Practice-2026").status, 201);
    }

    void aRepeatedSignInCountsOnce()
    {
        TestService service;
        const auto attempt = [&](const QString &id, const QByteArray &password) {
            const QJsonObject body{{u"user_id"_s, u"PRACTICE01"_s}, {u"password"_s, QString::fromUtf8(password)}};
            return service.ask(u"POST"_s, u"/sessions"_s,
                               {u"Content-Type: application/json"_s, u"X-Request-Id: "_s + id}, toBytes(body));
        };
        const QString id = newKey();
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(attempt(id, "Wrong-1").problem(), "invalid-credentials");
        }
        for (int i = 2; i < 5; ++i) { // another password is another attempt, whatever the id says
            QCOMPARE(attempt(id, "Wrong-" + QByteArray::number(i)).problem(), "invalid-credentials");
        }
        QCOMPARE(attempt(newKey(), "Wrong-1").problem(), "account-locked");
    }

    void wrongOldPasswordsLockToo()
    {
        TestService service;
        service.signIn();
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(change(service, "Wrong-1", "Brand-new-1").problem(), "invalid-credentials");
        }
        QCOMPARE(change(service, "Wrong-1", "Brand-new-1").problem(), "account-locked");
        QCOMPARE(change(service, "Practice-2026", "Brand-new-1").problem(), "account-locked");
        QCOMPARE(applications(service), "200");
    }

    void resetEndsALock()
    {
        TestService service;
        for (int i = 0; i < 5; ++i) {
            service.signIn(u"PRACTICE01"_s, "Wrong-1");
        }
        reset(service, u"PRACTICE01"_s, u"practice01@example.jp"_s);
        QCOMPARE(service.signIn(u"PRACTICE01"_s, passwordIn(service.service().mails().back().text)).status, 201);
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "test_accounts.moc"
