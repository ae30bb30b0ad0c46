// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/patience.h"

#include "tls_policy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::service;

/// After which failures something may have happened all the same, and which connections are judged in full.
class PatienceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mayHaveHappened_data()
    {
        QTest::addColumn<FailureCode>("code");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<bool>("may");
        QTest::newRow("cut") << FailureCode::ConnectionCut << QString() << true;
        QTest::newRow("cancelled while it was under way") << FailureCode::Cancelled << QString() << true;
        QTest::newRow("TLS broke") << FailureCode::TlsHandshakeFailed << QString() << true;
        QTest::newRow("another key in the end") << FailureCode::TlsPinMismatch << QString() << true;
        QTest::newRow("the proxy hung up") << FailureCode::ProxyFailed << QString() << true;
        QTest::newRow("a gateway's 503") << FailureCode::Maintenance << QString() << true;
        QTest::newRow("the service's own 503") << FailureCode::Maintenance << u"maintenance"_s << false;
        QTest::newRow("still at work") << FailureCode::TooManyRequests << u"request-in-progress"_s << true;
        QTest::newRow("a gateway's 403") << FailureCode::NotPermitted << QString() << false;
        QTest::newRow("refused") << FailureCode::ValidationFailed << u"validation-failed"_s << false;
        QTest::newRow("a redirect") << FailureCode::RedirectRefused << QString() << false;
    }

    void mayHaveHappened()
    {
        QFETCH(FailureCode, code);
        QFETCH(QString, problem);
        QFETCH(bool, may);
        Failure failure(code);
        failure.problemType = problem;
        QCOMPARE(service::mayHaveHappened(failure), may);
        failure.neverLeft = true;
        QVERIFY(!service::mayHaveHappened(failure));
    }

    /// A resumed session brings no certificate status: where the profile asks for one, none is resumed.
    void noResumptionUnderOcsp()
    {
        for (const bool required : {false, true}) {
            Profile profile;
            profile.requireOcsp = required;
            const auto policy = TlsPolicy::make(profile, QDateTime::currentDateTimeUtc());
            QVERIFY(policy);
            const QSslConfiguration &configuration = policy->configuration();
            QCOMPARE(configuration.ocspStaplingEnabled(), required);
            QCOMPARE(configuration.testSslOption(QSsl::SslOptionDisableSessionTickets), required);
            QCOMPARE(configuration.testSslOption(QSsl::SslOptionDisableSessionSharing), required);
            QVERIFY(configuration.testSslOption(QSsl::SslOptionDisableSessionPersistence)); // Qt's own choice, too
        }
    }
};

QTEST_GUILESS_MAIN(PatienceTest)
#include "test_patience.moc"
