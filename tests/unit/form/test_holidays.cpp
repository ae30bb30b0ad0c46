// SPDX-License-Identifier: GPL-3.0-or-later
// Japanese holidays and periods: tables written by hand from the laws.
#include "form/holidays.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

QDate on(const char *iso)
{
    return QDate::fromString(QString::fromLatin1(iso), Qt::ISODate);
}

QStringList iso(const std::vector<QDate> &days)
{
    QStringList texts;
    for (const QDate &day : days) {
        texts += day.toString(Qt::ISODate);
    }
    return texts;
}

} // namespace

class TestHolidays : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDayOff_data();
    void everyDayOff();
    void names();
    void closedDays_data();
    void closedDays();
    void outsideOfTheKnownYears();
    void officeDays();
    void periods_data();
    void periods();
};

// Article 2 by the calendar of each year; S: article 3(2), a Sunday moved; B: article 3(3), a day between.
void TestHolidays::everyDayOff_data()
{
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("days");
    QTest::newRow("2026")
        << 2026 << u"1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6S 7/20 8/11 9/21 9/22B 9/23 10/12 11/3 11/23"_s;
    QTest::newRow("2027") << 2027
                          << u"1/1 1/11 2/11 2/23 3/21 3/22S 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23"_s;
    QTest::newRow("2028") << 2028 << u"1/1 1/10 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/22 10/9 11/3 11/23"_s;
    QTest::newRow("2029")
        << 2029 << u"1/1 1/8 2/11 2/12S 2/23 3/20 4/29 4/30S 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24S 10/8 11/3 11/23"_s;
    QTest::newRow("2030")
        << 2030 << u"1/1 1/14 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6S 7/15 8/11 8/12S 9/16 9/23 10/14 11/3 11/4S 11/23"_s;
    // The next year with a day between.
    QTest::newRow("2032") << 2032
                          << u"1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/21B 9/22 10/11 11/3 11/23"_s;
}

void TestHolidays::everyDayOff()
{
    QFETCH(int, year);
    QStringList found;
    for (const Holiday &holiday : holidays(year)) {
        QString text = u"%1/%2"_s.arg(holiday.date.month()).arg(holiday.date.day());
        QCOMPARE(holiday.date.year(), year);
        text += holiday.name.in(u"ja"_s) == u"振替休日"_s ? u"S"_s : QString();
        text += holiday.name.in(u"ja"_s) == u"国民の休日"_s ? u"B"_s : QString();
        found += text;
    }
    QTEST(found.join(u' '), "days");
}

void TestHolidays::names()
{
    QStringList japanese;
    for (const Holiday &holiday : holidays(2028)) { // nothing moved, nothing between
        japanese += holiday.name.in(u"ja"_s);
        QVERIFY(!holiday.name.in(u"en"_s).isEmpty() && holiday.name.in(u"en"_s) != holiday.name.in(u"ja"_s));
    }
    QCOMPARE(japanese.join(u' '),
             u"元日 成人の日 建国記念の日 天皇誕生日 春分の日 昭和の日 憲法記念日 みどりの日 こどもの日 海の日 "
             "山の日 敬老の日 秋分の日 スポーツの日 文化の日 勤労感謝の日"_s);
}

void TestHolidays::closedDays_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("why"); ///< in English; empty: open
    QTest::newRow("a Thursday") << on("2026-11-26") << QString();
    QTest::newRow("Saturday") << on("2026-11-28") << u"Saturday"_s;
    QTest::newRow("Sunday") << on("2026-11-29") << u"Sunday"_s;
    QTest::newRow("Golden Week: Sunday and holiday") << on("2026-05-03") << u"Constitution Day"_s;
    QTest::newRow("moved over three days") << on("2026-05-06") << u"substitute holiday"_s;
    QTest::newRow("after it") << on("2026-05-07") << QString();
    QTest::newRow("a holiday on a Saturday") << on("2028-04-29") << u"Showa Day"_s;
    QTest::newRow("is not moved to the Monday") << on("2028-05-01") << QString();
    QTest::newRow("between two") << on("2026-09-22") << u"day between two national holidays"_s;
    QTest::newRow("two days apart in 2027") << on("2027-09-21") << QString();
    QTest::newRow("moved equinox") << on("2027-03-22") << u"substitute holiday"_s;
    QTest::newRow("last day of work") << on("2026-12-28") << QString();
    QTest::newRow("29 December") << on("2026-12-29") << u"turn of the year"_s;
    QTest::newRow("30 December") << on("2026-12-30") << u"turn of the year"_s;
    QTest::newRow("31 December") << on("2026-12-31") << u"turn of the year"_s;
    QTest::newRow("1 January") << on("2027-01-01") << u"New Year's Day"_s;
    QTest::newRow("2 January") << on("2027-01-02") << u"turn of the year"_s;
    QTest::newRow("3 January") << on("2027-01-03") << u"turn of the year"_s;
    QTest::newRow("4 January") << on("2027-01-04") << QString();
}

