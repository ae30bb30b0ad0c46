// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/messages.h"

#include <QTest>

using namespace ttp::kiosk;

class KioskMessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWordComesBack();
    void nothingElseIsUnderstood();
};

void KioskMessagesTest::everyWordComesBack()
{
    for (const Report report : {Report::Alive, Report::Input, Report::Sending, Report::Settled, Report::Finished}) {
        const QByteArray line = toLine(report);
        QVERIFY(line.endsWith('\n') && line.size() <= LongestLine);
        QCOMPARE(readReport(QByteArrayView(line).chopped(1)), report);
    }
    for (const Command &command : {Command(Order::Calm), Command(Order::Refuse), Command(Order::End), Command(Warn{0}),
                                   Command(Warn{30}), Command(Warn{600})}) {
        const QByteArray line = toLine(command);
        QVERIFY(line.endsWith('\n') && line.size() <= LongestLine);
        QVERIFY(readCommand(QByteArrayView(line).chopped(1)) == command);
    }
}

void KioskMessagesTest::nothingElseIsUnderstood()
{
    for (const QByteArrayView line : {"", "Input", "input ", "end", "warn 3", "\xff"}) {
        QVERIFY2(!readReport(line), line.data());
    }
    for (const QByteArrayView line : {"", "input", "warn", "warn ", "warn -1", "warn x", "warn 3 3", "END"}) {
        QVERIFY2(!readCommand(line), line.data());
    }
}

QTEST_APPLESS_MAIN(KioskMessagesTest)
#include "test_messages.moc"
