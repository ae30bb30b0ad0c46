// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace practice_test;

class ApplicationsTest : public QObject {
    Q_OBJECT

private:
    Applicant m_applicant;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_applicant.isReady()); }

    void acknowledgesAndSigns()
    {
        const QByteArray body = m_applicant.newBody();
        const Reply reply = m_applicant.service.submit(body, newKey());
        QVERIFY2(reply.status == 201, reply.body.constData());
        QVERIFY(reply.header("idempotency-replayed").isEmpty());
        QJsonObject acknowledgement = reply.json();
        const QString number = acknowledgement[u"application_number"_s].toString();
        QVERIFY(number.startsWith("PRACTICE-"_L1));
        QVERIFY(QRegularExpression(u"^[A-Z0-9-]{4,32}$"_s).match(number).hasMatch());
        QCOMPARE(acknowledgement[u"body_sha256"_s].toString().toLatin1(), sha256Hex(body));
        QCOMPARE(acknowledgement[u"received_at"_s], u"2026-11-23T03:00:00Z"_s);
        QJsonArray expected;
        for (const File &file : m_applicant.files) {
            expected.append(QJsonObject{{u"field"_s, file.field},
                                        {u"size"_s, file.bytes.size()},
                                        {u"sha256"_s, QString::fromLatin1(file.sha256())}});
        }
        QCOMPARE(acknowledgement[u"attachments"_s].toArray(), expected);

        const QString receipt = acknowledgement.take(u"receipt"_s).toString();
        QJsonObject payload = verifiedPayload(receipt, m_applicant.service.service().profile()[u"keys"_s].toObject());
        QCOMPARE(payload.take(u"service_id"_s), u"ttp-apply-practice"_s);
        QCOMPARE(payload.take(u"kind"_s), u"practice"_s);
        QCOMPARE(payload.take(u"terms_version"_s), m_applicant.application[u"consent"_s][u"terms_version"_s]);
        QCOMPARE(payload, acknowledgement);
    }

    /// The check of signatures itself: one changed letter, and openssl refuses.
    void changedReceiptDoesNotVerify()
    {
        QString receipt = m_applicant.service.submit(m_applicant.newBody(), newKey()).json()[u"receipt"_s].toString();
        const QJsonObject keys = m_applicant.service.service().profile()[u"keys"_s].toObject();
        QVERIFY(!verifiedPayload(receipt, keys).isEmpty());
        const qsizetype place = receipt.indexOf(u'.') + 20;
        receipt[place] = receipt[place] == u'A' ? u'B' : u'A';
        QVERIFY(verifiedPayload(receipt, keys).isEmpty());
    }

    void answersFitTheContract()
    {
        const QString key = newKey();
        const Reply reply = m_applicant.service.submit(m_applicant.newBody(), key);
        const QString number = reply.json()[u"application_number"_s].toString();
        const QString list = u"/paths/~1applications/get/responses/200/content/application~1json/schema"_s;
        const QByteArray errors = schemaErrors({
            {u"Application"_s, toBytes(m_applicant.application)},
            {u"Acknowledgement"_s, reply.body},
            {u"Acknowledgement"_s, m_applicant.service.get(u"/submissions/"_s + key).body},
            {u"ApplicationStatus"_s, m_applicant.service.get(u"/applications/"_s + number).body},
            {list, m_applicant.service.get(u"/applications"_s).body},
            {u"Problem"_s, m_applicant.service.submit(m_applicant.newBody(), key).body},
            {u"Problem"_s, m_applicant.service.submit("{}", newKey()).body},
        });
        QVERIFY2(errors.isEmpty(), errors.constData());
    }

    void statusIsHonest()
    {
        const QByteArray body = m_applicant.newBody();
        const QJsonObject acknowledgement = m_applicant.service.submit(body, newKey()).json();
        const QString number = acknowledgement[u"application_number"_s].toString();
        const QJsonObject status = m_applicant.service.get(u"/applications/"_s + number).json();
        QCOMPARE(status[u"status"_s], u"received"_s);
        QCOMPARE(status[u"received_at"_s], acknowledgement[u"received_at"_s]);
        QCOMPARE(status[u"body_sha256"_s].toString().toLatin1(), sha256Hex(body));
        QCOMPARE(status[u"history"_s].toArray().size(), 1);
        QVERIFY(status[u"history"_s][0][u"note"_s][u"en"_s].toString().contains("No application was made"_L1));
        const QJsonArray list = m_applicant.service.get(u"/applications"_s).json()[u"applications"_s].toArray();
        QCOMPARE(list.first()[u"application_number"_s].toString(), number); // newest first
    }

    void headersAreChecked_data()
    {
        QTest::addColumn<QStringList>("headers");
        QTest::addColumn<QByteArray>("code");
        const QByteArray body = "{}";
        const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64();
        const QString type = u"Content-Type: application/json"_s;
        const QString content = u"Content-Digest: sha-256=:%1:"_s.arg(QString::fromLatin1(digest));
        const QString key = u"Idempotency-Key: \"%1\""_s.arg(newKey());
        const QByteArray malformed = "malformed-request";
        QTest::newRow("no key") << QStringList{type, content} << QByteArray("idempotency-key-missing");
        QTest::newRow("key without quotes")
            << QStringList{type, content, u"Idempotency-Key: "_s + newKey()} << malformed;
        QTest::newRow("key is no UUID") << QStringList{type, content, u"Idempotency-Key: \"1\""_s} << malformed;
        QTest::newRow("key in upper case")
            << QStringList{type, content, u"Idempotency-Key: \"%1\""_s.arg(newKey().toUpper())} << malformed;
        QTest::newRow("two keys") << QStringList{type, content, key, key} << malformed;
        QTest::newRow("no digest") << QStringList{type, key} << malformed;
        QTest::newRow("other digest") << QStringList{type, key, u"Content-Digest: md5=:AAAA:"_s} << malformed;
        QTest::newRow("wrong digest") << QStringList{type, key,
                                                     u"Content-Digest: sha-256=:%1=:"_s.arg(QString(43, u'A'))}
                                      << QByteArray("digest-mismatch");
        QTest::newRow("other type") << QStringList{u"Content-Type: text/json"_s, key, content}
                                    << QByteArray("unsupported-media-type");
        QTest::newRow("only the body is wrong") << QStringList{type, key, content} << malformed;
    }

    void headersAreChecked()
    {
        QFETCH(QStringList, headers);
        QFETCH(QByteArray, code);
        QCOMPARE(m_applicant.service.ask(u"POST"_s, u"/applications"_s, headers, "{}").problem(), code);
    }

    void bodiesAreChecked_data()
    {
        QTest::addColumn<QStringList>("path");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QByteArray>("code");
        const QByteArray malformed = "malformed-request";
        const QJsonValue absent(QJsonValue::Undefined);
        QTest::newRow("unknown member") << QStringList{u"extra"_s} << QJsonValue(1) << malformed;
        QTest::newRow("unknown member of consent")
            << QStringList{u"consent"_s, u"extra"_s} << QJsonValue(1) << malformed;
        QTest::newRow("unknown member of client") << QStringList{u"client"_s, u"extra"_s} << QJsonValue(1) << malformed;
        QTest::newRow("no answers") << QStringList{u"answers"_s} << absent << malformed;
        QTest::newRow("answers are an array") << QStringList{u"answers"_s} << QJsonValue(QJsonArray()) << malformed;
        QTest::newRow("no client") << QStringList{u"client"_s} << absent << malformed;
        QTest::newRow("unknown channel") << QStringList{u"consent"_s, u"channel"_s} << QJsonValue(u"mail"_s)
                                         << malformed;
        QTest::newRow("no time") << QStringList{u"consent"_s, u"accepted_at"_s} << QJsonValue(u"today"_s) << malformed;
        QTest::newRow("other form") << QStringList{u"form"_s, u"version"_s} << QJsonValue(u"0"_s)
                                    << QByteArray("form-outdated");
        QTest::newRow("other form id") << QStringList{u"form"_s, u"id"_s} << QJsonValue(u"x"_s)
                                       << QByteArray("form-outdated");
        QTest::newRow("other terms") << QStringList{u"consent"_s, u"terms_version"_s} << QJsonValue(u"0"_s)
                                     << QByteArray("terms-outdated");
        QTest::newRow("consent to no text")
            << QStringList{u"consent"_s, u"documents"_s} << QJsonValue(QJsonArray()) << QByteArray("terms-outdated");
        QTest::newRow("unknown answer") << QStringList{u"answers"_s, u"nobody.knows"_s} << QJsonValue(1)
                                        << QByteArray("validation-failed");
        QTest::newRow("answer of a wrong type")
            << QStringList{u"answers"_s, u"passport.surname"_s} << QJsonValue(1) << QByteArray("validation-failed");
        QTest::newRow("no files") << QStringList{u"attachments"_s} << QJsonValue(QJsonArray())
                                  << QByteArray("validation-failed");
    }

    void bodiesAreChecked()
    {
        QFETCH(QStringList, path);
        QFETCH(QJsonValue, value);
        QFETCH(QByteArray, code);
        QJsonObject application = m_applicant.application;
        if (path.size() == 1) {
            application[path[0]] = value;
        } else {
            QJsonObject inner = application[path[0]].toObject();
            inner[path[1]] = value;
            application[path[0]] = inner;
        }
        const qsizetype before = countApplications(m_applicant.service);
        const Reply reply = m_applicant.service.submit(toBytes(application), newKey());
        QCOMPARE(reply.problem(), code);
        QCOMPARE(countApplications(m_applicant.service), before);
        QCOMPARE(!reply.json()[u"errors"_s].toArray().isEmpty(), code == "validation-failed");
    }

    void everyProblemOfTheAnswersIsNamed()
    {
        QJsonObject answers = m_applicant.application[u"answers"_s].toObject();
        answers.remove(u"passport.surname"_s);
        answers[u"nobody.knows"_s] = 1;
        QJsonObject application = m_applicant.application;
        application[u"answers"_s] = answers;
        const Reply reply = m_applicant.service.submit(toBytes(application), newKey());
        QCOMPARE(reply.status, 422);
        QMap<QString, QString> codes;
        for (const QJsonValue &error : reply.json()[u"errors"_s].toArray()) {
            codes.insert(error[u"pointer"_s].toString(), error[u"code"_s].toString());
            QVERIFY(!error[u"message"_s][u"ja"_s].toString().isEmpty());
            QVERIFY(!error[u"message"_s][u"en"_s].toString().isEmpty());
        }
        QCOMPARE(codes,
                 (QMap<QString, QString>{{u"/answers/passport.surname"_s, u"required"_s},
                                         {u"/answers/nobody.knows"_s, u"unknown-field"_s}}));
        const QByteArray errors = schemaErrors({{u"Problem"_s, reply.body}});
        QVERIFY2(errors.isEmpty(), errors.constData());
    }

    void consentToOtherWordsIsOutdated()
    {
        QJsonObject application = m_applicant.application;
        QJsonObject consent = application[u"consent"_s].toObject();
        QJsonArray documents = consent[u"documents"_s].toArray();
        QJsonObject first = documents[0].toObject();
        first[u"sha256"_s] = QString(64, u'0');
        documents[0] = first;
        consent[u"documents"_s] = documents;
        application[u"consent"_s] = consent;
        QCOMPARE(m_applicant.service.submit(toBytes(application), newKey()).problem(), "terms-outdated");
    }

    void missingUploadsAreNamed()
    {
        TestService service;
        service.signIn();
        QList<File> files = service.exampleFiles(3000);
        QCOMPARE(service.upload(files.first()).status, 204);
        const QByteArray body = toBytes(service.application(service.exampleAnswers(), files));
        const QString key = newKey();
        const Reply reply = service.submit(body, key);
        QCOMPARE(reply.status, 422);
        QCOMPARE(reply.problem(), "upload-missing");
        QJsonArray expected;
        for (const File &file : files.sliced(1)) {
            expected.append(QString::fromLatin1(file.sha256()));
        }
        QCOMPARE(reply.json()[u"missing"_s].toArray(), expected);
        for (const File &file : files.sliced(1)) {
            service.upload(file);
        }
        QCOMPARE(service.submit(body, key).status, 201); // same body, same key
    }

    void bytesThatAreNotWhatTheySayAreRefused()
    {
        QList<File> files = m_applicant.files;
        files.last().bytes = QByteArray("GIF89a").leftJustified(2000, 'x');
        QCOMPARE(m_applicant.service.upload(files.last()).status, 204);
        const Reply reply = m_applicant.service.submit(
            toBytes(m_applicant.service.application(m_applicant.service.exampleAnswers(), files)), newKey());
        QCOMPARE(reply.status, 415);
        QCOMPARE(reply.problem(), "unsupported-media-type");
        QCOMPARE(reply.json()[u"errors"_s][0][u"pointer"_s], u"/attachments/%1"_s.arg(files.size() - 1));
    }

    void wrongSizeIsRefused()
    {
        QJsonObject application = m_applicant.application;
        QJsonArray attachments = application[u"attachments"_s].toArray();
        QJsonObject first = attachments[0].toObject();
        first[u"size"_s] = first[u"size"_s].toInt() + 1;
        attachments[0] = first;
        application[u"attachments"_s] = attachments;
        QCOMPARE(m_applicant.service.submit(toBytes(application), newKey()).problem(), "malformed-request");
    }

    void twentyFiveMegabytesArrive()
    {
        TestService service;
        service.signIn();
        QList<File> files = service.exampleFiles();
        File &large = files.last();
        large.bytes = large.bytes.leftJustified(25'000'000 - 2000 * (files.size() - 1), 'z');
        for (const File &file : files) {
            QCOMPARE(service.upload(file).status, 204);
        }
        const Reply reply = service.submit(toBytes(service.application(service.exampleAnswers(), files)), newKey());
        QVERIFY2(reply.status == 201, reply.body.constData());
        QCOMPARE(reply.json()[u"attachments"_s].toArray().last()[u"sha256"_s].toString().toLatin1(), large.sha256());
    }
};

QTEST_GUILESS_MAIN(ApplicationsTest)
#include "test_applications.moc"
