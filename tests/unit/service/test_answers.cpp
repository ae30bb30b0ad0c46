// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.h"
#include "raw_server.h"

#include "service/applications.h"
#include "service/description.h"
#include "service/documents.h"
#include "service/sessions.h"

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

const QJsonArray JsonType{QJsonArray{u"Content-Type"_s, u"application/json"_s}};

QJsonObject jsonAnswer(const QByteArray &body)
{
    return {{u"headers"_s, JsonType}, {u"base64"_s, QString::fromLatin1(body.toBase64())}};
}

QJsonObject raw(const QByteArray &bytes)
{
    return {{u"raw"_s, QString::fromLatin1(bytes.toBase64())}, {u"then"_s, u"close"_s}};
}

QJsonObject problem(int status, const QString &type, QJsonObject more = {})
{
    more.insert("type"_L1, QString(u"urn:ttp:problem:"_s + type));
    more.insert("title"_L1, u"t"_s);
    more.insert("status"_L1, status);
    return {{u"status"_s, status},
            {u"headers"_s, QJsonArray{QJsonArray{u"Content-Type"_s, u"application/problem+json"_s}}},
            {u"json"_s, more}};
}

} // namespace

/// What a service may answer, from the contract's table to plain lies.
class AnswersTest : public QObject {
    Q_OBJECT

private:
    template <typename Operation>
    static Result<typename Operation::Outcome> ask(const QJsonObject &answer, Operation operation)
    {
        RawServer server({answer});
        auto door = openDoor(server.profile());
        return perform(*door, operation);
    }

private Q_SLOTS:
    /// The table of `Problem` in openapi.yaml.
    void problemOfTheContract_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *type, int status, const char *code) {
            QTest::newRow(type) << status << QString::fromLatin1(code);
        };
        row("malformed-request", 400, "DEF-001");
        row("idempotency-key-missing", 400, "DEF-001");
        row("digest-mismatch", 400, "SRV-001");
        row("not-authenticated", 401, "SGN-004");
        row("invalid-credentials", 401, "SGN-001");
        row("session-expired", 401, "SGN-004");
        row("password-change-required", 403, "SGN-003");
        row("account-locked", 403, "SGN-002");
        row("not-permitted", 403, "SRV-010");
        row("not-found", 404, "SRV-009");
        row("method-not-allowed", 405, "DEF-001");
        row("terms-outdated", 409, "SRV-007");
        row("form-outdated", 409, "SRV-008");
        row("request-in-progress", 409, "NET-009");
        row("duplicate-application", 409, "SRV-003");
        row("upload-offset", 409, "SRV-011");
        row("upload-gone", 410, "SRV-011");
        row("tus-version", 412, "DEF-001");
        row("payload-too-large", 413, "SRV-005");
        row("unsupported-media-type", 415, "SRV-006");
        row("upload-missing", 422, "SRV-011");
        row("validation-failed", 422, "SRV-002");
        row("idempotency-key-reused", 422, "DEF-001");
        row("malware-detected", 422, "SRV-004");
        row("too-many-requests", 429, "NET-009");
        row("checksum-mismatch", 460, "SRV-011");
        row("internal-error", 500, "NET-010");
        row("maintenance", 503, "NET-008");
    }

    void problemOfTheContract()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        const QString type = QString::fromLatin1(QTest::currentDataTag());
        const QJsonObject more{{u"message"_s, QJsonObject{{u"ja"_s, u"説明"_s}, {u"en"_s, u"words"_s}}}};
        // With a body, as where it matters: Qt treats an answer to an upload in other ways than one to a GET.
        RawServer server({problem(status, type, more)});
        auto door = openDoor(server.profile());
        const auto outcome = perform(*door, SubmitApplication("{}", u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s));
        QCOMPARE(codeOf(outcome), code);
        QCOMPARE(outcome.error().problemType, type);
        QCOMPARE(outcome.error().serviceSays.value_or(LocalizedText()), LocalizedText(u"説明"_s, u"words"_s));
        door.reset();
        QCOMPARE(server.end().requests().size(), 1U);
    }

    void detailsOfProblems()
    {
        const QJsonObject error{{u"pointer"_s, u"/answers/journeys/0/date"_s},
                                {u"code"_s, u"too-late"_s},
                                {u"message"_s, QJsonObject{{u"ja"_s, u"遅い"_s}, {u"en"_s, u"late"_s}}}};
        const auto outcome = ask(problem(422, u"validation-failed"_s,
                                         {{u"errors"_s, QJsonArray{error}},
                                          {u"retry_after"_s, 7},
                                          {u"until"_s, u"2026-12-01T00:00:00Z"_s},
                                          {u"limit"_s, 1000},
                                          {u"application_number"_s, u"PRACTICE-1"_s},
                                          {u"missing"_s, QJsonArray{u"aa"_s, u"bb"_s}}}),
                                 DescribeService());
        const Failure &failure = outcome.error();
        QCOMPARE(failure.problems.size(), 1U);
        QCOMPARE(failure.problems.front(), (Problem{u"journeys"_s, u"too-late"_s, u"/answers/journeys/0/date"_s,
                                                    LocalizedText(u"遅い"_s, u"late"_s)}));
        QCOMPARE(failure.retryAfterSeconds.value_or(0), 7);
        QCOMPARE(failure.until.value_or(QDateTime()), QDateTime({2026, 12, 1}, {0, 0}, Qt::UTC));
        QCOMPARE(failure.limit.value_or(0), 1000);
        QCOMPARE(failure.applicationNumber, u"PRACTICE-1"_s);
        QCOMPARE(failure.missing, QStringList({u"aa"_s, u"bb"_s}));
    }

    /// A problem whose members are of wrong types still shows what its status says.
    void detailsOfWrongTypes()
    {
        const QJsonArray junk{1, u"x"_s, QJsonValue()};
        const auto outcome = ask(problem(413, u"payload-too-large"_s,
                                         {{u"errors"_s, u"none"_s},
                                          {u"retry_after"_s, u"soon"_s},
                                          {u"until"_s, 5},
                                          {u"limit"_s, u"big"_s},
                                          {u"message"_s, junk},
                                          {u"missing"_s, 1}}),
                                 DescribeService());
        QCOMPARE(codeOf(outcome), u"SRV-005"_s);
        QVERIFY(!outcome.error().limit && !outcome.error().retryAfterSeconds && !outcome.error().serviceSays);
    }

    /// Without a problem document, and with an unknown code, the status decides.
    void statusAlone_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("code");
        const auto page = [](int status) {
            return QJsonObject{{u"status"_s, status},
                               {u"headers"_s, QJsonArray{QJsonArray{u"Content-Type"_s, u"text/html"_s}}},
                               {u"body"_s, u"<html>gateway</html>"_s}};
        };
        for (const auto &[status, code] : {std::pair(200, "NET-006"), {204, "NET-006"}, {206, "NET-006"}, {299, "NET-006"},
                                           {400, "SRV-001"}, {401, "SGN-004"}, {403, "SRV-010"}, {404, "SRV-009"},
                                           {410, "SRV-009"}, {413, "SRV-005"}, {415, "SRV-006"}, {418, "SRV-001"},
                                           {429, "NET-009"}, {500, "NET-010"}, {502, "NET-010"}, {503, "NET-008"},
                                           {504, "NET-010"}}) {
            QTest::addRow("page %d", status) << page(status) << QString::fromLatin1(code);
        }
        QTest::newRow("unknown code 403") << problem(403, u"of-tomorrow"_s) << u"SRV-010"_s;
        QTest::newRow("unknown code 500") << problem(500, u"of-tomorrow"_s) << u"NET-010"_s;
        QTest::newRow("foreign type")
            << QJsonObject{{u"status"_s, 404},
                           {u"headers"_s, QJsonArray{QJsonArray{u"Content-Type"_s, u"application/problem+json"_s}}},
                           {u"json"_s, QJsonObject{{u"type"_s, u"about:blank"_s}}}}
            << u"SRV-009"_s;
        QJsonObject challenge = page(401);
        challenge[u"headers"_s] = QJsonArray{QJsonArray{u"WWW-Authenticate"_s, u"Bearer realm=\"x\""_s}};
        QTest::newRow("401 with a Bearer challenge") << challenge << u"SGN-004"_s;
        challenge[u"headers"_s] = QJsonArray{QJsonArray{u"WWW-Authenticate"_s, u"Basic realm=\"x\""_s}};
        QTest::newRow("401 with a Basic challenge") << challenge << u"SGN-004"_s;
    }

    void statusAlone()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, code);
        const auto got = ask(answer, DescribeService());
        QCOMPARE(codeOf(got), code);
        QVERIFY(got.error().problemType.isEmpty());
        const auto posted = ask(answer, SubmitApplication("{}", u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s));
        QCOMPARE(codeOf(posted), code);
    }

    /// Only a `not-found` problem with 404 says that a submission was never received.
    void neverReceived_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("code");
        QTest::newRow("not-found problem") << problem(404, u"not-found"_s) << u"done"_s;
        QTest::newRow("page 404") << QJsonObject{{u"status"_s, 404}, {u"body"_s, u"gateway"_s}} << u"SRV-009"_s;
        QTest::newRow("other problem 404") << problem(404, u"of-tomorrow"_s) << u"SRV-009"_s;
        QTest::newRow("not-found problem with 200") << problem(200, u"not-found"_s) << u"NET-006"_s;
        QTest::newRow("not-found problem with 500") << problem(500, u"not-found"_s) << u"SRV-009"_s;
        QTest::newRow("in progress") << problem(409, u"request-in-progress"_s) << u"NET-009"_s;
    }

    void neverReceived()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, code);
        const auto outcome = ask(answer, SubmissionOutcome(u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s));
        QCOMPARE(codeOf(outcome), code);
        if (outcome) {
            QVERIFY(!outcome->has_value());
        }
    }

    void retryAfter_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        const QDateTime soon = QDateTime::currentDateTimeUtc().addSecs(3000);
        const QLocale c = QLocale::c();
        QTest::newRow("seconds") << u"120"_s << 120 << 120;
        QTest::newRow("zero") << u"0"_s << 0 << 0;
        QTest::newRow("IMF-fixdate") << c.toString(soon, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s) << 2900 << 3000;
        QTest::newRow("RFC 850") << c.toString(soon, u"dddd, dd-MMM-yy hh:mm:ss 'GMT'"_s) << 2900 << 3000;
        QTest::newRow("asctime") << c.toString(soon, u"ddd MMM d hh:mm:ss yyyy"_s) << 2900 << 3000;
        QTest::newRow("past") << u"Sun, 06 Nov 1994 08:49:37 GMT"_s << 0 << 0;
        QTest::newRow("a very long time") << u"2147483647"_s << 86400 << 86400;
        QTest::newRow("negative") << u"-5"_s << -1 << -1;
        QTest::newRow("words") << u"soon"_s << -1 << -1;
    }

    /// -1: none
    void retryAfter()
    {
        QFETCH(QString, value);
        QFETCH(int, least);
        QFETCH(int, most);
        const auto outcome = ask({{u"status"_s, 503}, {u"headers"_s, QJsonArray{QJsonArray{u"Retry-After"_s, value}}}},
                                 DescribeService());
        const int seconds = outcome.error().retryAfterSeconds.value_or(-1);
        QVERIFY2(seconds >= least && seconds <= most, qPrintable(QString::number(seconds)));
    }

    /// An answer that is not whole, or not HTTP, is no answer.
    void brokenLine_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        const QByteArray good = R"({"id":"raw.example"})";
        QJsonObject cut = jsonAnswer(good);
        cut[u"cut"_s] = 10;
        QTest::newRow("cut in the status line") << cut;
        cut[u"cut"_s] = 40;
        QTest::newRow("cut in the headers") << cut;
        QTest::newRow("cut in the body") << raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                "Content-Length: 21\r\n\r\n"
                                                + good);
        QTest::newRow("longer than it says, shorter than it is")
            << raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n" + good);
        const QByteArray chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("chunked, cut before the last chunk") << raw(chunked + "14\r\n" + good + "\r\n");
        QTest::newRow("chunked, cut in a chunk") << raw(chunked + "ff\r\n" + good);
        QTest::newRow("chunked, garbage for a size") << raw(chunked + "zz\r\n" + good + "\r\n0\r\n\r\n");
        QTest::newRow("chunked, huge size") << raw(chunked + "ffffffffffffffff\r\n" + good + "\r\n0\r\n\r\n");
        QTest::newRow("nothing") << QJsonObject{{u"do"_s, u"close"_s}};
        QTest::newRow("reset") << QJsonObject{{u"do"_s, u"reset"_s}};
        QTest::newRow("no HTTP") << raw("SSH-2.0-OpenSSH_9.2\r\n");
        QTest::newRow("HTTP/0.9") << raw("<html>hello</html>");
        QTest::newRow("zero bytes") << raw(QByteArray(100, '\0'));
        QTest::newRow("compressed without being asked")
            << raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"
                   "\x1f\x8b\x08");
        QTest::newRow("negative length") << raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                "Content-Length: -1\r\n\r\n"
                                                + good);
    }

    void brokenLine()
    {
        QFETCH(QJsonObject, answer);
        const auto got = ask(answer, DescribeService());
        QVERIFY2(codeOf(got) == "NET-003"_L1 || codeOf(got) == "NET-006"_L1, qPrintable(codeOf(got)));
        const auto posted = ask(answer, SubmitApplication("{}", u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s));
        QVERIFY2(codeOf(posted) == "NET-003"_L1 || codeOf(posted) == "NET-006"_L1, qPrintable(codeOf(posted)));
        QVERIFY(!posted.error().neverLeft);
    }

    void interimAnswersAreSkipped()
    {
        RawServer server({QJsonObject{{u"interim"_s, QString::fromLatin1(QByteArray("HTTP/1.1 100 Continue\r\n\r\n").toBase64())},
                                      {u"status"_s, 201},
                                      {u"body"_s, u"x"_s}}});
        auto door = openDoor(server.profile());
        const auto outcome = perform(*door, plainPost("{}"));
        QCOMPARE(codeOf(outcome), u"done"_s);
        QCOMPARE(outcome->status, 201);
        QCOMPARE(outcome->body, "x"_ba);
    }

    /// Documents that cannot be understood name what is wrong.
    void badDocument_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("fact");
        QTest::newRow("duplicate key") << "{\"id\":\"a\",\"id\":\"b\"}"_ba << u"\"id\" stands twice"_s;
        QTest::newRow("duplicate key, escaped") << "{\"id\":\"a\",\"\\u0069d\":\"b\"}"_ba << u"\"id\" stands twice"_s;
        QTest::newRow("65 levels deep") << QByteArray("{\"id\":" + QByteArray(64, '[') + QByteArray(64, ']') + '}')
                                        << u"deeper than 64"_s;
        QTest::newRow("a million levels deep") << QByteArray(1'000'000, '[') << u"deeper than 64"_s;
        QTest::newRow("bad UTF-8") << "{\"id\":\"\xC3\x28\"}"_ba << u"UTF-8"_s;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF{\"id\":1}"_ba << u"byte order mark"_s;
        QTest::newRow("array") << "[]"_ba << u"object"_s;
        QTest::newRow("empty") << ""_ba << u""_s;
        QTest::newRow("cut") << "{\"id\":\"a\""_ba << u""_s;
    }

    void badDocument()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, fact);
        const auto service = ask(jsonAnswer(body), DescribeService());
        QCOMPARE(codeOf(service), u"NET-006"_s);
        QVERIFY2(service.error().facts.contains(fact), qPrintable(service.error().facts));
        const auto terms = ask(jsonAnswer(body), CurrentTerms());
        QCOMPARE(codeOf(terms), u"TRM-001"_s);
        QVERIFY2(terms.error().facts.contains(fact), qPrintable(terms.error().facts));
        const auto form = ask(jsonAnswer(body), CurrentForm());
        QCOMPARE(codeOf(form), u"FRM-001"_s);
        QVERIFY2(form.error().facts.contains(fact), qPrintable(form.error().facts));
    }

    void wrongTypesNameTheirPath()
    {
        const auto service = ask(jsonAnswer(R"({"id":5})"), DescribeService());
        QCOMPARE(codeOf(service), u"NET-006"_s);
        QVERIFY2(service.error().facts.contains(u"/id"_s), qPrintable(service.error().facts));
        const auto terms = ask(jsonAnswer(R"({"version":[]})"), CurrentTerms());
        QVERIFY2(terms.error().facts.contains(u"/version"_s), qPrintable(terms.error().facts));
        const auto form = ask(jsonAnswer(R"({"format":"1"})"), CurrentForm());
        QVERIFY2(form.error().facts.contains(u"/format"_s), qPrintable(form.error().facts));
        const auto list = ask(jsonAnswer(R"({"applications":[{"application_number":"ABCD","status":"received",
            "received_at":"2026-11-23T00:00:00Z","body_sha256":"AA"}]})"),
                              ListApplications());
        QCOMPARE(codeOf(list), u"NET-006"_s);
        QVERIFY2(list.error().facts.contains(u"/applications/0/body_sha256"_s), qPrintable(list.error().facts));
    }

    void session_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const QByteArray rest = R"(,"token_type":"Bearer","expires_in":900})";
        QTest::newRow("good") << QByteArray("{\"access_token\":\"abc\"" + rest) << u"done"_s;
        QTest::newRow("empty token") << QByteArray("{\"access_token\":\"\"" + rest) << u"NET-006"_s;
        QTest::newRow("token with a line end") << QByteArray("{\"access_token\":\"a\\r\\nX: y\"" + rest) << u"NET-006"_s;
        QTest::newRow("token with a space") << QByteArray("{\"access_token\":\"a b\"" + rest) << u"NET-006"_s;
        QTest::newRow("token beyond ASCII") << QByteArray("{\"access_token\":\"\\u00e4\"" + rest) << u"NET-006"_s;
        QTest::newRow("other type of token")
            << QByteArray(R"({"access_token":"abc","token_type":"MAC","expires_in":900})") << u"NET-006"_s;
        QTest::newRow("holder of a wrong type") << QByteArray("{\"access_token\":\"abc\",\"holder\":{\"name\":5}" + rest)
                                                << u"NET-006"_s;
    }

    void session()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QJsonObject answer = jsonAnswer(body);
        answer[u"status"_s] = 201;
        const Credentials credentials{u"USER0001"_s, std::make_shared<const Secret>(Secret::fromString(u"x"_s))};
        QCOMPARE(codeOf(ask(answer, SignIn(credentials))), code);
    }
};

QTEST_GUILESS_MAIN(AnswersTest)
#include "test_answers.moc"
