// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/typed_date.h"

#include <QStringList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::form;

class TestTypedDate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void everyDayInEveryManner();
    void monthNumbers_data();
    void monthNumbers();
};

void TestTypedDate::reads_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("readings"); // ISO; a mark of interrogation: written so, but not in the calendar
    const auto row = [](const char16_t *typed, const char *readings) {
        const QString text = QString::fromUtf16(typed);
        QTest::newRow(qPrintable(text)) << text << QString::fromLatin1(readings);
    };
    // Year first.
    row(u"2026-11-22", "2026-11-22");
    row(u"2026.11.22", "2026-11-22");
    row(u"2026/1/2", "2026-01-02");
    row(u"2026 11 22", "2026-11-22");
    row(u"2026 - 11 - 22", "2026-11-22");
    row(u"2026−11−22", "2026-11-22");
    row(u"2026ー11ー22", "2026-11-22");
    row(u"20261122", "2026-11-22");
    row(u"２０２６年１１月２２日", "2026-11-22");
    row(u"2026年11月22日（日）", "2026-11-22");
    row(u"2026年11月22日日曜日", "2026-11-22");
    row(u"西暦2026年11月22日", "2026-11-22");
    row(u"2027年4月3日まで有効", "2027-04-03");
    row(u"1974年8月12日生まれ", "1974-08-12");
    row(u"二〇二六年十一月二十二日", "2026-11-22");
    row(u"二〇二六年三月十日", "2026-03-10");
    row(u"2026년 11월 22일", "2026-11-22");
    row(u"2026年11月22号", "2026-11-22");
    row(u"٢٠٢٦/١١/٢٢", "2026-11-22");
    row(u"2026 Nov 22", "2026-11-22");
    // Year last.
    row(u"22/11/2026", "2026-11-22");
    row(u"22.11.2026", "2026-11-22");
    row(u"22. 11. 2026", "2026-11-22");
    row(u"11/22/2026", "2026-11-22");
    row(u"05/05/1985", "1985-05-05");
    row(u"5/6/1974", "1974-06-05 1974-05-06");
    row(u"5.6.1974", "1974-06-05 1974-05-06");
    row(u"30-02-1974", "");
    row(u"31/4/1974", "");
    // Months in words.
    row(u"Nov 22, 2026", "2026-11-22");
    row(u"22 November 2026", "2026-11-22");
    row(u"Sunday, 22 November 2026", "2026-11-22");
    row(u"November 22nd, 2026", "2026-11-22");
    row(u"the 1st of March 2026", "2026-03-01");
    row(u"22. November 2026", "2026-11-22");
    row(u"1. März 2026", "2026-03-01");
    row(u"22 novembre 2026", "2026-11-22");
    row(u"1er août 2026", "2026-08-01");
    row(u"22 de noviembre de 2026", "2026-11-22");
    row(u"3 de março de 2026", "2026-03-03");
    row(u"12 AUG 1974", "1974-08-12");
    row(u"12AUG1974", "1974-08-12");
    row(u"12 AUG / AOÛT 1974", "1974-08-12");
    row(u"12 Sept. 1974", "1974-09-12");
    row(u"12 jui 1974", "");
    row(u"12 juil 1974", "1974-07-12");
    row(u"12 Marvel 1974", "");
    row(u"30 February 2026", "");
    // Centuries are not guessed.
    row(u"22 Nov 74", "1974-11-22 2074-11-22");
    row(u"22 Nov '74", "1974-11-22 2074-11-22");
    row(u"31.12.74", "1974-12-31 2074-12-31");
    row(u"26/11/22", "1922-11-26 2022-11-26 1926-11-22 2026-11-22");
    // Eras.
    row(u"令和8年11月22日", "2026-11-22");
    row(u"令和八年十一月二十二日", "2026-11-22");
    row(u"令和元年5月1日", "2019-05-01");
    row(u"R8.11.22", "2026-11-22");
    row(u"R 8/11/22", "2026-11-22");
    row(u"R081122", "2026-11-22");
    row(u"Ｒ８．１１．２２", "2026-11-22");
    row(u"㋿8年11月22日", "2026-11-22");
    row(u"昭和64年1月7日", "1989-01-07");
    row(u"昭和64年1月8日", "1989-01-08"); // Heisei, but what is meant is certain
    row(u"昭和65年3月1日", "1990-03-01");
    row(u"平成31年5月1日", "2019-05-01");
    row(u"令和元年4月30日", "2019-04-30");
    row(u"S49.8.12", "1974-08-12");
    row(u"T15-12-24", "1926-12-24");
    row(u"明治45年7月29日", "1912-07-29");
    row(u"明治5年7月29日", "");
    row(u"令和8年2月29日", "");
    row(u"令和8年22月11日", "");
    row(u"R2026.11.22", "");
    row(u"R8.11.22.5", "");
    // A part of a date.
    row(u"2026", "2026");
    row(u"2026年", "2026");
    row(u"2026年11月", "2026-11");
    row(u"2026-11", "2026-11");
    row(u"11/2026", "2026-11");
    row(u"Nov 2026", "2026-11");
    row(u"令和8年", "2026");
    row(u"昭和49年8月", "1974-08");
    row(u"R8", "2026");
    // What was written is clear, but it is not in the calendar.
    row(u"1974-02-30", "?1974-02-30");
    row(u"2026/22/11", "?2026-22-11");
    // No dates.
    row(u"", "");
    row(u"22", "");
    row(u"11/22", "");
    row(u"November", "");
    row(u"tomorrow", "");
    row(u"2026-11-22T10:00", "");
    row(u"2026-11-22-5", "");
    row(u"0026-11-22", "");
    row(u"+2026-11-22", "");
    row(u"令和8年昭和60年", "");
    row(u"AUG SEP 1974", "");
    row(u"1974 1975 1976", "");
    row(u"about 2026 11 22", "");
    row(u"T1234", "");
    row(u"99999999999", "");
}

