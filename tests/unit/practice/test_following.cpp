// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace practice_test;

namespace {

constexpr int Pace = 60;
constexpr int Day = 24 * 60 * 60;

ttp::practice::Options paced(int seconds = Pace)
{
    ttp::practice::Options options;
    options.paceSeconds = seconds;
    return options;
}

} // namespace

/// What comes after an application was received: its statuses, more documents, withdrawal.
class FollowingTest : public QObject {
    Q_OBJECT

private:
    struct Sent {
        QString number;
        QByteArray body;
        QString key;
        Reply reply;
    };

    static Sent sent(Applicant &applicant)
    {
        Sent made{{}, applicant.newBody(), newKey(), {}};
        made.reply = applicant.service.submit(made.body, made.key);
        made.number = made.reply.json()[u"application_number"_s].toString();
        return made;
    }
    static QJsonObject statusOf(const Applicant &applicant, const QString &number)
    {
        const Reply reply = applicant.service.get(u"/applications/"_s + number);
        const QByteArray errors = schemaErrors({{u"ApplicationStatus"_s, reply.body}});
        return errors.isEmpty() ? reply.json() : QJsonObject{{u"error"_s, QString::fromUtf8(errors)}};
    }
    static QStringList historyOf(const QJsonObject &status)
    {
        QStringList names;
        for (const QJsonValue &event : status[u"history"_s].toArray()) {
            names.append(event[u"status"_s].toString());
        }
        return names;
    }
    static QJsonObject documents(const QList<File> &files)
    {
        QJsonArray attachments;
        for (const File &file : files) {
            attachments.append(QJsonObject{{u"field"_s, file.field},
                                           {u"filename"_s, file.filename},
                                           {u"media_type"_s, file.mediaType},
                                           {u"size"_s, file.bytes.size()},
                                           {u"sha256"_s, QString::fromLatin1(file.sha256())}});
        }
        return {{u"attachments"_s, attachments}};
    }
    /// The file for the requested field, not uploaded yet.
    static File requestedFile(const Applicant &applicant, const QString &number)
    {
        const QString field =
            statusOf(applicant, number)[u"requested_documents"_s].toArray().first()[u"field"_s].toString();
        for (File file : applicant.files) {
            if (file.field == field) {
                file.bytes += "once more";
                return file;
            }
        }
        return {};
    }
    static Reply withdraw(const Applicant &applicant, const QString &number, const QString &key,
                          const QJsonObject &body = {})
    {
        return applicant.service.post(u"/applications/%1/withdrawal"_s.arg(number), body, key);
    }
    static Reply add(const Applicant &applicant, const QString &number, const QJsonObject &body, const QString &key)
    {
        return applicant.service.post(u"/applications/%1/documents"_s.arg(number), body, key);
    }
    /// Moves the clock step by step, so that no session expires.
    static void wait(Applicant &applicant, int days)
    {
        applicant.service.clock().advance(days * Day);
        applicant.service.signIn();
    }

private Q_SLOTS:
    void staysReceivedWithoutAPace()
    {
        Applicant applicant;
        QVERIFY(applicant.isReady());
        const Sent one = sent(applicant);
        wait(applicant, 3000);
        const QJsonObject status = statusOf(applicant, one.number);
        QCOMPARE(historyOf(status), QStringList{u"received"_s});
        QVERIFY(!status.contains(u"appear_by"_s));
    }

    void movesOnByTheClock()
    {
        Applicant applicant(paced());
        const Sent one = sent(applicant);
        const auto now = [&] { return statusOf(applicant, one.number); };
        applicant.service.clock().advance(Pace - 1);
        QCOMPARE(now()[u"status"_s], u"received"_s);
        applicant.service.clock().advance(1);
        QCOMPARE(now()[u"status"_s], u"preliminary_inspection"_s);
        applicant.service.clock().advance(Pace);
        const QJsonObject asked = now();
        QCOMPARE(asked[u"status"_s], u"documents_requested"_s);
        const QJsonObject request = asked[u"requested_documents"_s].toArray().first().toObject();
        QCOMPARE(request[u"due"_s], u"2026-12-07"_s);
        QVERIFY(request[u"message"_s][u"ja"_s].toString().startsWith(u"「"_s));
        applicant.service.clock().advance(Pace * 10); // it waits for the documents
        QCOMPARE(now()[u"status"_s], u"documents_requested"_s);

        const File file = requestedFile(applicant, one.number);
        QCOMPARE(applicant.service.upload(file).status, 204);
        QCOMPARE(add(applicant, one.number, documents({file}), newKey()).status, 201);
        const QJsonObject added = now();
        QCOMPARE(added[u"status"_s], u"preliminary_inspection"_s);
        QVERIFY(!added.contains(u"requested_documents"_s));
        applicant.service.clock().advance(Pace);
        const QJsonObject registrable = now();
        QCOMPARE(registrable[u"status"_s], u"registrable"_s);
        QCOMPARE(registrable[u"appear_by"_s], u"2027-05-23"_s);
        applicant.service.clock().advance(Pace);
        const QJsonObject registered = now();
        QVERIFY(!registered.contains(u"appear_by"_s));
        QCOMPARE(historyOf(registered),
                 (QStringList{u"received"_s, u"preliminary_inspection"_s, u"documents_requested"_s,
                              u"preliminary_inspection"_s, u"registrable"_s, u"registered"_s}));
        const QJsonArray history = registered[u"history"_s].toArray();
        QCOMPARE(history[0][u"at"_s], u"2026-11-23T03:00:00Z"_s);
        QCOMPARE(history[1][u"at"_s], u"2026-11-23T03:01:00Z"_s);
        QCOMPARE(history[2][u"at"_s], u"2026-11-23T03:02:00Z"_s);
        QCOMPARE(history[3][u"at"_s], u"2026-11-23T03:12:00Z"_s);
        for (const QJsonValue &event : history) {
            QVERIFY(!event[u"note"_s][u"ja"_s].toString().isEmpty());
            QVERIFY(!event[u"note"_s][u"en"_s].toString().isEmpty());
        }
        const QJsonArray all = applicant.service.get(u"/applications"_s).json()[u"applications"_s].toArray();
        QCOMPARE(all.first()[u"status"_s], u"registered"_s);
    }

