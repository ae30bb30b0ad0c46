// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QJsonArray>
#include <QTest>

#include <mutex>

using namespace Qt::StringLiterals;
using namespace practice_test;

/// Every fault that can be switched on, at the start and by the control file.
class FaultsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::mutex m_mutex;
    QStringList m_warnings;

    ttp::practice::Options controlled()
    {
        ttp::practice::Options options;
        options.controlFile = m_folder.filePath(u"control.json"_s);
        options.warn = [this](const QString &what) {
            const std::lock_guard lock(m_mutex);
            m_warnings.append(what);
        };
        return options;
    }
    void control(const QByteArray &json) { writeFile(m_folder.filePath(u"control.json"_s), json); }

private Q_SLOTS:
    void init()
    {
        QFile::remove(m_folder.filePath(u"control.json"_s));
        m_warnings.clear();
    }

    void switchesAtRunTime()
    {
        TestService service(controlled());
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        control(R"({"maintenance":true})");
        const Reply closed = service.get(u"/terms"_s);
        QCOMPARE(closed.status, 503);
        QCOMPARE(closed.problem(), "maintenance");
        QCOMPARE(closed.header("retry-after"), "5");
        QCOMPARE(closed.json()[u"until"_s], u"2026-11-23T03:00:05Z"_s);
        const QByteArray errors = schemaErrors({{u"Problem"_s, closed.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        control("{}");
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        QVERIFY(m_warnings.isEmpty());
    }

    void whatCannotBeUnderstoodChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("told");
        QTest::newRow("no JSON") << QByteArray("{") << u"control.json"_s;
        QTest::newRow("empty") << QByteArray() << u"control.json"_s;
        QTest::newRow("unknown name") << QByteArray(R"({"explode":1})") << u"/explode: is unknown"_s;
        QTest::newRow("unknown member") << QByteArray(R"({"maintenance":{"retry":1}})")
                                        << u"/maintenance: takes no member retry"_s;
        QTest::newRow("wrong type") << QByteArray(R"({"slow":"long"})") << u"/slow: takes a whole number"_s;
        QTest::newRow("negative") << QByteArray(R"({"malware":-1})") << u"/malware: takes a whole number"_s;
        QTest::newRow("half") << QByteArray(R"({"malware":0.5})") << u"/malware: takes a whole number"_s;
        QTest::newRow("word") << QByteArray(R"({"corrupt-ack":"all"})") << u"/corrupt-ack: takes digest"_s;
        QTest::newRow("time") << QByteArray(R"({"maintenance":{"until":"tomorrow"}})") << u"/maintenance: until"_s;
    }

    void whatCannotBeUnderstoodChangesNothing()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, told);
        TestService service(controlled());
        control(R"({"maintenance":true})");
        QCOMPARE(service.get(u"/terms"_s).status, 503);
        control(json);
        QCOMPARE(service.get(u"/terms"_s).status, 503);
        QCOMPARE(service.get(u"/terms"_s).status, 503);
        QCOMPARE(m_warnings.size(), 1); // said once
        QVERIFY2(m_warnings.first().contains(told), qUtf8Printable(m_warnings.first()));
    }

    void maintenanceAsADate()
    {
        TestService service(controlled());
        control(R"({"maintenance":{"retry_after":"date"}})");
        const Reply closed = service.get(u"/form"_s);
        QCOMPARE(closed.status, 503);
        QCOMPARE(closed.header("retry-after"), "Mon, 23 Nov 2026 03:00:05 GMT");
        QCOMPARE(service.get(u"/service"_s).status, 200);
    }

    /// `/service` announces a closure before and while it is.
    void maintenanceIsAnnounced()
    {
        TestService service(controlled());
        QVERIFY(!service.get(u"/service"_s).json().contains(u"closures"_s));
        control(R"({"maintenance":{"from":"2026-11-23T04:00:00Z","until":"2026-11-23T05:00:00Z"}})");
        const Reply reply = service.get(u"/service"_s);
        const QByteArray errors = schemaErrors({{u"Service"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        const QJsonObject closure = reply.json()[u"closures"_s].toArray().first().toObject();
        QCOMPARE(closure[u"from"_s], u"2026-11-23T04:00:00Z"_s);
        QCOMPARE(closure[u"to"_s], u"2026-11-23T05:00:00Z"_s);
        service.clock().advance(3599);
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        service.clock().advance(1);
        const Reply closed = service.get(u"/terms"_s);
        QCOMPARE(closed.status, 503);
        QCOMPARE(closed.header("retry-after"), "3600");
        QCOMPARE(closed.json()[u"until"_s], u"2026-11-23T05:00:00Z"_s);
        QVERIFY(service.get(u"/service"_s).json().contains(u"closures"_s));
        service.clock().advance(3600);
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        QVERIFY(!service.get(u"/service"_s).json().contains(u"closures"_s));
    }

    void countsDownWhereItIsToldTo()
    {
        TestService service(controlled());
        // No raw string: moc takes what stands in one for the beginning of a comment.
        control("{\"html-502\":{\"times\":2,\"at\":\"GET /terms/*\"},\"too-many-requests\":{\"at\":\"GET /form\"}}");
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        for (int i = 0; i < 2; ++i) {
            const Reply page = service.get(u"/terms/practice-2026-04-01"_s);
            QCOMPARE(page.status, 502);
            QVERIFY(page.header("content-type").startsWith("text/html"));
            QVERIFY(page.body.startsWith("<!DOCTYPE html>"));
        }
        QCOMPARE(service.get(u"/terms/practice-2026-04-01"_s).status, 200);
        const Reply busy = service.get(u"/form"_s);
        QCOMPARE(busy.status, 429);
        QCOMPARE(busy.problem(), "too-many-requests");
        QCOMPARE(busy.header("retry-after"), "1");
        QCOMPARE(service.get(u"/form"_s).status, 200);
    }

    void sameNamesAtTheStart()
    {
        ttp::practice::Options options;
        for (const QString &fault : {u"html-502=1@GET /terms"_s, u"too-many-requests=date:7@GET /form"_s}) {
            QVERIFY(options.faults.set(fault).has_value());
        }
        TestService service(options);
        QCOMPARE(service.get(u"/terms"_s).status, 502);
        QCOMPARE(service.get(u"/terms"_s).status, 200);
        QCOMPARE(service.get(u"/form"_s).header("retry-after"), "Mon, 23 Nov 2026 03:00:07 GMT");
        QCOMPARE(service.get(u"/form"_s).status, 200);
        for (const QString &wrong : {u"slow=x"_s, u"slow=1@GET /form"_s, u"maintenance=soon"_s, u"corrupt-ack"_s}) {
            QVERIFY2(!options.faults.set(wrong).has_value(), qUtf8Printable(wrong));
        }
    }

    void sessionExpires()
    {
        TestService service(controlled());
        service.signIn();
        control(R"({"expire-session":1})");
        const Reply reply = service.get(u"/applications"_s);
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.problem(), "session-expired");
        QVERIFY(reply.header("www-authenticate").contains("invalid_token"));
        QCOMPARE(service.get(u"/applications"_s).problem(), "session-expired"); // it really is
        service.signIn();
        QCOMPARE(service.get(u"/applications"_s).status, 200);
    }

    void termsChange()
    {
        Applicant applicant(controlled());
        QVERIFY(applicant.isReady());
        const QByteArray before = applicant.service.get(u"/terms"_s).header("etag");
        control(R"({"terms-outdated":true})");
        QCOMPARE(applicant.service.submit(applicant.newBody(), newKey()).problem(), "terms-outdated");
        const Reply terms = applicant.service.get(u"/terms"_s);
        QVERIFY(terms.header("etag") != before);
        QCOMPARE(terms.json()[u"version"_s], u"practice-2026-12-01"_s);
        QCOMPARE(terms.json()[u"previous_version"_s], u"practice-2026-11-22"_s);
        QCOMPARE(applicant.service.get(u"/service"_s).json()[u"terms_version"_s], u"practice-2026-12-01"_s);
        QCOMPARE(applicant.service.get(u"/terms/practice-2026-11-22"_s).status, 200);
        const QByteArray errors = schemaErrors({{u"Terms"_s, terms.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        applicant.application = applicant.service.application(applicant.service.exampleAnswers(), applicant.files);
        QCOMPARE(applicant.service.submit(applicant.newBody(), newKey()).status, 201); // consent to the new ones
    }

    void formChanges()
    {
        Applicant applicant(controlled());
        const QString version = applicant.service.get(u"/form"_s).json()[u"version"_s].toString();
        control(R"({"form-outdated":true})");
        QCOMPARE(applicant.service.submit(applicant.newBody(), newKey()).problem(), "form-outdated");
        QCOMPARE(applicant.service.get(u"/form"_s).json()[u"version"_s], version + u"-next"_s);
        QCOMPARE(applicant.service.get(u"/service"_s).json()[u"form_version"_s], version + u"-next"_s);
        applicant.application = applicant.service.application(applicant.service.exampleAnswers(), applicant.files);
        QCOMPARE(applicant.service.submit(applicant.newBody(), newKey()).status, 201);
    }

    void malwareIsFoundOnce()
    {
        Applicant applicant(controlled());
        control(R"({"malware":1})");
        const QByteArray body = applicant.newBody();
        const QString key = newKey();
        const Reply reply = applicant.service.submit(body, key);
        QCOMPARE(reply.status, 422);
        QCOMPARE(reply.problem(), "malware-detected");
        QCOMPARE(reply.json()[u"errors"_s].toArray().first()[u"pointer"_s], u"/attachments/0"_s);
        const QByteArray errors = schemaErrors({{u"Problem"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
        QCOMPARE(applicant.service.submit(body, key).problem(), "upload-missing"); // nothing else is lost
        QCOMPARE(applicant.service.upload(applicant.files.first()).status, 204);
        QCOMPARE(applicant.service.submit(body, key).status, 201);
    }

    void uploadIsForgotten()
    {
        Applicant applicant(controlled());
        control(R"({"forget-upload":1})");
        const QByteArray body = applicant.newBody();
        const Reply reply = applicant.service.submit(body, newKey());
        QCOMPARE(reply.problem(), "upload-missing");
        QCOMPARE(reply.json()[u"missing"_s].toArray(),
                 QJsonArray{QString::fromLatin1(applicant.files.first().sha256())});
        QCOMPARE(applicant.service.upload(applicant.files.first()).status, 204);
        QCOMPARE(applicant.service.submit(body, newKey()).status, 201);
    }

    void keyIsForgotten()
    {
        Applicant applicant(controlled());
        control(R"({"forget-key":1})");
        const QByteArray body = applicant.newBody();
        const QString key = newKey();
        const Reply reply = applicant.service.submit(body, key);
        QCOMPARE(reply.status, 201);
        QCOMPARE(applicant.service.get(u"/submissions/"_s + key).problem(), "not-found");
        QCOMPARE(countApplications(applicant.service), 1);
        const Reply again = applicant.service.submit(body, key);
        QCOMPARE(again.problem(), "duplicate-application");
        QCOMPARE(again.json()[u"application_number"_s], reply.json()[u"application_number"_s]);
    }

    void answerIsDropped()
    {
        Applicant applicant(controlled());
        control(R"({"drop-answer":1})");
        const QByteArray body = applicant.newBody();
        const QString key = newKey();
        const Reply lost = applicant.service.submit(body, key);
        QCOMPARE(lost.status, 0);
        QVERIFY(lost.curlExit != 0);
        QCOMPARE(applicant.service.get(u"/submissions/"_s + key).status, 200);
        QCOMPARE(applicant.service.submit(body, key).header("idempotency-replayed"), "true");
    }

    void uploadsGoWrong()
    {
        TestService service(controlled());
        service.signIn();
        const File file = service.exampleFiles().first();
        const QString location = QString::fromLatin1(service.createUpload(file).header("location"));
        control(R"({"wrong-offset":1})");
        const Reply wrong = service.append(location, 0, file.bytes);
        QCOMPARE(wrong.status, 409);
        QCOMPARE(wrong.problem(), "upload-offset");
        control(R"({"gone-upload":1})");
        QCOMPARE(service.append(location, 0, file.bytes).problem(), "upload-gone");
        QCOMPARE(service.append(location, 0, file.bytes).problem(), "upload-gone");
        QCOMPARE(service.upload(file).status, 204);
    }

    void acknowledgementsAreCorrupt_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<bool>("digestIsRight");
        QTest::addColumn<qsizetype>("missing");
        QTest::addColumn<bool>("signatureIsRight");
        QTest::newRow("digest") << QByteArray("digest") << false << qsizetype(0) << true;
        QTest::newRow("attachment") << QByteArray("attachment") << true << qsizetype(1) << true;
        QTest::newRow("signature") << QByteArray("signature") << true << qsizetype(0) << false;
        QTest::newRow("not at all") << QByteArray("no") << true << qsizetype(0) << true;
    }

    void acknowledgementsAreCorrupt()
    {
        QFETCH(QByteArray, how);
        QFETCH(bool, digestIsRight);
        QFETCH(qsizetype, missing);
        QFETCH(bool, signatureIsRight);
        Applicant applicant(controlled());
        control("{\"corrupt-ack\":\"" + how + "\"}");
        const QByteArray body = applicant.newBody();
        const QString key = newKey();
        const Reply reply = applicant.service.submit(body, key);
        QCOMPARE(reply.status, 201);
        QJsonObject told = reply.json();
        QCOMPARE(told[u"body_sha256"_s].toString().toLatin1() == sha256Hex(body), digestIsRight);
        QCOMPARE(told[u"attachments"_s].toArray().size(), applicant.files.size() - missing);
        const QJsonObject keys = applicant.service.get(u"/service"_s).json()[u"receipt_keys"_s].toObject();
        const QJsonObject payload = verifiedPayload(told.take(u"receipt"_s).toString(), keys);
        QCOMPARE(!payload.isEmpty(), signatureIsRight);
        if (signatureIsRight) {
            QCOMPARE(payload[u"body_sha256"_s], told[u"body_sha256"_s]);
            QCOMPARE(payload[u"attachments"_s], told[u"attachments"_s]);
            QCOMPARE(payload[u"kind"_s], u"practice"_s);
        }
        const Reply later = applicant.service.get(u"/submissions/"_s + key);
        QCOMPARE(later.json()[u"body_sha256"_s], told[u"body_sha256"_s]);
        control("{}"); // what is kept was right all the time
        QCOMPARE(applicant.service.get(u"/submissions/"_s + key).json()[u"body_sha256"_s].toString().toLatin1(),
                 sha256Hex(body));
    }

    void slowEndsWithTheService()
    {
        TestService service(controlled());
        control(R"({"slow":600000})");
        Sending slow(service.request(u"GET"_s, u"/service"_s));
        service.stop(); // nobody waits ten minutes for that
        QVERIFY(slow.wait().curlExit != 0);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "test_faults.moc"
