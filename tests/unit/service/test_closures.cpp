// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/closures.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::service;

namespace {

QDateTime at(int day, int hour)
{
    return {{2026, 11, day}, {hour, 30}, Qt::UTC};
}

} // namespace

/// When a service is closed, as people read it.
class ClosuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ahead()
    {
        Description description;
        description.closures = {{at(28, 1), at(28, 2), {}}, {at(20, 1), at(20, 2), {}},  // over
                                {at(25, 1), at(26, 1), {}}, {at(27, 2), at(27, 1), {}},  // ends before it begins
                                {at(30, 1), at(30, 2), {}}, {at(29, 1), at(29, 2), {}}};
        const auto ahead = closuresAhead(description, at(25, 12));
        QCOMPARE(ahead.size(), 3U);
        QCOMPARE(ahead[0].from, at(25, 1));
        QCOMPARE(ahead[1].from, at(28, 1));
        QCOMPARE(ahead[2].from, at(29, 1));
        QVERIFY(isClosedAt(ahead[0], at(25, 12)));
        QVERIFY(!isClosedAt(ahead[1], at(25, 12)));
        QVERIFY(!isClosedAt(ahead[0], at(26, 1))); // open again at the very moment
        QVERIFY(closuresAhead(description, at(30, 2)).empty());
    }

    void inWords_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("ja");
        QTest::addColumn<QString>("en");
        const QString ja = u"2026年11月26日 03:30から2026年11月26日 06:30まで（日本時間）"_s;
        const QString en = u"from 26 November 2026, 03:30 to 26 November 2026, 06:30 Japan time"_s;
        QTest::newRow("in Japan") << "Asia/Tokyo"_ba << ja << en;
        QTest::newRow("as in Japan") << "Asia/Seoul"_ba << ja << en;
        QTest::newRow("UTC") << "UTC"_ba
                             << ja + u"、お使いの地域の時刻では2026年11月25日 18:30から2026年11月25日 21:30まで（UTC）"_s
                             << en + u", which is 25 November 2026, 18:30 to 25 November 2026, 21:30 your time (UTC)"_s;
        QTest::newRow("behind UTC, half an hour")
            << "America/St_Johns"_ba
            << ja + u"、お使いの地域の時刻では2026年11月25日 15:00から2026年11月25日 18:00まで（UTC-03:30）"_s
            << en + u", which is 25 November 2026, 15:00 to 25 November 2026, 18:00 your time (UTC-03:30)"_s;
    }

    void inWords()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, ja);
        QFETCH(QString, en);
        const LocalizedText words = whenClosed({at(25, 18), at(25, 21), {}}, QTimeZone(zone));
        QCOMPARE(words.in(u"ja"_s), ja);
        QCOMPARE(words.in(u"en"_s), en);
    }
};

QTEST_GUILESS_MAIN(ClosuresTest)
#include "test_closures.moc"
