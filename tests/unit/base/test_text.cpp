// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trims();
    void composes();
    void endsLines();
    void narrows();
    void widens_data();
    void widens();
    void counts_data();
    void counts();
    void knowsWidths_data();
    void knowsWidths();
    void forbids_data();
    void forbids();
};

void TestText::trims()
{
    const QString blanks = u"\t\n\v\f\r \u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000"_s;
    QCOMPARE(trimmedWhiteSpace(blanks + u"a"_s + blanks + u"b"_s + blanks), u"a"_s + blanks + u"b"_s);
    QCOMPARE(trimmedWhiteSpace(blanks), QString());
    QCOMPARE(trimmedWhiteSpace(QString()), QString());
    // No white space by Unicode's property: zero-width space, joiners, word joiner, byte order mark.
    QCOMPARE(trimmedWhiteSpace(u"\u200Ba\u200D\u2060\uFEFF\u180E"_s), u"\u200Ba\u200D\u2060\uFEFF\u180E"_s);
}

void TestText::composes()
{
    QCOMPARE(nfc(u"e\u0301か\u3099"_s), u"éが"_s);
    QCOMPARE(nfc(u"㈱①Ａｱ"_s), u"㈱①Ａｱ"_s);
}

void TestText::endsLines()
{
    QCOMPARE(withLineFeeds(u"a\r\nb\rc\n\r\r\nd"_s), u"a\nb\nc\n\n\nd"_s);
}

void TestText::narrows()
{
    QCOMPARE(halfWidth(u"Ａｚ０９！～　＠"_s), u"Az09!~ @"_s);
    QCOMPARE(halfWidth(u"漢ア｡￥\uFF00"_s), u"漢ア｡￥\uFF00"_s);
}

void TestText::widens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wide");
    QTest::newRow("ASCII") << u"Az 09!~"_s << u"Ａｚ　０９！～"_s;
    QTest::newRow("katakana") << u"ｱｶﾞﾊﾟｳﾞﾜﾞ｡｢ｰ"_s << u"アガパヴヷ。「ー"_s;
    QTest::newRow("marks after full-width katakana") << u"カﾞハﾟ"_s << u"ガパ"_s;
    QTest::newRow("marks alone") << u"ﾞｱﾞﾟ"_s << u"゛ア゛゜"_s;
    QTest::newRow("signs") << u"¢£¥¦¬₩"_s << u"￠￡￥￤￢￦"_s;
    QTest::newRow("blanks") << u" \u00A0"_s << u"\u3000\u3000"_s;
    QTest::newRow("all others") << u"漢𠮷é\n①"_s << u"漢𠮷é\n①"_s;
}

void TestText::widens()
{
    QFETCH(QString, text);
    QFETCH(QString, wide);
    QCOMPARE(fullWidth(text), wide);
    QCOMPARE(fullWidth(wide), wide);
}

void TestText::counts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QString() << 0;
    QTest::newRow("plain") << u"abc漢"_s << 4;
    QTest::newRow("pairs") << u"𠮷a𠮷"_s << 3;
    QTest::newRow("variation selector") << u"葛󠄀"_s << 2;
    QTest::newRow("halves") << QString(QChar(0xDC00)) + QChar(0xD800) + QChar(0xD800) << 3;
}

void TestText::counts()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    QCOMPARE(codePointCount(text), count);
}

// Samples of EastAsianWidth.txt 15.0.0, and both edges of ranges.
void TestText::knowsWidths_data()
{
    QTest::addColumn<uint>("code");
    QTest::addColumn<bool>("wide");
    const auto row = [](uint code, bool wide) { QTest::addRow("U+%04X", code) << code << wide; };
    for (const uint wide : {0xA1U,    0xA7U,    0xD7U,    0xE0U,    0x3B1U,   0x410U,   0x1100U,  0x115FU, 0x2010U,
                            0x2026U,  0x2460U,  0x3000U,  0x3001U,  0x3042U,  0x30FCU,  0x4E00U,  0x9FFFU, 0xAC00U,
                            0xD7A3U,  0xE000U,  0xF900U,  0xFF01U,  0xFF60U,  0xFFE0U,  0xFFE6U,  0xFFFDU, 0x1F600U,
                            0x20000U, 0x2FFFDU, 0x30000U, 0x323AFU, 0x3FFFDU, 0xE0100U, 0x10FFFDU}) {
        row(wide, true);
    }
    for (const uint narrow : {0x0U,    0xAU,    0x20U,   0x41U,    0x7EU,    0xA0U,    0xA5U,    0xE4U,
                              0xF6U,   0x1160U, 0x2011U, 0x200BU,  0xD7A4U,  0xD800U,  0xFF61U,  0xFF71U,
                              0xFFDCU, 0xFFE8U, 0xFFFEU, 0x1D11EU, 0x2FFFEU, 0x3FFFEU, 0xE01F0U, 0x10FFFEU}) {
        row(narrow, false);
    }
}

void TestText::knowsWidths()
{
    QFETCH(uint, code);
    QFETCH(bool, wide);
    QCOMPARE(isFullWidth(code), wide);
}

void TestText::forbids_data()
{
    QTest::addColumn<uint>("code");
    QTest::addColumn<bool>("forbidden");
    const auto row = [](uint code, bool forbidden) { QTest::addRow("U+%04X", code) << code << forbidden; };
    for (const uint code :
         {0x0U,    0x9U,    0xAU,    0x1FU,   0x7FU,   0x85U,  0x9FU,    0x202AU,  0x202EU,  0x2066U,  0x2069U,
          0xD800U, 0xDFFFU, 0xE000U, 0xF8FFU, 0xFFFEU, 0x378U, 0x2FFFEU, 0x3FFFFU, 0xF0000U, 0x10FFFFU}) {
        row(code, true);
    }
    // An ideograph of Unicode 15.0 that an older library does not know (U+31350) is one all the same.
    for (const uint code : {0x20U, 0x41U, 0xA0U, 0xE9U, 0x200DU, 0x200EU, 0x3042U, 0x4E00U, 0xFF71U, 0x1F600U, 0x20BB7U,
                            0x31350U, 0xE0100U}) {
        row(code, false);
    }
}

void TestText::forbids()
{
    QFETCH(uint, code);
    QFETCH(bool, forbidden);
    QCOMPARE(isForbiddenInText(code), forbidden);
}

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
