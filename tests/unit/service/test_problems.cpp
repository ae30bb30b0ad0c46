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

/// What a service says when it does not do what it was asked: the contract's table, and statuses alone.
class ProblemsTest : public QObject {
    Q_OBJECT

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
        RawServer server({problemAnswer(status, type, more)});
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
        const auto outcome = ask(problemAnswer(422, u"validation-failed"_s,
                                               {{u"errors"_s, QJsonArray{error}},
                                                {u"retry_after"_s, 7},
                                                {u"until"_s, u"2026-12-01T00:00:00Z"_s},
                                                {u"limit"_s, 1000},
                                                {u"application_number"_s, u"PRACTICE-1"_s},
                                                {u"missing"_s, QJsonArray{u"aa"_s, u"bb"_s}}}),
                                 DescribeService());
        const Failure &failure = outcome.error();
        QCOMPARE(failure.problems.size(), 1U);
        QCOMPARE(failure.problems.front(),
                 (Problem{u"journeys"_s, u"too-late"_s, u"/answers/journeys/0/date"_s,
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
        const auto outcome = ask(problemAnswer(413, u"payload-too-large"_s,
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
        for (const auto &[status, code] : {std::pair(200, "NET-006"),
                                           {204, "NET-006"},
                                           {206, "NET-006"},
                                           {299, "NET-006"},
                                           {400, "SRV-001"},
                                           {401, "SGN-004"},
                                           {403, "SRV-010"},
                                           {404, "SRV-009"},
                                           {410, "SRV-009"},
                                           {413, "SRV-005"},
                                           {415, "SRV-006"},
                                           {418, "SRV-001"},
                                           {429, "NET-009"},
                                           {500, "NET-010"},
                                           {502, "NET-010"},
                                           {503, "NET-008"},
                                           {504, "NET-010"}}) {
            QTest::addRow("page %d", status) << pageAnswer(status) << QString::fromLatin1(code);
        }
        QTest::newRow("unknown code 403") << problemAnswer(403, u"of-tomorrow"_s) << u"SRV-010"_s;
        QTest::newRow("unknown code 500") << problemAnswer(500, u"of-tomorrow"_s) << u"NET-010"_s;
        QTest::newRow("foreign type") << QJsonObject{{u"status"_s, 404},
                                                     {u"headers"_s,
                                                      headers({{u"Content-Type"_s, u"application/problem+json"_s}})},
                                                     {u"json"_s, QJsonObject{{u"type"_s, u"about:blank"_s}}}}
                                      << u"SRV-009"_s;
        QJsonObject challenge = pageAnswer(401);
        challenge[u"headers"_s] = headers({{u"WWW-Authenticate"_s, u"Bearer realm=\"x\""_s}});
        QTest::newRow("401 with a Bearer challenge") << challenge << u"SGN-004"_s;
        challenge[u"headers"_s] = headers({{u"WWW-Authenticate"_s, u"Basic realm=\"x\""_s}});
        QTest::newRow("401 with a Basic challenge") << challenge << u"SGN-004"_s;
    }

    void statusAlone()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, code);
        const auto [got, posted] = askBoth(answer);
        QCOMPARE(codeOf(got), code);
        QVERIFY(got.error().problemType.isEmpty());
        QCOMPARE(codeOf(posted), code);
    }

    /// Only a `not-found` problem with 404 says that a submission was never received.
    void neverReceived_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("code");
        QTest::newRow("not-found problem") << problemAnswer(404, u"not-found"_s) << u"done"_s;
        QTest::newRow("page 404") << QJsonObject{{u"status"_s, 404}, {u"body"_s, u"gateway"_s}} << u"SRV-009"_s;
        QTest::newRow("other problem 404") << problemAnswer(404, u"of-tomorrow"_s) << u"SRV-009"_s;
        QTest::newRow("not-found problem with 200") << problemAnswer(200, u"not-found"_s) << u"NET-006"_s;
        QTest::newRow("not-found problem with 500") << problemAnswer(500, u"not-found"_s) << u"SRV-009"_s;
        QTest::newRow("in progress") << problemAnswer(409, u"request-in-progress"_s) << u"NET-009"_s;
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
        const auto outcome =
            ask({{u"status"_s, 503}, {u"headers"_s, headers({{u"Retry-After"_s, value}})}}, DescribeService());
        const int seconds = outcome.error().retryAfterSeconds.value_or(-1);
        QVERIFY2(seconds >= least && seconds <= most, qPrintable(QString::number(seconds)));
    }
};

QTEST_GUILESS_MAIN(ProblemsTest)
#include "test_problems.moc"
