// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "calls.h"

#include "service/applications.h"
#include "service/description.h"
#include "service/documents.h"
#include "service/sessions.h"

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

QJsonObject raw(const QByteArray &bytes)
{
    return {{u"raw"_s, QString::fromLatin1(bytes.toBase64())}, {u"then"_s, u"close"_s}};
}

} // namespace

/// Answers that are cut, garbled or lies.
class AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        const QByteArray chunked =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("chunked, cut before the last chunk") << raw(chunked + "14\r\n" + good + "\r\n");
        QTest::newRow("chunked, cut in a chunk") << raw(chunked + "ff\r\n" + good);
        QTest::newRow("chunked, garbage for a size") << raw(chunked + "zz\r\n" + good + "\r\n0\r\n\r\n");
        QTest::newRow("chunked, huge size") << raw(chunked + "ffffffffffffffff\r\n" + good + "\r\n0\r\n\r\n");
        QTest::newRow("nothing") << QJsonObject{{u"do"_s, u"close"_s}};
        QTest::newRow("reset") << QJsonObject{{u"do"_s, u"reset"_s}};
        QTest::newRow("no HTTP") << raw("SSH-2.0-OpenSSH_9.2\r\n");
        QTest::newRow("HTTP/0.9") << raw("<html>hello</html>");
        QTest::newRow("zero bytes") << raw(QByteArray(100, '\0'));
        QTest::newRow("compressed without being asked") << raw(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"
            "\x1f\x8b\x08");
        QTest::newRow("negative length") << raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                "Content-Length: -1\r\n\r\n"
                                                + good);
    }

    void brokenLine()
    {
        QFETCH(QJsonObject, answer);
        const auto [got, posted] = askBoth(answer);
        QVERIFY2(codeOf(got) == "NET-003"_L1 || codeOf(got) == "NET-006"_L1, qPrintable(codeOf(got)));
        QVERIFY2(codeOf(posted) == "NET-003"_L1 || codeOf(posted) == "NET-006"_L1, qPrintable(codeOf(posted)));
        QVERIFY(!posted.error().neverLeft);
    }

    void interimAnswersAreSkipped()
    {
        RawServer server(
            {QJsonObject{{u"interim"_s, QString::fromLatin1(QByteArray("HTTP/1.1 100 Continue\r\n\r\n").toBase64())},
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
        QTest::newRow("token with a line end")
            << QByteArray("{\"access_token\":\"a\\r\\nX: y\"" + rest) << u"NET-006"_s;
        QTest::newRow("token with a space") << QByteArray("{\"access_token\":\"a b\"" + rest) << u"NET-006"_s;
        QTest::newRow("token beyond ASCII") << QByteArray("{\"access_token\":\"\\u00e4\"" + rest) << u"NET-006"_s;
        QTest::newRow("other type of token")
            << QByteArray(R"({"access_token":"abc","token_type":"MAC","expires_in":900})") << u"NET-006"_s;
        QTest::newRow("holder of a wrong type")
            << QByteArray("{\"access_token\":\"abc\",\"holder\":{\"name\":5}" + rest) << u"NET-006"_s;
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
