// SPDX-License-Identifier: GPL-3.0-or-later
// The character doctor: what is folded without asking, what is named, and what is proposed instead.
#include "form/characters.h"
#include "form/normalize.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

class TestCharacters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folds_data();
    void folds();
    void names_data();
    void names();
    void proposalsAreTaken();
};

namespace {

Field fieldOf(const QByteArray &charset, const char *type = "text")
{
    return understood(formAround(field("a", type, ",\"charset\":\"" + charset + '"'))).steps[0].fields[0];
}

QString asWords(const std::vector<StrangeCharacter> &strange)
{
    QStringList words;
    for (const StrangeCharacter &one : strange) {
        words += u"%1@%2:%3"_s.arg(uint(one.code), 4, 16, QLatin1Char('0')).arg(one.position).arg(one.substitutes.join(u'|'));
    }
    return words.join(u' ');
}

} // namespace

void TestCharacters::folds_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *charset, const QString &typed, const QString &stored) {
        QTest::newRow(name) << QByteArray(charset) << typed << stored;
    };
    row("marks", "latin_upper", u"José Nuñez Čapek Nguyễn"_s, u"JOSE NUñEZ CAPEK NGUYEN"_s);
    row("marks of their own", "latin_upper", u"Jose\u0301 x\u0302y"_s, u"JOSE XY"_s);
    row("one spelling in ICAO 9303", "latin_upper", u"Søren Łukasz Æthel ß Đ"_s, u"SOEREN LUKASZ AETHEL SS D"_s);
    row("a choice in ICAO 9303 stays", "latin_upper", u"Müller Åsa Ñandú Örn Äti"_s, u"MüLLER ÅSA ÑANDU ÖRN ÄTI"_s);
    row("dashes and apostrophes", "latin_upper", u"O’Hara—Jones ‘Aina D\u02BBArc"_s, u"O'HARA-JONES 'AINA D'ARC"_s);
    row("copied blanks", "latin_upper", u"Anna\u00A0\u2003Maria\u200B\u200F\uFEFF"_s, u"ANNA MARIA"_s);
    row("Cyrillic among Latin", "latin_upper", u"\u0410nn\u0430 \u041ccKay"_s, u"ANNA MCKAY"_s);
    row("Greek among Latin", "latin_upper", u"\u0391nn\u03bf"_s, u"ANNo"_s.toUpper());
    row("a Cyrillic word is no Latin one", "latin_upper", u"\u0420\u041e\u0421\u0410 Anna"_s, u"\u0420\u041e\u0421\u0410 ANNA"_s);
    row("letters in another dress", "latin_upper", u"𝐀𝓷𝔫𝖆"_s, u"ANNA"_s);
    row("full width", "latin_upper", u"ｅｒｉｋｓｓｏｎ　Ａ"_s, u"ERIKSSON A"_s);
    row("a hyphen behind what becomes a letter", "digits", u"īー2"_s, u"i2"_s);
    row("Arabic digits", "digits", u"\u0661\u0662\u0663 \u06f4\u06f5"_s, u"12345"_s);
    row("other digits", "digits", u"१२३ ٣ 𝟗 ７"_s, u"123397"_s);
    row("not what means something else", "digits", u"①²"_s, u"①²"_s);
    row("passport number", "alphanumeric", u"\u200eТК 123‑456\u200f"_s, u"ТК123456"_s);
    row("lookalike in a passport number", "alphanumeric", u"T\u041a 123"_s, u"TK123"_s);
    row("ascii", "ascii", u"Café – № 5"_s, u"Cafe - № 5"_s);
    row("anything", "any", u"é ① 𝐀 \u0661 Ａ ｱ ZWJ:\u200d"_s, u"é ① 𝐀 \u0661 Ａ ｱ ZWJ:\u200d"_s);
    row("kanji", "fullwidth", u"髙﨑 葛\U000E0100 𠮷 ㍿"_s, u"髙﨑　葛\U000E0100　𠮷　㍿"_s);
    row("kanji anywhere", "any", u"髙﨑 葛\U000E0100"_s, u"髙﨑 葛\U000E0100"_s);
    // U+FA10 would become U+585A, another form of the character, in NFC; U+2F81A likewise.
    row("compatibility ideographs", "fullwidth", u"\uFA10本 \U0002F81A"_s, u"\u585A\uFE00本　\u51AC\uFE00"_s);
    row("compatibility ideographs anywhere", "any", u"\uFA19社"_s, u"\u795E\uFE00社"_s);
    row("half-width katakana", "fullwidth", u"ｱ ﾔﾏﾀﾞ"_s, u"ア　ヤマダ"_s);
    row("digits in full width", "fullwidth", u"1-2-3"_s, u"１－２－３"_s);
}

void TestCharacters::folds()
{
    QFETCH(QByteArray, charset);
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    const Field field = fieldOf(charset);
    QCOMPARE(normalizeText(field, typed), stored);
    QCOMPARE(normalizeText(field, stored), stored);
}