void TestHolidays::closedDays()
{
    QFETCH(QDate, day);
    const auto why = whyOfficesAreClosed(day);
    QTEST(why ? why->in(u"en"_s) : QString(), "why");
}

void TestHolidays::outsideOfTheKnownYears()
{
    QVERIFY(holidays(FirstHolidayYear - 1).empty());
    QVERIFY(holidays(LastHolidayYear + 1).empty());
    QVERIFY(!holidays(FirstHolidayYear).empty());
    QVERIFY(!holidays(LastHolidayYear).empty());
    QVERIFY(!whyOfficesAreClosed(on("2100-05-05"))); // a Wednesday, of which nothing is known
    QCOMPARE(whyOfficesAreClosed(on("2100-12-31"))->in(u"en"_s), u"turn of the year"_s);
}

void TestHolidays::officeDays()
{
    QCOMPARE(iso(officeDaysAfter(on("2026-12-28"), 2)), (QStringList{u"2027-01-04"_s, u"2027-01-05"_s}));
    QCOMPARE(iso(officeDaysBefore(on("2027-01-04"), 2)), (QStringList{u"2026-12-28"_s, u"2026-12-25"_s}));
    QCOMPARE(iso(officeDaysAfter(on("2026-05-02"), 1)), QStringList{u"2026-05-07"_s});
    QCOMPARE(iso(officeDaysBefore(on("2026-09-23"), 2)), (QStringList{u"2026-09-18"_s, u"2026-09-17"_s}));
    QVERIFY(officeDaysAfter(on("2026-12-28"), 0).empty());
}

// Civil Code, articles 140 and 143.
void TestHolidays::periods_data()
{
    QTest::addColumn<QDate>("since");
    QTest::addColumn<int>("months");
    QTest::addColumn<QDate>("within");
    QTest::newRow("an ordinary day") << on("2026-11-15") << 6 << on("2027-05-15");
    QTest::newRow("31 August, no 31 February") << on("2026-08-31") << 6 << on("2027-02-28");
    QTest::newRow("31 August into a leap year") << on("2027-08-31") << 6 << on("2028-02-29");
    QTest::newRow("30 August: counted from the 31st, no such day") << on("2026-08-30") << 6 << on("2027-02-28");
    QTest::newRow("29 August") << on("2026-08-29") << 6 << on("2027-02-28");
    QTest::newRow("28 August") << on("2026-08-28") << 6 << on("2027-02-28");
    QTest::newRow("27 August") << on("2026-08-27") << 6 << on("2027-02-27");
    QTest::newRow("28 February: counted from 1 March") << on("2027-02-28") << 6 << on("2027-08-31");
    QTest::newRow("28 February of a leap year") << on("2028-02-28") << 6 << on("2028-08-28");
    QTest::newRow("29 February") << on("2028-02-29") << 6 << on("2028-08-31");
    QTest::newRow("30 June: counted from 1 July") << on("2026-06-30") << 6 << on("2026-12-31");
    QTest::newRow("over the turn of the year") << on("2026-07-31") << 6 << on("2027-01-31");
    QTest::newRow("three years") << on("2026-03-31") << 36 << on("2029-03-31");
}

void TestHolidays::periods()
{
    QFETCH(QDate, since);
    QFETCH(int, months);
    QTEST(lastDayWithin(since, months), "within");
    // The card: three years that begin with the day of issue.
    QCOMPARE(lastDayOfPeriod(on("2026-04-01"), 36), on("2029-03-31"));
    QCOMPARE(lastDayOfPeriod(on("2028-02-29"), 36), on("2031-02-28"));
}

QTEST_GUILESS_MAIN(TestHolidays)
#include "test_holidays.moc"
