// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/eras.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::form;

class TestEras : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsYears_data();
    void readsYears();
    void namesDays_data();
    void namesDays();
    void namesYears_data();
    void namesYears();
    void thereAndBack();
};

void TestEras::readsYears_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("year"); // 0: not understood
    const auto row = [](const char16_t *typed, int year) {
        const QString text = QString::fromUtf16(typed);
        QTest::newRow(qPrintable(text)) << text << year;
    };
    row(u"令和8", 2026);
    row(u"令和8年", 2026);
    row(u" 令和 8 年 ", 2026);
    row(u"令和８年", 2026);
    row(u"令和元年", 2019);
    row(u"令和元", 2019);
    row(u"㋿8", 2026);
    row(u"R8", 2026);
    row(u"r8", 2026);
    row(u"Ｒ８", 2026);
    row(u"R.8", 2026);
    row(u"R. 8", 2026);
    row(u"R08", 2026);
    row(u"Reiwa 8", 2026);
    row(u"平成元年", 1989);
    row(u"平成31年", 2019);
    row(u"H31", 2019);
    row(u"平成35年", 2023); // on driving licences that were issued before May 2019
    row(u"昭和60", 1985);
    row(u"S60", 1985);
    row(u"昭和64", 1989);
    row(u"昭和65年", 1990); // counted on
    row(u"昭和元年", 1926);
    row(u"大正15年", 1926);
    row(u"T1", 1912);
    row(u"明治45年", 1912);
    row(u"明治6年", 1873);
    row(u"明治5年", 0); // another calendar
    row(u"令和0年", 0);
    row(u"令和", 0);
    row(u"R", 0);
    row(u"R100", 0);
    row(u"8", 0);
    row(u"2026", 0);
    row(u"X8", 0);
    row(u"慶応3年", 0);
    row(u"R8.11", 0);
    row(u"令和-8", 0);
    row(u"", 0);
}

void TestEras::readsYears()
{
    QFETCH(QString, typed);
    QFETCH(int, year);
    QCOMPARE(eraYear(typed).value_or(0), year);
}

void TestEras::namesDays_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("text");
    const auto row = [](QDate day, const char16_t *text) {
        QTest::newRow(qPrintable(day.toString(Qt::ISODate))) << day << QString::fromUtf16(text);
    };
    row({1872, 12, 31}, u"");
    row({1873, 1, 1}, u"明治6年");
    row({1912, 7, 29}, u"明治45年");
    row({1912, 7, 30}, u"大正元年");
    row({1926, 12, 24}, u"大正15年");
    row({1926, 12, 25}, u"昭和元年");
    row({1989, 1, 7}, u"昭和64年");
    row({1989, 1, 8}, u"平成元年");
    row({2019, 4, 30}, u"平成31年");
    row({2019, 5, 1}, u"令和元年");
    row({2026, 11, 22}, u"令和8年");
    row({}, u"");
}

void TestEras::namesDays()
{
    QFETCH(QDate, day);
    QTEST(eraText(day), "text");
}

void TestEras::namesYears_data()
{
    QTest::addColumn<int>("year");
    QTest::addColumn<QString>("text");
    QTest::newRow("1872") << 1872 << u""_s;
    QTest::newRow("1912") << 1912 << u"明治45年・大正元年"_s;
    QTest::newRow("1926") << 1926 << u"大正15年・昭和元年"_s;
    QTest::newRow("1974") << 1974 << u"昭和49年"_s;
    QTest::newRow("1989") << 1989 << u"昭和64年・平成元年"_s;
    QTest::newRow("2019") << 2019 << u"平成31年・令和元年"_s;
    QTest::newRow("2026") << 2026 << u"令和8年"_s;
}

void TestEras::namesYears()
{
    QFETCH(int, year);
    QTEST(eraText(year), "text");
}

// Every year that is shown is understood when it is typed, as the same year.
void TestEras::thereAndBack()
{
    for (int year = 1873; year <= 2080; ++year) {
        for (const QString &text : eraText(year).split(u'・')) {
            QCOMPARE(eraYear(text).value_or(0), year);
        }
    }
}

QTEST_GUILESS_MAIN(TestEras)
#include "test_eras.moc"