    void severalStepsAtOnceHaveTheirOwnTimes()
    {
        Applicant applicant(paced());
        const Sent one = sent(applicant);
        applicant.service.clock().advance(Pace * 15);
        const QJsonArray history = statusOf(applicant, one.number)[u"history"_s].toArray();
        QCOMPARE(history.size(), 3);
        QCOMPARE(history[2][u"at"_s], u"2026-11-23T03:02:00Z"_s);
    }

    /// The last day is one in Japan: 7 December ends at 15:00 UTC.
    void missingDocumentsLapse()
    {
        Applicant applicant(paced());
        const Sent one = sent(applicant);
        applicant.service.clock().advance(14 * Day + 12 * 60 * 60 - 1);
        applicant.service.signIn();
        QCOMPARE(statusOf(applicant, one.number)[u"status"_s], u"documents_requested"_s);
        QCOMPARE(applicant.service.submit(one.body, newKey()).problem(), "duplicate-application");
        applicant.service.clock().advance(1);
        const QJsonObject lapsed = statusOf(applicant, one.number);
        QCOMPARE(lapsed[u"status"_s], u"lapsed"_s);
        QVERIFY(!lapsed.contains(u"requested_documents"_s));
        QCOMPARE(lapsed[u"history"_s].toArray().last()[u"at"_s], u"2026-12-07T15:00:00Z"_s);
        QCOMPARE(withdraw(applicant, one.number, newKey()).problem(), "not-permitted");
        QCOMPARE(applicant.service.submit(one.body, newKey()).status, 201); // the same may be sent again
    }

