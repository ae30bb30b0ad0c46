// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/pattern.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp::form;

class TestPatterns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
    void takesTheLargest_data();
    void takesTheLargest();
    void staysFast();
};

void TestPatterns::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("yes");
    QTest::addColumn<QStringList>("no");
    const auto row = [](const char *name, const QString &pattern, const QStringList &yes, const QStringList &no) {
        QTest::newRow(name) << pattern << yes << no;
    };
    row("literal", u"abc"_s, {u"abc"_s}, {u"ab"_s, u"abcd"_s, u"xabc"_s, u"ABC"_s, u"abc\n"_s});
    row("anchors", u"^abc$"_s, {u"abc"_s}, {u"abcd"_s, u"xabc"_s});
    row("leading anchor only", u"^abc"_s, {u"abc"_s}, {u"abcd"_s});
    row("alternation is whole as well", u"^a|b$"_s, {u"a"_s, u"b"_s}, {u"ab"_s, u"ax"_s, u"xb"_s});
    row("digits", u"\\d{9}"_s, {u"123456789"_s}, {u"12345678"_s, u"１２３４５６７８９"_s});
    row("card number", u"^[A-Z]{4}[0-9]{8}$"_s, {u"ABCD12345678"_s}, {u"ABC12345678"_s, u"abcd12345678"_s});
    row("optional", u"ab?c"_s, {u"ac"_s, u"abc"_s}, {u"abbc"_s});
    row("bounds", u"a{2,3}"_s, {u"aa"_s, u"aaa"_s}, {u"a"_s, u"aaaa"_s});
    row("none", u"ba{0}"_s, {u"b"_s}, {u"ba"_s});
    row("group", u"(ab|cd){2}"_s, {u"abcd"_s, u"cdcd"_s}, {u"ab"_s});
    row("quiet group", u"(?:ab)?c"_s, {u"c"_s, u"abc"_s}, {u"bc"_s});
    row("dot", u"a.c"_s, {u"abc"_s, u"a。c"_s, u"a\U0001F600c"_s}, {u"a\nc"_s, u"a\rc"_s, u"a\u2028c"_s, u"ac"_s});
    row("word", u"\\w{3}"_s, {u"a_1"_s}, {u"äöü"_s, u"a-b"_s});
    row("space", u"a\\sb"_s, {u"a b"_s, u"a\tb"_s, u"a\vb"_s}, {u"a\u3000b"_s, u"a\u00A0b"_s});
    row("escaped punctuation", u"\\.\\-\\/\\$\\^\\|\\\\\\(\\)"_s, {u".-/$^|\\()"_s}, {u"x-/$^|\\()"_s});
    row("class", u"[a-cX\\-\\d_.]{2}"_s, {u"a-"_s, u"X9"_s, u"._"_s}, {u"d1"_s, u"x1"_s});
    row("class that is not", u"[^a-z]"_s, {u"A"_s, u"漢"_s, u"\n"_s}, {u"m"_s});
    row("hyphen at the edges", u"[-a][a-]"_s, {u"-a"_s, u"a-"_s}, {u"b-"_s});
    row("space class in a class", u"[\\s]"_s, {u" "_s, u"\v"_s}, {u"s"_s});
    row("signs in a class", u"[.*+?(){}|$[]"_s, {u"*"_s, u"["_s, u"$"_s}, {u"a"_s});
    row("Japanese", u"[ァ-ヶー　]{1,20}"_s, {u"タロウ"_s, u"ハナ　コ"_s}, {u"ﾀﾛｳ"_s, u"花"_s});
    row("beyond the BMP", u"𠮷{2}"_s, {u"𠮷𠮷"_s}, {u"𠮷"_s, u"吉吉"_s});
    row("empty", u""_s, {u""_s}, {u"a"_s});
    row("nothing means anything to the engine", u"-Q#&~,:=!<>@%'\";/"_s, {u"-Q#&~,:=!<>@%'\";/"_s}, {u""_s});
    row("half a pair in the value", u"."_s, {u"a"_s}, {QString(QChar(0xD800))});
}

void TestPatterns::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, yes);
    QFETCH(QStringList, no);
    const auto compiled = Pattern::compile(pattern);
    QVERIFY2(compiled, qPrintable(compiled ? QString() : compiled.error()));
    for (const QString &value : yes) {
        QVERIFY2(compiled->matches(value), qPrintable(value));
    }
    for (const QString &value : no) {
        QVERIFY2(!compiled->matches(value), qPrintable(value));
    }
}

