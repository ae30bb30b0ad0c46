// SPDX-License-Identifier: GPL-3.0-or-later
#include "applicant.h"
#include "calls.h"
#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace service_test;
using namespace std::chrono_literals;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

/// One application, one sending, one receipt: against the practice service over real TLS.
class SendingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void succeeds()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending sending(applicant.door(), applicant.inputs());
        QList<Stage> stages;
        qint64 most = 0;
        connect(&sending, &Sending::progressed, this, [&] {
            if (stages.isEmpty() || stages.last() != sending.progress().stage) {
                stages += sending.progress().stage;
            }
            most = qMax(most, sending.progress().sentBytes);
        });
        QVERIFY(sending.manifest().body.isEmpty());
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
        QCOMPARE(stages, QList<Stage>({Stage::Preparing, Stage::Uploading, Stage::Posting, Stage::Ended}));
        QCOMPARE(most, sending.progress().totalBytes);
        QCOMPARE(sending.outcome()->provedBy, ProvedBy::PinnedKey);
        QVERIFY(sending.outcome()->receipt.acknowledgement.applicationNumber.startsWith(u"PRACTICE-"_s));
        QVERIFY(!sending.canBeCancelled());
        sending.cancel(); // has no effect any more
        QVERIFY(sending.outcome());
    }

    void lostAnswers_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("one") << u"drop-answer=1"_s;
        QTest::newRow("two") << u"drop-answer=2"_s;
        QTest::newRow("three") << u"drop-answer=3"_s;
    }

    void lostAnswers()
    {
        QFETCH(QString, fault);
        Applicant applicant(withFault(fault));
        QVERIFY(applicant.enter());
        Sending sending(applicant.door(), applicant.inputs());
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
    }

    void twentyFiveMegabytes()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending::Inputs inputs = applicant.inputs();
        for (int i = 0; i < 5; ++i) {
            inputs.application.files.push_back(
                attach(u"documents.other"_s, applicant.makePicture(u"large%1.png"_s.arg(i), 5'000'000)));
        }
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
        QVERIFY(sending.progress().totalBytes > 25'000'000);
        for (const Check &check : verify(sending.outcome()->receipt, applicant.profile().keys)) {
            QVERIFY2(check.holds, qPrintable(check.what));
        }
        const auto &acknowledged = sending.outcome()->receipt.acknowledgement.attachments;
        QCOMPARE(acknowledged.size(), inputs.application.files.size());
        for (std::size_t i = 0; i < acknowledged.size(); ++i) {
            QCOMPARE(acknowledged[i].sha256, sha256sum(contentOf(inputs.application.files[i])));
        }
    }

    void cancelledAtOnce()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending sending(applicant.door(), applicant.inputs());
        sending.start();
        QVERIFY(sending.canBeCancelled());
        sending.cancel();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"CAN-001"_s);
        QCOMPARE(applicant.received().size(), 0U);
    }

    void attachment_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("code");
        QTest::newRow("vanished") << u"vanished"_s << u"ATT-001"_s;
        QTest::newRow("a folder now") << u"folder"_s << u"ATT-001"_s;
        QTest::newRow("a pipe now") << u"pipe"_s << u"ATT-001"_s;
        QTest::newRow("changed, same size") << u"changed"_s << u"ATT-002"_s;
        QTest::newRow("longer") << u"longer"_s << u"ATT-002"_s;
        QTest::newRow("empty") << u"empty"_s << u"ATT-002"_s;
    }

    void attachment()
    {
        QFETCH(QString, change);
        QFETCH(QString, code);
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending::Inputs inputs = applicant.inputs();
        const QString path = applicant.makePicture(u"face.png"_s, 1000);
        inputs.application.files.front() = attach(u"documents.face_photo"_s, path);
        const QByteArray bytes = bytesOf(path);
        QVERIFY(QFile::remove(path));
        if (change == "folder"_L1) {
            QVERIFY(QDir().mkpath(path));
        } else if (change == "pipe"_L1) {
            QVERIFY(outputOf(u"mkfifo"_s, {path}).isEmpty());
        } else if (change == "changed"_L1) {
            writeFile(path, bytes.first(999) + 'X');
        } else if (change == "longer"_L1) {
            writeFile(path, bytes + 'X');
        } else if (change == "empty"_L1) {
            writeFile(path, {});
        }
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), code);
        QCOMPARE(applicant.received().size(), 0U);
    }

    void termsThatChanged()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending::Inputs inputs = applicant.inputs();
        inputs.application.consent.documents.front().sha256 = QByteArray(64, 'a');
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"TRM-007"_s);
        QCOMPARE(applicant.received().size(), 0U);
    }

    void somebodyElse()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending::Inputs inputs = applicant.inputs();
        inputs.holder = service::Session::Holder{u"SOMEBODY ELSE"_s, {}};
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"WHO-001"_s);
        QCOMPARE(applicant.received().size(), 0U);
    }

    void problemsThatTheServiceFinds()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        Sending::Inputs inputs = applicant.inputs();
        inputs.application.answers.set(u"passport.number"_s, QJsonValue());
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"SRV-002"_s);
        QVERIFY(!sending.outcome().error().problems.empty());
        QCOMPARE(applicant.received().size(), 0U);
    }

    /// The session has ended before anything was sent: signed in again by itself, and only once.
    void sessionThatHasEnded()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        applicant.door().setSession(Secret::fromString(u"not-a-token-any-more"_s));
        Sending sending(applicant.door(), applicant.inputs());
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
    }

    void sessionThatCannotBeRenewed()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        applicant.door().setSession(Secret::fromString(u"not-a-token-any-more"_s));
        Sending::Inputs inputs = applicant.inputs();
        inputs.credentials.password = std::make_shared<const Secret>(Secret::fromString(u"wrong"_s));
        Sending sending(applicant.door(), inputs);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"SGN-001"_s); // what the sign-in itself said
    }

    void sendingThatEndsEarly()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        for (int i = 0; i < 8; ++i) {
            auto sending = std::make_unique<Sending>(applicant.door(), applicant.inputs());
            sending->start();
            const auto enough = [&] { return int(sending->progress().stage) >= i / 2 || i == 7; };
            QVERIFY(QTest::qWaitFor(enough, 10'000));
        }
        QVERIFY(applicant.enter()); // the old door ends with calls under way
    }

    void sameApplicationAgain()
    {
        Applicant applicant;
        QVERIFY(applicant.enter());
        const Sending::Inputs inputs = applicant.inputs();
        Sending first(applicant.door(), inputs);
        first.start();
        QVERIFY(waitForEnd(first));
        QVERIFY(first.outcome());
        Sending second(applicant.door(), inputs);
        second.start();
        QVERIFY(waitForEnd(second));
        QCOMPARE(codeOf(second.outcome()), u"SRV-003"_s);
        QCOMPARE(second.outcome().error().applicationNumber,
                 first.outcome()->receipt.acknowledgement.applicationNumber);
        QVERIFY(first.manifest().key != second.manifest().key);
    }
};

QTEST_GUILESS_MAIN(SendingTest)
#include "test_sending.moc"
