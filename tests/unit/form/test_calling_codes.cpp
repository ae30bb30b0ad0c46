// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/calling_codes.h"
#include "form/countries.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::form;

class TestCallingCodes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tableIsSound();
    void dials_data();
    void dials();
    void knowsWhoseNumber_data();
    void knowsWhoseNumber();
    void strangeTextIsKept();
    void thereAndBack();
};

void TestCallingCodes::tableIsSound()
{
    QVERIFY(callingCodes().size() > 200);
    QSet<QString> countries;
    QHash<QString, int> mains;
    for (const CallingCode &code : callingCodes()) {
        QVERIFY2(country(code.country), qPrintable(code.country));
        QVERIFY2(!countries.contains(code.country), qPrintable(code.country));
        countries.insert(code.country);
        QVERIFY(!code.code.isEmpty() && code.code.size() <= 3 && !code.code.startsWith(u'0'));
        mains[code.code] += code.main ? 1 : 0;
        for (const CallingCode &other : callingCodes()) {
            QVERIFY(other.code == code.code || !other.code.startsWith(code.code)); // E.164: prefix-free
        }
    }
    for (auto it = mains.cbegin(); it != mains.cend(); ++it) {
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
    }
}

void TestCallingCodes::dials_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("number");
    const auto row = [](const char *country, const char16_t *typed, const char *number) {
        const QString text = QString::fromUtf16(typed);
        QTest::addRow("%s %s", country, qPrintable(text)) << QString::fromLatin1(country) << text << QString::fromLatin1(number);
    };
    row("JPN", u"03-1234-5678", "+81312345678");
    row("JPN", u"090-1234-5678", "+819012345678");
    row("JPN", u"３－１２３４－５６７８", "+81312345678");
    row("JPN", u"(03) 1234 5678", "+81312345678");
    row("JPN", u"03ー1234ー5678", "+81312345678");
    row("GBR", u"020 7946 0000", "+442079460000");
    row("GBR", u"(0)20 7946 0000", "+442079460000");
    row("D", u"030/1234567", "+49301234567");
    row("FRA", u"06 12 34 56 78", "+33612345678");
    row("ITA", u"06 1234 5678", "+390612345678"); // the 0 of Italy belongs to the number
    row("HUN", u"06 1 234 5678", "+3612345678");
    row("HUN", u"1 234 5678", "+3612345678");
    row("RUS", u"8 (495) 123-45-67", "+74951234567");
    row("RUS", u"800 123 45 67", "+78001234567"); // an 8 of its own
    row("USA", u"(202) 555-0123", "+12025550123");
    row("USA", u"1 202 555 0123", "+12025550123");
    row("CAN", u"1-416-555-0123", "+14165550123");
    row("KOR", u"010-1234-5678", "+821012345678");
    row("HKG", u"2345 6789", "+85223456789");
    row("SGP", u"6123 4567", "+6561234567");
    row("JPN", u"+44 20 7946 0000", "+442079460000"); // its own country
    row("JPN", u"0049 30 1234567", "+49301234567");
    row("JPN", u"0", "+810");
}

void TestCallingCodes::dials()
{
    QFETCH(QString, country);
    QFETCH(QString, typed);
    const CallingCode *code = callingCodeOf(country);
    QVERIFY(code);
    QTEST(internationalNumber(*code, typed), "number");
}

void TestCallingCodes::knowsWhoseNumber_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("country");
    QTest::newRow("Japan") << u"+81312345678"_s << u"JPN"_s;
    QTest::newRow("Germany") << u"+49301234567"_s << u"D"_s;
    QTest::newRow("United States") << u"+12025550123"_s << u"USA"_s;
    QTest::newRow("Canada") << u"+14165550123"_s << u"CAN"_s;
    QTest::newRow("Guam") << u"+16715550123"_s << u"GUM"_s;
    QTest::newRow("Russia") << u"+74951234567"_s << u"RUS"_s;
    QTest::newRow("Kazakhstan") << u"+77012345678"_s << u"KAZ"_s;
    QTest::newRow("Kosovo") << u"+38344123456"_s << u"RKS"_s;
    QTest::newRow("the code alone") << u"+81"_s << u"JPN"_s;
    QTest::newRow("nobody's") << u"+999123456"_s << QString();
    QTest::newRow("no number") << u"+81 3"_s << QString();
    QTest::newRow("no plus") << u"81312345678"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestCallingCodes::knowsWhoseNumber()
{
    QFETCH(QString, number);
    const CallingCode *code = callingCodeOfNumber(number);
    QTEST(code ? code->country : QString(), "country");
}

void TestCallingCodes::strangeTextIsKept()
{
    const CallingCode &japan = *callingCodeOf(u"JPN"_s);
    QCOMPARE(internationalNumber(japan, u"03-1234 ext. 5"_s), u"+8103-1234 ext. 5"_s);
    QCOMPARE(internationalNumber(japan, u"ask me"_s), u"+81ask me"_s);
}

// A number that was taken apart is the same when it is put together again.
void TestCallingCodes::thereAndBack()
{
    for (const CallingCode &code : callingCodes()) {
        for (const int length : code.lengths) {
            const QString area = code.areas.isEmpty() ? u"2"_s : code.areas.first();
            const QString number = u'+' + code.code + area + u"3456789012345"_s.left(length - area.size());
            const CallingCode *found = callingCodeOfNumber(number);
            QVERIFY2(found && found->code == code.code, qPrintable(number));
            QCOMPARE(internationalNumber(*found, number.mid(1 + found->code.size())), number);
        }
    }
}

QTEST_GUILESS_MAIN(TestCallingCodes)
#include "test_calling_codes.moc"
