// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "calls.h"

#include "service/accounts.h"
#include "service/patience.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::service;

namespace {

std::shared_ptr<const Secret> secret(const QString &text)
{
    return std::make_shared<const Secret>(Secret::fromString(text));
}

const Registration Somebody{u"a@example.com"_s, u"EXAMPLE"_s, u"1990"_s, u"X"_s, u"UTO"_s, u"ja"_s};

QJsonObject bodyOf(const Recorded &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

/// Performs an act until it ends.
template <typename Operation>
Result<typename Operation::Outcome> act(Door &door, Operation operation, std::chrono::milliseconds patience)
{
    QObject context;
    std::optional<Result<typename Operation::Outcome>> outcome;
    actPatiently(door, std::move(operation), &context, Patience(patience),
                 [&outcome](Result<typename Operation::Outcome> result) { outcome.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline)) {
        return failed(FailureCode::Defect, u"no outcome"_s);
    }
    return *std::move(outcome);
}

} // namespace

/// Accounts on the wire, and acts whose answers get lost.
class AccountsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void registrationOnTheWire()
    {
        RawServer server({on(u"POST /v1/users$"_s, jsonAnswer(R"({"user_id":"USER0001"})", 202))});
        auto door = openDoor(server.profile());
        const auto outcome = perform(*door, RegisterUser(Somebody));
        QCOMPARE(codeOf(outcome), u"done"_s);
        QCOMPARE(*outcome, u"USER0001"_s);
        door.reset();
        const Recorded request = server.end().requests().front();
        QCOMPARE(bodyOf(request), (QJsonObject{{u"email"_s, u"a@example.com"_s},
                                               {u"name"_s, u"EXAMPLE"_s},
                                               {u"birth_date"_s, u"1990"_s},
                                               {u"sex"_s, u"X"_s},
                                               {u"nationality"_s, u"UTO"_s},
                                               {u"language"_s, u"ja"_s}}));
        static const QRegularExpression Key(u"^\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"$"_s);
        QVERIFY(Key.match(request.header(u"Idempotency-Key"_s)).hasMatch());
        QVERIFY(request.header(u"Authorization"_s).isEmpty()); // nobody is signed in
    }

    /// U+FEFF may begin a password; it is no byte order mark then.
    void passwordExactlyAsTyped()
    {
        RawServer server({QJsonObject{{u"status"_s, 204}, {u"length"_s, QJsonValue()}}});
        auto door = openDoor(server.profile());
        const auto secret = [](const char16_t *text) {
            return std::make_shared<const Secret>(Secret::fromString(QStringView(text).toString()));
        };
        (void)perform(*door, SignIn({u"USER0001"_s, secret(u"\uFEFFabc")}));
        (void)perform(*door, ChangePassword(secret(u"\uFEFFabc"), secret(u"\uFEFF\uFEFFd")));
        door.reset();
        const auto requests = server.end().requests();
        QCOMPARE(requests.size(), 2U);
        QVERIFY(requests[0].body.contains("\"\xEF\xBB\xBF" "abc\""));
        QVERIFY(requests[1].body.contains("\"\xEF\xBB\xBF" "abc\""));
        QVERIFY(requests[1].body.contains("\"\xEF\xBB\xBF\xEF\xBB\xBF" "d\""));
        const AccountRules exactlyFour{.passwordMin = 4, .passwordMax = 4, .mustMix = {}, .symbols = {}};
        QVERIFY(checkNewPassword(exactlyFour, {}, *secret(u"\uFEFFabc")).empty());
    }

    void registrationAnswers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no user") << "{}"_ba;
        QTest::newRow("empty") << R"({"user_id":""})"_ba;
        QTest::newRow("a number") << R"({"user_id":1})"_ba;
    }

