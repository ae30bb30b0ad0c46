// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/display.h"
#include "form/normalize.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

class TestDates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resolvesBounds_data();
    void resolvesBounds();
    void readsOnlyLegalBounds_data();
    void readsOnlyLegalBounds();
    void judges_data();
    void judges();
    void saysWhatIsMissingFirst_data();
    void saysWhatIsMissingFirst();
    void takesWhatPeopleType_data();
    void takesWhatPeopleType();
    void showsInTheLanguage();
};

void TestDates::resolvesBounds_data()
{
    QTest::addColumn<QByteArray>("bound");
    QTest::addColumn<QByteArray>("today");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *bound, const char *today, const char *expected) {
        QTest::addRow("%s on %s", bound, today) << QByteArray(bound) << QByteArray(today) << QByteArray(expected);
    };
    row("2020-02-29", "2026-11-22", "2020-02-29");
    row("today", "2026-11-22", "2026-11-22");
    row("today-P1Y", "2024-02-29", "2023-02-28");
    row("today+P4Y", "2024-02-29", "2028-02-29");
    row("today+P1M", "2026-01-31", "2026-02-28");
    row("today+P1M", "2028-01-31", "2028-02-29");
    row("today-P1M", "2026-03-31", "2026-02-28");
    row("today+P6M", "2026-08-31", "2027-02-28");
    row("today+P1Y1M", "2024-02-29", "2025-03-29");
    row("today+P1M1D", "2026-01-31", "2026-03-01");
    row("today+P2W", "2026-12-25", "2027-01-08");
    row("today-P1D", "2027-01-01", "2026-12-31");
    row("today-P18Y", "2026-11-22", "2008-11-22");
    row("today+P1Y2M1W3D", "2026-11-22", "2028-02-01");
}

void TestDates::resolvesBounds()
{
    QFETCH(QByteArray, bound);
    QFETCH(QByteArray, today);
    QFETCH(QByteArray, expected);
    const Definition form = understood(formAround(field("a", "date", ",\"not_before\":\"" + bound + '"')));
    const QDate day = QDate::fromString(QString::fromLatin1(today), Qt::ISODate);
    QCOMPARE(form.steps[0].fields[0].notBefore->resolve(day).toString(Qt::ISODate).toLatin1(), expected);
}

void TestDates::readsOnlyLegalBounds_data()
{
    QTest::addColumn<QByteArray>("bound");
    for (const char *bound : {"",
                              "now",
                              "Today",
                              "today ",
                              "today-",
                              "today-1Y",
                              "today-P",
                              "today-PY",
                              "today-P1",
                              "todayP1Y",
                              "today-P1D1Y",
                              "today-P1Y1Y",
                              "today-P1.5Y",
                              "today-P-1Y",
                              "today-PT1H",
                              "today+P99999Y",
                              "today*P1Y",
                              "2026",
                              "2026-11",
                              "2026-1-1",
                              "2026-13-01",
                              "2026-02-29",
                              "0000-01-01",
                              "2026-11-22T00:00:00Z",
                              "20261122",
                              "+2026-11-22"}) {
        QTest::newRow(*bound == 0 ? "empty" : bound) << QByteArray(bound);
    }
}

void TestDates::readsOnlyLegalBounds()
{
    QFETCH(QByteArray, bound);
    QVERIFY(!readDefinition(formAround(field("a", "date", ",\"not_before\":\"" + bound + '"'))));
}

void TestDates::judges_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("code");
    // The rule is: from 2025-02-28 (today-P1Y) until 2026-02-28 (today).
    const auto row = [](const char *type, const char *value, const char *code) {
        QTest::addRow("%s %s", type, value) << QByteArray(type) << QByteArray(value) << QString::fromLatin1(code);
    };
    row("date", "2025-02-28", "");
    row("date", "2025-02-27", "too-early");
    row("date", "2026-02-28", "");
    row("date", "2026-03-01", "too-late");
    row("date", "2026-02", "date");
    row("date", "2026-02-29", "date");
    row("date", "2026-2-1", "date");
    row("date", "2026/02/01", "date");
    row("date", "２０２６-02-01", "date");
    row("date", "tomorrow", "date");
    row("partial_date", "2025-02-28", "");
    row("partial_date", "2025-02-27", "too-early");
    row("partial_date", "2025-02", "");
    row("partial_date", "2025-01", "too-early");
    row("partial_date", "2025", "");
    row("partial_date", "2024", "too-early");
    row("partial_date", "2026", "");
    row("partial_date", "2026-02", "");
    row("partial_date", "2026-03", "too-late");
    row("partial_date", "2027", "too-late");
    row("partial_date", "2026-13", "date");
    row("partial_date", "2026-", "date");
    row("partial_date", "26", "date");
    row("partial_date", "0000", "date");
}