void TestPatterns::refuses_data()
{
    QTest::addColumn<QString>("pattern");
    const QStringList illegal{
        u"a*"_s,
        u"a+"_s,
        u"a{2,}"_s,
        u"a{,3}"_s,
        u"a{}"_s,
        u"a{201}"_s,
        u"a{1,201}"_s,
        u"a{3,2}"_s,
        u"a{99999999999}"_s,
        u"a??"_s,
        u"a{2}?"_s,
        u"a{2}{3}"_s,
        u"?a"_s,
        u"{2}"_s,
        u"*"_s,
        u"(a?)?"_s,
        u"(a{2}){3}"_s,
        u"((a?b)c){2}"_s,
        u"(?=a)"_s,
        u"(?!a)"_s,
        u"(?<=a)b"_s,
        u"(?<n>a)"_s,
        u"(?i)a"_s,
        u"(?P<n>a)"_s,
        u"(a)\\1"_s,
        u"\\b"_s,
        u"\\D"_s,
        u"\\W"_s,
        u"\\S"_s,
        u"\\n"_s,
        u"\\t"_s,
        u"\\x41"_s,
        u"\\u0041"_s,
        u"\\p{L}"_s,
        u"\\Q"_s,
        u"\\A"_s,
        u"\\0"_s,
        u"a\\"_s,
        u"[a\\"_s,
        u"[]"_s,
        u"[^]"_s,
        u"[a"_s,
        u"[z-a]"_s,
        u"[\\d-z]"_s,
        u"[a-\\d]"_s,
        u"[\\b]"_s,
        u"[\\W]"_s,
        u"(a"_s,
        u"a)"_s,
        u"a}"_s,
        u"a]"_s,
        u"a^b"_s,
        u"a$b"_s,
        u"^^a"_s,
        u"a$$"_s,
        u"(^a)"_s,
        u"(a$)"_s,
        u"a|$|b"_s,
        u"("_s.repeated(30) + u"a"_s + u")"_s.repeated(30),
        u"a"_s.repeated(201),
        QString(QChar(0xDC00)),
    };
    for (const QString &pattern : illegal) {
        QTest::newRow(qPrintable(pattern.left(40))) << pattern;
    }
}

void TestPatterns::refuses()
{
    QFETCH(QString, pattern);
    const auto compiled = Pattern::compile(pattern);
    QVERIFY2(!compiled, "it was taken");
    QVERIFY(!compiled.error().isEmpty());
}

// Whatever is legal has to compile: the engine's own limit of memory must be above the contract's limits.
void TestPatterns::takesTheLargest_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("dots") << u".{200}"_s.repeated(33);
    QTest::newRow("dots in a group") << u"("_s + u"."_s.repeated(193) + u"){200}"_s;
    QTest::newRow("optional dots") << u".{0,200}"_s.repeated(25);
    QTest::newRow("negated classes in a group") << u"("_s + u"[^a]"_s.repeated(48) + u"){200}"_s;
    QTest::newRow("ideographs in a group") << u"("_s + u"𠮷"_s.repeated(193) + u"){200}"_s;
    QTest::newRow("ranges over planes") << u"([é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷][é-𠮷]){200}"_s;
    QTest::newRow("many ranges") << u"([^aáàâäãåæbcçdeéèêëfghiíìîïjklmnñoóòôöõøœpqrsßtuúùûüvwxyýÿzžđłþð]){0,200}"_s;
}

void TestPatterns::takesTheLargest()
{
    QFETCH(QString, pattern);
    QVERIFY(pattern.toUcs4().size() <= Pattern::MaxLength);
    const auto compiled = Pattern::compile(pattern);
    QVERIFY2(compiled, qPrintable(compiled ? QString() : compiled.error().left(300)));
    QVERIFY(compiled->longestMatch() > 0 && compiled->size() >= compiled->longestMatch());
}

// Expressions on which a matcher that goes back takes longer than the universe has lasted. No clock: it ends or not.
void TestPatterns::staysFast()
{
    const auto optional = Pattern::compile(u"(a|aa){200}b"_s);
    QVERIFY(optional && !optional->matches(u"a"_s.repeated(400)));
    QVERIFY(optional->matches(u"a"_s.repeated(300) + u'b'));
    const auto classic = Pattern::compile(u"a?"_s.repeated(60) + u"a"_s.repeated(60));
    QVERIFY(classic && classic->matches(u"a"_s.repeated(60)));
    const auto dots = Pattern::compile(u".{0,200}"_s.repeated(10) + u"x"_s);
    QVERIFY(dots && !dots->matches(u"y"_s.repeated(2001)));
    QVERIFY2(!dots->matches(u"y"_s.repeated(10'000'000)), "longer than any match");
}

QTEST_GUILESS_MAIN(TestPatterns)
#include "test_patterns.moc"
