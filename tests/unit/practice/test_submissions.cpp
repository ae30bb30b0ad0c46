// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/applicant.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace practice_test;

/// Keys, duplicates and lost answers: one application is one application.
class SubmissionsTest : public QObject {
    Q_OBJECT

private:
    Applicant m_applicant;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_applicant.isReady()); }

    void sameKeyAndBodyGiveTheSameAnswer()
    {
        const QByteArray body = m_applicant.newBody();
        const QString key = newKey();
        const Reply first = m_applicant.service.submit(body, key);
        m_applicant.service.clock().advance(60);
        const qsizetype before = countApplications(m_applicant.service);
        const Reply second = m_applicant.service.submit(body, key);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.header("idempotency-replayed"), "true");
        QCOMPARE(second.body, first.body);
        QCOMPARE(countApplications(m_applicant.service), before);

        const Reply other = m_applicant.service.submit(m_applicant.newBody(), key);
        QCOMPARE(other.status, 422);
        QCOMPARE(other.problem(), "idempotency-key-reused");
        QCOMPARE(countApplications(m_applicant.service), before);
    }

    void sameBodyUnderAnotherKeyIsADuplicate()
    {
        const QByteArray body = m_applicant.newBody();
        const Reply first = m_applicant.service.submit(body, newKey());
        const qsizetype before = countApplications(m_applicant.service);
        const QString key = newKey();
        const Reply second = m_applicant.service.submit(body, key);
        QCOMPARE(second.status, 409);
        QCOMPARE(second.problem(), "duplicate-application");
        QCOMPARE(second.json()[u"application_number"_s], first.json()[u"application_number"_s]);
        QCOMPARE(countApplications(m_applicant.service), before);
        QCOMPARE(m_applicant.service.get(u"/submissions/"_s + key).problem(), "not-found"); // the key is free again
        QCOMPARE(m_applicant.service.submit(m_applicant.newBody(), key).status, 201);
    }

    /// What was sent is never sent twice, not even if it would not be accepted any more.
    void duplicateIsToldBeforeAnythingElse()
    {
        TestService service;
        service.signIn();
        for (const File &file : m_applicant.files) {
            service.upload(file);
        }
        const QByteArray body = m_applicant.newBody();
        QCOMPARE(service.submit(body, newKey()).status, 201);
        service.clock().advance(50 * 366 * 24 * 60 * 60); // no passport is valid that long
        service.signIn();
        QCOMPARE(service.submit(m_applicant.newBody(), newKey()).problem(), "validation-failed");
        QCOMPARE(service.submit(body, newKey()).problem(), "duplicate-application");
    }

    void refusedKeyIsFreeAgain()
    {
        const QString key = newKey();
        QJsonObject wrong = m_applicant.application;
        wrong[u"answers"_s] = QJsonObject();
        QCOMPARE(m_applicant.service.submit(toBytes(wrong), key).problem(), "validation-failed");
        QCOMPARE(m_applicant.service.submit(m_applicant.newBody(), key).status, 201);
    }

    void outcomeCanBeAskedFor()
    {
        const QString key = newKey();
        QCOMPARE(m_applicant.service.get(u"/submissions/"_s + key).problem(), "not-found");
        const Reply reply = m_applicant.service.submit(m_applicant.newBody(), key);
        const Reply outcome = m_applicant.service.get(u"/submissions/"_s + key);
        QCOMPARE(outcome.status, 200);
        QCOMPARE(outcome.body, reply.body);
        QCOMPARE(m_applicant.service.get(u"/submissions/%22x%22"_s).problem(), "malformed-request");

        const QString number = reply.json()[u"application_number"_s].toString();
        QCOMPARE(m_applicant.service.get(u"/applications/%1/acknowledgement"_s.arg(number)).body, reply.body);
        QCOMPARE(m_applicant.service.get(u"/applications/PRACTICE-0000-0000-0000/acknowledgement"_s).problem(),
                 "not-found");
        QCOMPARE(m_applicant.service.get(u"/applications/PRACTICE-0000-0000-0000"_s).problem(), "not-found");
    }

    void droppedAnswersLeaveOneApplication()
    {
        ttp::practice::Options options;
        options.faults.dropAnswers = 2;
        TestService service(options);
        service.signIn();
        for (const File &file : m_applicant.files) {
            service.upload(file);
        }
        const QByteArray body = m_applicant.newBody();
        const QString key = newKey();
        for (int i = 0; i < 2; ++i) {
            const Reply lost = service.submit(body, key);
            QCOMPARE(lost.status, 0); // not one byte
            QVERIFY(lost.curlExit == 52 || lost.curlExit == 56);
        }
        const Reply outcome = service.get(u"/submissions/"_s + key);
        QCOMPARE(outcome.status, 200);
        const Reply third = service.submit(body, key);
        QCOMPARE(third.status, 201);
        QCOMPARE(third.header("idempotency-replayed"), "true");
        QCOMPARE(third.body, outcome.body);
        QCOMPARE(countApplications(service), 1);
    }

    void keyInWorkIsSaidToBe()
    {
        ttp::practice::Options options;
        options.faults.slowMilliseconds = 3000;
        TestService service(options);
        service.signIn();
        const QString key = newKey();
        const QByteArray body = "{}"; // refused in the end, so no upload has to be made
        Sending first(service.submission(body, key));
        QList<std::shared_ptr<Sending>> questions;
        while (!first.isFinished()) { // each question is answered at once, but the answer comes late
            questions.append(std::make_shared<Sending>(service.request(u"GET"_s, u"/submissions/"_s + key)));
            QTest::qWait(200);
        }
        QCOMPARE(first.wait().problem(), "malformed-request");
        QList<Reply> inWork;
        for (const auto &question : questions) {
            const Reply reply = question->wait();
            if (reply.status == 409) {
                inWork.append(reply);
            } else {
                QCOMPARE(reply.problem(), "not-found");
            }
        }
        QVERIFY(!inWork.isEmpty());
        QCOMPARE(inWork.first().problem(), "request-in-progress");
        QVERIFY(inWork.first().header("retry-after").toInt() > 0);
    }

    void simultaneousSendingsMakeOneApplication()
    {
        ttp::practice::Options options;
        options.faults.slowMilliseconds = 500; // so that all of them are being worked on before the first is done
        TestService service(options);
        service.signIn();
        for (const File &file : m_applicant.files) {
            service.upload(file);
        }
        const QByteArray body = m_applicant.newBody();
        const QString key = newKey();
        QList<std::shared_ptr<Sending>> sendings;
        for (int i = 0; i < 6; ++i) {
            sendings.append(std::make_shared<Sending>(service.submission(body, i % 2 == 0 ? key : newKey())));
        }
        QSet<QString> numbers;
        QSet<QByteArray> problems;
        for (const auto &sending : sendings) {
            const Reply reply = sending->wait();
            if (reply.status == 201) {
                numbers.insert(reply.json()[u"application_number"_s].toString());
            } else {
                problems.insert(reply.problem());
            }
        }
        QCOMPARE(numbers.size(), 1);
        QVERIFY((problems - QSet<QByteArray>{"duplicate-application", "request-in-progress"}).isEmpty());
        QCOMPARE(countApplications(service), 1);
    }
};

QTEST_GUILESS_MAIN(SubmissionsTest)
#include "test_submissions.moc"
