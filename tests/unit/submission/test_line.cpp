// SPDX-License-Identifier: GPL-3.0-or-later
#include "applicant.h"
#include "calls.h"
#include "tcp_proxy.h"

using namespace Qt::StringLiterals;
using namespace service_test;
using namespace std::chrono_literals;
using namespace submission_test;
using namespace ttp;
using namespace ttp::submission;

/// Sendings over a line that breaks, to the practice service over real TLS.
class LineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The line breaks in the middle of a file, three times; the upload goes on where it was.
    void uploadGoesOnAfterCuts()
    {
        Applicant applicant;
        TcpProxy proxy(applicant.servicePort());
        QVERIFY(applicant.enter(proxy.port()));
        constexpr qint64 Size = 5'000'000;
        Sending::Inputs inputs = applicant.inputs();
        inputs.application.files = {attach(u"documents.face_photo"_s, applicant.makePicture(u"face.png"_s, Size)),
                                    inputs.application.files.back()};
        Sending sending(applicant.door(), inputs);
        int cuts = 0;
        connect(&proxy, &TcpProxy::cut, this, [&] {
            if (++cuts < 3) {
                proxy.cutAfter(1'000'000);
            }
        });
        const qint64 before = proxy.forwarded();
        proxy.cutAfter(1'000'000);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(cuts, 3);
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
        // Nothing but what was in the line when it broke went out twice.
        const qint64 overhead = proxy.forwarded() - before - Size;
        QVERIFY2(overhead < 2'000'000, qPrintable(QString::number(overhead)));
    }

    /// A line that breaks at every attempt is not tried for ever, whatever it swallows each time.
    void lineThatSwallowsEverything()
    {
        Applicant applicant;
        TcpProxy proxy(applicant.servicePort());
        QVERIFY(applicant.enter(proxy.port()));
        Sending::Inputs inputs = applicant.inputs();
        inputs.application.files = {attach(u"documents.face_photo"_s, applicant.makePicture(u"face.png"_s, 5'000'000)),
                                    inputs.application.files.back()};
        inputs.patience = service::Patience(2s);
        Sending sending(applicant.door(), inputs);
        connect(&sending, &Sending::progressed, &proxy, [&] {
            if (sending.progress().stage == Stage::Uploading && sending.progress().sentBytes > 0) {
                proxy.goDown();
            }
        });
        sending.start();
        QVERIFY(waitForEnd(sending));
        QVERIFY2(codeOf(sending.outcome()) == "NET-001"_L1 || codeOf(sending.outcome()) == "NET-003"_L1,
                 qPrintable(codeOf(sending.outcome())));
        proxy.comeBack();
        QCOMPARE(applicant.received().size(), 0U);
    }

    void cancelledWhileUploading()
    {
        Applicant applicant;
        TcpProxy proxy(applicant.servicePort());
        QVERIFY(applicant.enter(proxy.port()));
        Sending::Inputs inputs = applicant.inputs();
        inputs.application.files.push_back(
            attach(u"documents.other"_s, applicant.makePicture(u"other.png"_s, 3'000'000)));
        Sending sending(applicant.door(), inputs);
        proxy.stallAfter(1'000'000);
        connect(&proxy, &TcpProxy::stalled, &sending, [&] {
            proxy.stallAfter(1'000'000'000); // the line itself is well again
            sending.cancel();
        });
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"CAN-001"_s);
        QCOMPARE(applicant.received().size(), 0U);
    }

    /// The service vanishes after the POST: nobody knows. Later it is there again, and the question is settled.
    void unknownOutcome()
    {
        Applicant applicant(withFault(u"drop-answer=1"_s));
        TcpProxy proxy(applicant.servicePort());
        QVERIFY(applicant.enter(proxy.port()));
        Sending::Inputs inputs = applicant.inputs();
        inputs.patience = service::Patience(1s);
        Sending sending(applicant.door(), inputs);
        connect(&sending, &Sending::progressed, this, [&] {
            if (sending.progress().stage == Stage::Posting) {
                proxy.goDownWhenServiceCloses();
                QVERIFY(!sending.canBeCancelled());
                sending.cancel(); // has no effect any more
            }
        });
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"UNK-001"_s);
        const QByteArray body = sending.manifest().body;
        proxy.comeBack();
        sending.disconnect(this);
        sending.askAgain();
        QVERIFY(sending.progress().stage != Stage::Ended);
        QVERIFY(waitForEnd(sending));
        QCOMPARE(sending.manifest().body, body);
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
    }

    /// The service vanishes before the POST arrives: asked again, it has never heard of it, and gets it then.
    void unknownOutcomeThatNeverArrived()
    {
        Applicant applicant;
        TcpProxy proxy(applicant.servicePort());
        QVERIFY(applicant.enter(proxy.port()));
        Sending::Inputs inputs = applicant.inputs();
        inputs.patience = service::Patience(1s);
        Sending sending(applicant.door(), inputs);
        connect(&sending, &Sending::progressed, this, [&] {
            if (sending.progress().stage == Stage::Posting) {
                proxy.stallAfter(0);
            }
            if (sending.progress().stage == Stage::Asking) {
                proxy.goDown();
            }
        });
        connect(&proxy, &TcpProxy::stalled, &proxy, &TcpProxy::goDown);
        sending.start();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(codeOf(sending.outcome()), u"UNK-001"_s);
        sending.disconnect(this);
        proxy.disconnect(&proxy);
        proxy.stallAfter(1'000'000'000);
        proxy.comeBack();
        sending.askAgain();
        QVERIFY(waitForEnd(sending));
        QCOMPARE(whyNotReceivedOnce(applicant, sending), QString());
    }
};

QTEST_GUILESS_MAIN(LineTest)
#include "test_line.moc"