    void documentsAreAcknowledgedAndSigned()
    {
        Applicant applicant(paced());
        const Sent one = sent(applicant);
        applicant.service.clock().advance(2 * Pace);
        const File file = requestedFile(applicant, one.number);
        const QJsonObject body = documents({file});
        const QString key = newKey();
        const Reply early = add(applicant, one.number, body, key);
        QCOMPARE(early.problem(), "upload-missing");
        QCOMPARE(early.json()[u"missing"_s].toArray().first().toString().toLatin1(), file.sha256());
        QCOMPARE(applicant.service.get(u"/submissions/"_s + key).problem(), "not-found");
        QCOMPARE(applicant.service.upload(file).status, 204);
        const Reply reply = add(applicant, one.number, body, key);
        QCOMPARE(reply.status, 201);
        QByteArray errors = schemaErrors({{u"Acknowledgement"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        QJsonObject acknowledgement = reply.json();
        QCOMPARE(acknowledgement[u"application_number"_s], one.number);
        QCOMPARE(acknowledgement[u"body_sha256"_s].toString().toLatin1(), sha256Hex(toBytes(body)));
        const QJsonObject keys = applicant.service.get(u"/service"_s).json()[u"receipt_keys"_s].toObject();
        const QJsonObject payload = verifiedPayload(acknowledgement.take(u"receipt"_s).toString(), keys);
        QJsonObject expected = acknowledgement;
        expected[u"service_id"_s] = u"ttp-apply-practice"_s;
        expected[u"kind"_s] = u"practice"_s;
        expected[u"terms_version"_s] = applicant.application[u"consent"_s][u"terms_version"_s];
        QCOMPARE(payload, expected);

        const Reply again = add(applicant, one.number, body, key);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, reply.body);
        QCOMPARE(again.header("idempotency-replayed"), "true");
        QCOMPARE(applicant.service.get(u"/submissions/"_s + key).body, reply.body);
        QCOMPARE(statusOf(applicant, one.number)[u"history"_s].toArray().size(), 4);
        // the acknowledgement of the application itself is what it was
        QCOMPARE(applicant.service.get(u"/applications/%1/acknowledgement"_s.arg(one.number)).body, one.reply.body);
        QCOMPARE(add(applicant, one.number, body, newKey()).problem(), "not-permitted");
    }

    void refusesOtherDocuments()
    {
        Applicant applicant(paced());
        const Sent one = sent(applicant);
        const QJsonObject own = documents({applicant.files.first()});
        QCOMPARE(add(applicant, one.number, own, newKey()).problem(), "not-permitted");
        applicant.service.clock().advance(2 * Pace);
        QCOMPARE(add(applicant, u"PRACTICE-0000-0000-0000"_s, own, newKey()).problem(), "not-found");
        QCOMPARE(add(applicant, one.number, {{u"attachments"_s, QJsonArray()}}, newKey()).problem(),
                 "malformed-request");
        QCOMPARE(add(applicant, one.number, {}, newKey()).problem(), "malformed-request");
        const QString field = requestedFile(applicant, one.number).field;
        for (const File &file : applicant.files) {
            if (file.field != field) {
                QCOMPARE(add(applicant, one.number, documents({file}), newKey()).problem(), "validation-failed");
            }
        }
        Request damaged = applicant.service.request(
            u"POST"_s, u"/applications/%1/documents"_s.arg(one.number),
            {u"Content-Type: application/json"_s, u"Idempotency-Key: \"%1\""_s.arg(newKey()),
             u"Content-Digest: sha-256=:%1:"_s.arg(QString::fromLatin1(QByteArray(32, 'x').toBase64()))},
            toBytes(own));
        QCOMPARE(send(damaged).problem(), "digest-mismatch");
    }

    void withdraws()
    {
        Applicant applicant;
        const Sent one = sent(applicant);
        const QString key = newKey();
        const Reply reply = withdraw(applicant, one.number, key, {{u"reason"_s, u"予定が変わりました。"_s}});
        QCOMPARE(reply.status, 200);
        const QByteArray errors = schemaErrors({{u"ApplicationStatus"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        QCOMPARE(historyOf(reply.json()), (QStringList{u"received"_s, u"withdrawn"_s}));
        const Reply again = withdraw(applicant, one.number, key, {{u"reason"_s, u"予定が変わりました。"_s}});
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, reply.body);
        QCOMPARE(again.header("idempotency-replayed"), "true");
        const Reply other = withdraw(applicant, one.number, newKey());
        QCOMPARE(other.json(), reply.json());
        QCOMPARE(withdraw(applicant, one.number, key).problem(), "idempotency-key-reused");

        const Reply once = applicant.service.submit(one.body, one.key); // that key stays what it was
        QCOMPARE(once.body, one.reply.body);
        const Reply anew = applicant.service.submit(one.body, newKey());
        QCOMPARE(anew.status, 201);
        QVERIFY(anew.json()[u"application_number"_s] != one.number);
        QCOMPARE(applicant.service.submit(one.body, newKey()).json()[u"application_number"_s],
                 anew.json()[u"application_number"_s]);
    }

    /// A key that withdrew one application cannot withdraw another.
    void keyBelongsToItsApplication()
    {
        Applicant applicant;
        const Sent one = sent(applicant);
        const Sent other = sent(applicant);
        const QString key = newKey();
        QCOMPARE(withdraw(applicant, one.number, key).status, 200);
        QCOMPARE(withdraw(applicant, other.number, key).problem(), "idempotency-key-reused");
        QCOMPARE(statusOf(applicant, other.number)[u"status"_s], u"received"_s);
    }

    void refusesOtherWithdrawals()
    {
        Applicant applicant;
        const Sent one = sent(applicant);
        QCOMPARE(withdraw(applicant, u"PRACTICE-0000-0000-0000"_s, newKey()).problem(), "not-found");
        QCOMPARE(withdraw(applicant, one.number, u"no key"_s).problem(), "malformed-request");
        QCOMPARE(withdraw(applicant, one.number, newKey(), {{u"reason"_s, QString(301, u'x')}}).problem(),
                 "malformed-request");
        QCOMPARE(withdraw(applicant, one.number, newKey(), {{u"why"_s, u"x"_s}}).problem(), "malformed-request");
        QCOMPARE(applicant.service
                     .ask(u"POST"_s, u"/applications/%1/withdrawal"_s.arg(one.number),
                          {u"Content-Type: application/json"_s}, "{}")
                     .problem(),
                 "idempotency-key-missing");
        QCOMPARE(statusOf(applicant, one.number)[u"status"_s], u"received"_s);
        QCOMPARE(withdraw(applicant, one.number, newKey(), {{u"reason"_s, QString(300, u'x')}}).status, 200);
    }
};

QTEST_GUILESS_MAIN(FollowingTest)
#include "test_following.moc"
