// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/system_error.h"

#include <QTest>

#include <cerrno>
#include <clocale>

using namespace Qt::StringLiterals;

/// Facts for support do not change with the language of the person.
class SystemErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inEnglish();
    void unknown();
};

void SystemErrorTest::inEnglish()
{
#ifdef __GLIBC__
    qputenv("LANGUAGE", "ja");
    std::setlocale(LC_ALL, "");
    QCOMPARE(ttp::describeSystemError(ENOSPC), u"No space left on device"_s);
#else
    QVERIFY(!ttp::describeSystemError(ENOSPC).isEmpty());
#endif
}

void SystemErrorTest::unknown()
{
    QVERIFY(!ttp::describeSystemError(99999).isEmpty());
}

QTEST_GUILESS_MAIN(SystemErrorTest)
#include "test_system_error.moc"