    void registrationAnswers()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(codeOf(ask(jsonAnswer(body, 202), RegisterUser(Somebody))), u"NET-006"_s);
        QCOMPARE(codeOf(ask(jsonAnswer(R"({"user_id":"A"})", 200), RegisterUser(Somebody))), u"NET-006"_s);
    }

    void changeOfPasswordOnTheWire()
    {
        RawServer server({QJsonObject{{u"match"_s, u"PUT /v1/users/me/password$"_s}, {u"status"_s, 204}}});
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(perform(*door, ChangePassword(secret(u"Old-\u00e91"_s), secret(u"New-2"_s)))), u"done"_s);
        door.reset();
        const Recorded request = server.end().requests().front();
        QCOMPARE(bodyOf(request),
                 (QJsonObject{{u"current_password"_s, u"Old-\u00e91"_s}, {u"new_password"_s, u"New-2"_s}}));
        QCOMPARE(request.header(u"Authorization"_s), u"Bearer token-of-the-test"_s);
    }

    void resetOnTheWire()
    {
        RawServer server({QJsonObject{{u"match"_s, u"POST /v1/password-resets$"_s}, {u"status"_s, 202}}});
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(perform(*door, RequestPasswordReset(u"USER0001"_s, u"a@example.com"_s))), u"done"_s);
        door.reset();
        const Recorded request = server.end().requests().front();
        QCOMPARE(bodyOf(request), (QJsonObject{{u"user_id"_s, u"USER0001"_s}, {u"email"_s, u"a@example.com"_s}}));
        QVERIFY(request.header(u"Authorization"_s).isEmpty());
    }

    /// What came of an act, and with one key however often it went out.
    void acts_data()
    {
        QTest::addColumn<QJsonArray>("script");
        QTest::addColumn<QString>("code");
        const auto first = [](QJsonObject answer) {
            answer["times"_L1] = 1;
            return answer;
        };
        const QJsonObject closing{{u"do"_s, u"close"_s}};
        const QJsonObject good = jsonAnswer(R"({"user_id":"USER0001"})", 202);
        const QJsonObject invalid = problemAnswer(422, u"validation-failed"_s);
        const QJsonObject busy = problemAnswer(409, u"request-in-progress"_s);
        const QJsonObject maintenance = problemAnswer(503, u"maintenance"_s, {{u"retry_after"_s, 3600}});
        QTest::newRow("lost, then good") << QJsonArray{first(closing), good} << u"done"_s;
        QTest::newRow("garbled, then good") << QJsonArray{first(jsonAnswer("x", 202)), good} << u"done"_s;
        QTest::newRow("in progress, then good") << QJsonArray{first(busy), good} << u"done"_s;
        QTest::newRow("always lost") << QJsonArray{closing} << u"UNK-002"_s;
        QTest::newRow("always garbled") << QJsonArray{jsonAnswer("x", 202)} << u"UNK-002"_s;
        QTest::newRow("always a gateway's page") << QJsonArray{pageAnswer(502)} << u"UNK-002"_s;
        QTest::newRow("always in progress") << QJsonArray{busy} << u"UNK-002"_s;
        QTest::newRow("lost, then closed") << QJsonArray{first(closing), maintenance} << u"UNK-002"_s;
        QTest::newRow("lost, then refused") << QJsonArray{first(closing), invalid} << u"SRV-002"_s;
        QTest::newRow("closed") << QJsonArray{maintenance} << u"NET-008"_s;
        QTest::newRow("refused") << QJsonArray{invalid} << u"SRV-002"_s;
        QTest::newRow("always an inner error") << QJsonArray{problemAnswer(500, u"internal-error"_s)} << u"NET-010"_s;
    }

    void acts()
    {
        QFETCH(QJsonArray, script);
        QFETCH(QString, code);
        RawServer server(script);
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(act(*door, RegisterUser(Somebody), 1500ms)), code);
        door.reset();
        const auto requests = server.end().requests(u"POST"_s);
        QVERIFY(!requests.empty());
        for (const Recorded &request : requests) {
            QCOMPARE(request.header(u"Idempotency-Key"_s), requests.front().header(u"Idempotency-Key"_s));
            QCOMPARE(request.body, requests.front().body);
        }
    }

    /// What never left did not happen.
    void unreachable()
    {
        RawServer server{QJsonArray()};
        Profile profile = server.profile();
        auto door = openDoor(profile);
        (void)server.end();
        QCOMPARE(codeOf(act(*door, RegisterUser(Somebody), 600ms)), u"NET-001"_s);
    }

    void newPasswords_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QStringList>("codes");
        QTest::newRow("good") << u"Abcdef-1"_s << QStringList();
        QTest::newRow("short") << u"Abc-1"_s << QStringList{u"length"_s};
        QTest::newRow("as long as allowed") << u"Abcdef-1xxxx"_s << QStringList();
        QTest::newRow("long") << u"Abcdef-1xxxxx"_s << QStringList{u"length"_s};
        QTest::newRow("counted in code points") << u"Ab-1\U00020000\U00020000\U00020000\U00020000"_s << QStringList();
        QTest::newRow("no letter") << u"1234-5678"_s << QStringList{u"pattern"_s};
        QTest::newRow("no digit") << u"abcd-efgh"_s << QStringList{u"pattern"_s};
        QTest::newRow("no symbol of the list") << u"abcd1efg*"_s << QStringList{u"pattern"_s};
        QTest::newRow("holds the user ID") << u"user0001-x"_s << QStringList{u"pattern"_s};
        QTest::newRow("everything wrong") << u"x"_s << QStringList{u"length"_s, u"pattern"_s, u"pattern"_s};
    }

    void newPasswords()
    {
        QFETCH(QString, password);
        QFETCH(QStringList, codes);
        const AccountRules rules{8, 12, {u"letters"_s, u"digits"_s, u"symbols"_s}, u"-_"_s, true};
        QStringList found;
        for (const Problem &problem : checkNewPassword(rules, u"USER0001"_s, *secret(password))) {
            found += problem.code;
            QCOMPARE(problem.pointer, u"/new_password"_s);
            QVERIFY(!problem.message.in(u"ja"_s).isEmpty() && !problem.message.in(u"en"_s).contains(u'%'));
        }
        QCOMPARE(found, codes);
    }

    /// What the service does not announce is no rule.
    void rulesThatAreNotAnnounced()
    {
        const AccountRules rules{1, 100, {}, {}, false};
        QVERIFY(checkNewPassword(rules, u"USER0001"_s, *secret(u"USER0001"_s)).empty());
        const AccountRules anySymbol{1, 100, {u"symbols"_s}, {}, false};
        QVERIFY(checkNewPassword(anySymbol, {}, *secret(u"a~"_s)).empty());
        QCOMPARE(checkNewPassword(anySymbol, {}, *secret(u"a1"_s)).size(), 1U);
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "test_accounts.moc"