void TestTypedDate::reads()
{
    QFETCH(QString, typed);
    QStringList found;
    for (const TypedDate &reading : readDate(typed)) {
        found.append((reading.exists() ? QString() : u"?"_s) + reading.iso());
    }
    QTEST(found.join(u' '), "readings");
}

// Whatever is certain is read as the same day; whatever is not certain, has it among its readings.
void TestTypedDate::everyDayInEveryManner()
{
    static const QStringList sure{u"yyyy-MM-dd"_s, u"yyyy/M/d"_s, u"yyyyMMdd"_s, u"yyyy年M月d日"_s, u"d.M.yyyy"_s, u"M/d/yyyy"_s};
    for (QDate day(2026, 1, 1); day.year() == 2026; day = day.addDays(1)) {
        const TypedDate wanted{day.year(), day.month(), day.day()};
        for (const QString &manner : sure) {
            const auto readings = readDate(day.toString(manner));
            QVERIFY2(std::find(readings.begin(), readings.end(), wanted) != readings.end(), qPrintable(day.toString(manner)));
            const bool open = manner.endsWith(u"yyyy") && day.day() <= 12 && day.day() != day.month();
            QCOMPARE(readings.size(), open ? size_t(2) : size_t(1));
        }
        const QString era = u"令和8年%1月%2日"_s.arg(day.month()).arg(day.day());
        QCOMPARE(readDate(era), std::vector<TypedDate>{wanted});
    }
}

void TestTypedDate::monthNumbers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("month"); // 0: none
    const auto row = [](const char16_t *typed, int month) {
        const QString text = QString::fromUtf16(typed);
        QTest::newRow(qPrintable(text)) << text << month;
    };
    row(u"1", 1);
    row(u"01", 1);
    row(u"12", 12);
    row(u"13", 0);
    row(u"0", 0);
    row(u"１１月", 11);
    row(u"十一月", 11);
    row(u"aug", 8);
    row(u"Aug.", 8);
    row(u"AOÛ", 8);
    row(u"mai", 5);
    row(u"mar", 3);
    row(u"ma", 0);
    row(u"augu", 8);
    row(u"augur", 0);
    row(u"", 0);
}

void TestTypedDate::monthNumbers()
{
    QFETCH(QString, typed);
    QFETCH(int, month);
    QCOMPARE(monthNumber(typed).value_or(0), month);
}

QTEST_GUILESS_MAIN(TestTypedDate)
#include "test_typed_date.moc"
