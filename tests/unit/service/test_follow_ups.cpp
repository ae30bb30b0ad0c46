// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "calls.h"

#include "base/digest.h"
#include "service/applications.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace ttp;
using namespace ttp::service;

namespace {

const QString Number = QStringLiteral("RAW-0001");
const QString Key = QStringLiteral("8e03978e-40d5-43e8-bc93-6894a57f9324");

QJsonObject text(const QString &ja, const QString &en)
{
    return {{u"ja"_s, ja}, {u"en"_s, en}};
}

QJsonObject status(const QString &name = u"received"_s)
{
    const QJsonObject event{{u"status"_s, u"received"_s}, {u"at"_s, u"2026-11-23T00:00:00Z"_s}};
    return {{u"application_number"_s, Number},
            {u"status"_s, name},
            {u"received_at"_s, u"2026-11-23T00:00:00Z"_s},
            {u"body_sha256"_s, QString(64, u'0')},
            {u"history"_s, QJsonArray{event}}};
}

QJsonObject answer(const QJsonObject &json, int status = 200)
{
    return jsonAnswer(QJsonDocument(json).toJson(), status);
}

QJsonObject with(QJsonObject json, const QString &member, const QJsonValue &value)
{
    if (value.isUndefined()) {
        json.remove(member);
    } else {
        json[member] = value;
    }
    return json;
}

} // namespace

/// Status, added documents and withdrawal on the wire.
class FollowUpsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeStatus()
    {
        QJsonObject json = status(u"documents_requested"_s);
        json[u"applicant"_s] = u"EXAMPLE"_s;
        json[u"appear_by"_s] = u"2027-05-01"_s;
        json[u"history"_s] = QJsonArray{
            QJsonObject{{u"status"_s, u"received"_s}, {u"at"_s, u"2026-11-23T00:00:00Z"_s}},
            QJsonObject{{u"status"_s, u"documents_requested"_s}, {u"at"_s, u"2026-11-24T09:00:00+09:00"_s},
                        {u"note"_s, text(u"書類"_s, u"documents"_s)}}};
        json[u"requested_documents"_s] =
            QJsonArray{QJsonObject{{u"field"_s, u"a.b"_s}, {u"message"_s, text(u"もう一度"_s, u"again"_s)}},
                       QJsonObject{{u"field"_s, u"c"_s}, {u"message"_s, text(u"次"_s, u"next"_s)},
                                   {u"due"_s, u"2026-12-31"_s}}};
        const auto outcome = ask(answer(json), ApplicationStatus(Number));
        QCOMPARE(codeOf(outcome), u"done"_s);
        QCOMPARE(outcome->summary.applicationNumber, Number);
        QCOMPARE(outcome->summary.status, u"documents_requested"_s);
        QCOMPARE(outcome->summary.applicant, u"EXAMPLE"_s);
        QCOMPARE(outcome->appearBy, QDate(2027, 5, 1));
        QCOMPARE(outcome->history.size(), 2U);
        QVERIFY(!outcome->history[0].note);
        QCOMPARE(outcome->history[1].at, QDateTime({2026, 11, 24}, {0, 0}, Qt::UTC));
        QCOMPARE(outcome->history[1].note->in(u"ja"_s), u"書類"_s);
        QCOMPARE(outcome->requestedDocuments.size(), 2U);
        QVERIFY(!outcome->requestedDocuments[0].due.isValid());
        QCOMPARE(outcome->requestedDocuments[1].field, u"c"_s);
        QCOMPARE(outcome->requestedDocuments[1].due, QDate(2026, 12, 31));
    }

    void wrongStatus_data()
    {
        QTest::addColumn<QJsonObject>("json");
        const QJsonValue none(QJsonValue::Undefined);
        QTest::newRow("of another application") << with(status(), u"application_number"_s, u"RAW-0002"_s);
        QTest::newRow("no history") << with(status(), u"history"_s, none);
        QTest::newRow("an event without a time")
            << with(status(), u"history"_s, QJsonArray{QJsonObject{{u"status"_s, u"received"_s}}});
        QTest::newRow("a day that does not exist") << with(status(), u"appear_by"_s, u"2027-02-30"_s);
        QTest::newRow("a day that is a number") << with(status(), u"appear_by"_s, 5);
        QTest::newRow("a request without a message")
            << with(status(), u"requested_documents"_s, QJsonArray{QJsonObject{{u"field"_s, u"a"_s}}});
        QTest::newRow("no digest") << with(status(), u"body_sha256"_s, none);
    }

    void wrongStatus()
    {
        QFETCH(QJsonObject, json);
        QCOMPARE(codeOf(ask(answer(status()), ApplicationStatus(Number))), u"done"_s);
        QCOMPARE(codeOf(ask(answer(json), ApplicationStatus(Number))), u"NET-006"_s);
    }

    void documentsOnTheWire()
    {
        const QByteArray body = "{\"attachments\":[]}";
        RawServer server({problemAnswer(403, u"not-permitted"_s)});
        auto door = openDoor(server.profile());
        QCOMPARE(codeOf(perform(*door, AddDocuments(Number, body, Key))), u"SRV-010"_s);
        door.reset();
        const Recorded request = server.end().requests().front();
        QCOMPARE(request.verb + u' ' + request.target, u"POST /v1/applications/RAW-0001/documents"_s);
        QCOMPARE(request.body, body);
        QCOMPARE(request.header(u"Idempotency-Key"_s), u'"' + Key + u'"');
        QCOMPARE(request.header(u"Content-Digest"_s), QString::fromLatin1(contentDigest(body)));
    }

    void withdrawalOnTheWire()
    {
        RawServer server({answer(status(u"withdrawn"_s))});
        auto door = openDoor(server.profile());
        const WithdrawApplication withdrawal(Number);
        QCOMPARE(codeOf(perform(*door, withdrawal)), u"done"_s);
        QCOMPARE(codeOf(perform(*door, withdrawal)), u"done"_s);
        QCOMPARE(codeOf(perform(*door, WithdrawApplication(Number))), u"done"_s);
        door.reset();
        const auto requests = server.end().requests();
        QCOMPARE(requests.front().verb + u' ' + requests.front().target, u"POST /v1/applications/RAW-0001/withdrawal"_s);
        QCOMPARE(requests.front().header(u"Content-Type"_s), u"application/json"_s);
        QCOMPARE(requests.front().body, "{}"_ba);
        QCOMPARE(requests[0].header(u"Idempotency-Key"_s), requests[1].header(u"Idempotency-Key"_s));
        QVERIFY(requests[0].header(u"Idempotency-Key"_s) != requests[2].header(u"Idempotency-Key"_s));
    }

    void aWithdrawalThatIsNone()
    {
        QCOMPARE(codeOf(ask(answer(status(u"received"_s)), WithdrawApplication(Number))), u"NET-006"_s);
        QCOMPARE(codeOf(ask(answer(status(u"withdrawn"_s)), WithdrawApplication(u"RAW-0002"_s))), u"NET-006"_s);
    }

    void numbers()
    {
        for (const QString &good : {u"A123"_s, u"PRACTICE-0001"_s, QString(32, u'9')}) {
            QVERIFY2(isApplicationNumber(good), qPrintable(good));
        }
        for (const QString &wrong : {u""_s, u"ABC"_s, QString(33, u'9'), u"abcd"_s, u"A/../B"_s, u"ABCD\n"_s, u"ＡＢＣＤ"_s}) {
            QVERIFY2(!isApplicationNumber(wrong), qPrintable(wrong));
        }
    }
};

QTEST_GUILESS_MAIN(FollowUpsTest)
#include "test_follow_ups.moc"