void TestCharacters::names_data()
{
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("strange"); // code@position:substitutes
    QTest::addColumn<QString>("english");
    const auto row = [](const char *name, const char *charset, const QString &stored, const char *strange, const QString &english) {
        QTest::newRow(name) << QByteArray(charset) << stored << QString::fromUtf8(strange) << english;
    };
    row("a choice", "latin_upper", u"MüLLER"_s, "00fc@2:UE|UXX|U",
        u"“ü” (U+00FC, character 2; use UE, UXX or U instead)"_s);
    row("behind a character of two units", "alphanumeric", u"𠮷Ø"_s, "20bb7@1: 00d8@2:OE",
        u"“𠮷” (U+20BB7, character 1), “Ø” (U+00D8, character 2; use OE instead)"_s);
    row("髙 and 﨑", "latin_upper", u"髙﨑"_s, "9ad9@1: fa11@2:", u"“髙” (U+9AD9, character 1), “﨑” (U+FA11, character 2)"_s);
    row("half-width katakana", "latin_upper", u"Aｱ"_s, "ff71@2:", u"“ｱ” (U+FF71, character 2)"_s);
    row("Hangul", "latin_upper", u"KIM 김"_s, "ae40@5:", u"“김” (U+AE40, character 5)"_s);
    row("Arabic", "latin_upper", u"\u0645"_s, "0645@1:", u"“\u0645” (U+0645, character 1)"_s);
    row("emoji", "latin_upper", u"ANNA😀"_s, "1f600@5:", u"“😀” (U+1F600, character 5)"_s);
    row("a Cyrillic word", "latin_upper", u"\u0420"_s, "0420@1:P", u"“\u0420” (U+0420, character 1; use P instead)"_s);
    row("a digit in a name", "latin_upper", u"A1"_s, "0031@2:", u"“1” (U+0031, character 2)"_s);
    row("a letter among digits", "digits", u"1O"_s, "004f@2:0", u"“O” (U+004F, character 2; use 0 instead)"_s);
    row("a circled digit", "digits", u"①"_s, "2460@1:1", u"“①” (U+2460, character 1; use 1 instead)"_s);
    row("a ligature", "latin_upper", u"\uFB01N"_s, "fb01@1:FI", u"“\uFB01” (U+FB01, character 1; use FI instead)"_s);
    row("override", "any", u"a\u202eb"_s, "202e@2:", u"invisible formatting character (U+202E, character 2; leave it out)"_s);
    row("isolate", "fullwidth", u"漢\u2067"_s, "2067@2:", u"invisible formatting character (U+2067, character 2; leave it out)"_s);
    row("control", "any", u"a\u0007"_s, "0007@2:", u"control character (U+0007, character 2; leave it out)"_s);
    row("unassigned", "any", u"\u0378"_s, "0378@1:", u"unassigned character (U+0378, character 1; leave it out)"_s);
    row("private", "any", u"\uE000"_s, "e000@1:", u"private character (U+E000, character 1; leave it out)"_s);
    row("half a pair", "any", QString(QChar(0xD842)), "d842@1:", u"half a character (U+D842, character 1; leave it out)"_s);
    row("right-to-left mark", "fullwidth", u"漢\u200f"_s, "200f@2:", u"right-to-left mark (U+200F, character 2; leave it out)"_s);
    row("joiners belong to scripts", "any", u"نمی\u200cخواهم 👩\u200d🚀"_s, "", QString());
    row("each once", "digits", u"1a2a"_s, "0061@2: 0061@4:", u"“a” (U+0061, character 2)"_s);
}

void TestCharacters::names()
{
    QFETCH(QByteArray, charset);
    QFETCH(QString, stored);
    QFETCH(QString, strange);
    QFETCH(QString, english);
    const auto found = strangeCharacters(fieldOf(charset), stored);
    QCOMPARE(asWords(found), strange);
    QCOMPARE(strangeText(found).in(u"en"_s), english);
    for (const StrangeCharacter &one : found) {
        QVERIFY(stored.mid(one.offset).startsWith(QStringView(QChar::fromUcs4(one.code))));
        QVERIFY(strangeText({one}).in(u"ja"_s).startsWith(u"%1文字目の"_s.arg(one.position)));
    }
}

// Whatever is proposed for any character of Unicode is taken by the field, and stays as it is.
void TestCharacters::proposalsAreTaken()
{
    for (const char *charset : {"any", "ascii", "latin_upper", "digits", "alphanumeric", "fullwidth"}) {
        const Field field = fieldOf(charset);
        for (char32_t code = 0; code <= 0x1FFFF; ++code) {
            if ((code > 0x3500 && code < 0x9F00) || (code > 0xAD00 && code < 0xD700) || (code > 0x10500 && code < 0x1D000)) {
                continue; // much of the same
            }
            const QString text = QStringView(QChar::fromUcs4(code)).toString();
            for (const StrangeCharacter &one : strangeCharacters(field, text)) {
                for (const QString &substitute : one.substitutes) {
                    const QByteArray where = QByteArray(charset) + " U+" + QByteArray::number(uint(code), 16);
                    QVERIFY2(strangeCharacters(field, substitute).empty(), where.constData());
                    const QString inside = u"1"_s + substitute + u"２"_s; // a blank alone would be trimmed
                    QVERIFY2(normalizeText(field, inside).contains(substitute), where.constData());
                }
            }
            const QString once = normalizeText(field, u"A"_s + text + u"B"_s);
            QVERIFY2(normalizeText(field, once) == once, (QByteArray(charset) + " U+" + QByteArray::number(uint(code), 16)).constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestCharacters)
#include "test_characters.moc"