void TestDates::judges()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, value);
    QFETCH(QString, code);
    const Definition form =
        understood(formAround(field("a", type, R"(,"not_before":"today-P1Y","not_after":"today")")));
    const auto problems = check(form, answersOf("{\"a\":\"" + value + "\"}"), {}, onDay("2026-02-28"));
    QCOMPARE(summary(problems), code.isEmpty() ? QString() : code + u" /answers/a"_s);
}

// Missing, impossible, another rule: in this order.
void TestDates::saysWhatIsMissingFirst_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing") << QByteArray() << u"入力してください。 / Please fill this in."_s;
    QTest::newRow("no day") << QByteArray("2031-2-") << u"日も入力してください。 / Enter the day as well."_s;
    QTest::newRow("no month") << QByteArray("2031--2") << u"月も入力してください。 / Enter the month as well."_s;
    QTest::newRow("only the year")
        << QByteArray("2031--") << u"月と日も入力してください。 / Enter the month and the day as well."_s;
    QTest::newRow("no such day") << QByteArray("2031-2-30") << u"実在する"_s;
    QTest::newRow("too late") << QByteArray("2031-2-20") << u"以前の"_s;
}

void TestDates::saysWhatIsMissingFirst()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, message);
    const Definition form = understood(formAround(field("a", "date", R"(,"not_after":"today")")));
    const Answers typed = value.isEmpty() ? Answers() : answersOf("{\"a\":\"" + value + "\"}");
    const auto problems = check(form, prepareForSending(form, typed, {}), {}, onDay("2026-02-28"));
    QCOMPARE(problems.size(), size_t(1));
    const QString said = problems[0].message.in(u"ja"_s) + u" / "_s + problems[0].message.in(u"en"_s);
    QVERIFY2(said.contains(message), qPrintable(said));
}

void TestDates::takesWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("partial");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char16_t *typed, bool partial, const char16_t *stored) {
        QTest::addRow("%s%s", qPrintable(QString::fromUtf16(typed)), partial ? " partial" : "")
            << QString::fromUtf16(typed) << partial << QString::fromUtf16(stored);
    };
    row(u"2026-11-22", false, u"2026-11-22");
    row(u" 2026/1/2 ", false, u"2026-01-02");
    row(u"2026.01.02", false, u"2026-01-02");
    row(u"20260102", false, u"2026-01-02");
    row(u"２０２６年１月２日", false, u"2026-01-02");
    row(u"2026年", true, u"2026");
    row(u"2026", true, u"2026");
    row(u"202605", true, u"2026-05");
    row(u"2026年5月", true, u"2026-05");
    row(u"2026/5", true, u"2026-05");
    row(u"2026/5", false, u"2026/5");
    row(u"2026/2/30", false, u"2026/2/30");
    row(u"22/11/2026", false, u"2026-11-22");
    row(u"05/06/1974", false, u"05/06/1974");
    row(u"22/11/26", false, u"22/11/26");
    row(u"令和8年1月1日", false, u"2026-01-01");
    row(u"昭和49年8月", true, u"1974-08");
    row(u"昭和49年8月", false, u"昭和49年8月");
    row(u"1974-8-", true, u"1974-8-");
    row(u"1974--", true, u"1974--");
    row(u"1974--12", true, u"1974--12"); // the month's box was left empty
    row(u"S49--12", true, u"S49--12");
    row(u"-8-12", true, u"-8-12");
}

void TestDates::takesWhatPeopleType()
{
    QFETCH(QString, typed);
    QFETCH(bool, partial);
    QFETCH(QString, stored);
    Field date;
    date.type = partial ? FieldType::PartialDate : FieldType::Date;
    QCOMPARE(normalizeText(date, typed), stored);
    QCOMPARE(normalizeText(date, stored), stored);
}

void TestDates::showsInTheLanguage()
{
    Field date;
    date.type = FieldType::PartialDate;
    QCOMPARE(displayText(date, u"1980-05-31"_s, u"ja"_s), u"1980年5月31日"_s);
    QCOMPARE(displayText(date, u"1980-05"_s, u"ja-JP"_s), u"1980年5月"_s);
    QCOMPARE(displayText(date, u"1980"_s, u"ja"_s), u"1980年"_s);
    QCOMPARE(displayText(date, u"1980-05-31"_s, u"en-GB"_s), u"31 May 1980"_s);
    QCOMPARE(displayText(date, u"1980-05"_s, u"en"_s), u"May 1980"_s);
    QCOMPARE(displayText(date, u"1980"_s, u"fr"_s), u"1980"_s);
    QCOMPARE(displayText(date, u"soon"_s, u"en"_s), u"soon"_s);
}

QTEST_GUILESS_MAIN(TestDates)
#include "test_dates.moc"
