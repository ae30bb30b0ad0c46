// SPDX-License-Identifier: GPL-3.0-or-later
// What is stored for what was typed, and how it reads afterwards.
#include "form/countries.h"
#include "form/display.h"
#include "form/normalize.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

class TestNormalize : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stores_data();
    void stores();
    void leavesChoicesAlone();
    void emptyRemoves();
    void shows_data();
    void shows();
    void showsValues();
    void knowsCountries();
};

void TestNormalize::stores_data()
{
    QTest::addColumn<QByteArray>("definition");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const QByteArray &definition, const QString &typed, const QString &stored) {
        QTest::newRow(name) << definition << typed << stored;
    };
    const auto text = [](const char *charset) {
        return field("a", "text", QByteArray(",\"charset\":\"") + charset + '"');
    };
    const QByteArray any = field("a", "text");
    row("blanks around", any, u"\u3000 \u00A0x y\u2003\t\n"_s, u"x y"_s);
    row("lines in one line", any, u"a\r\nb\u2028c\td"_s, u"a b c d"_s);
    row("NFC", any, u"e\u0301 か\u3099"_s, u"é が"_s);
    row("nothing else", any, u"Ｔｏｍ ﾀﾛｳ ①　﨑 髙 ㈱ ‘x’ –"_s, u"Ｔｏｍ ﾀﾛｳ ①　﨑 髙 ㈱ ‘x’ –"_s);
    row("lines", field("a", "multiline"), u" a \r\n\r b\u0085c\u2029d\te \n"_s, u"a \n\n b\nc\nd e"_s);
    row("a Latin name", text("latin_upper"), u"  ｏ’ｈａｒａ‐ｊｏｎｅｓ，　Maeve  anne "_s,
        u"O'HARA-JONES, MAEVE ANNE"_s);
    row("a name with other letters", text("latin_upper"), u"müller ßen ılık タロー"_s, u"MüLLER SSEN ILIK タロー"_s);
    row("ascii", text("ascii"), u"１－２ー３ “Sea”　№ Ａa"_s, u"1-2-3 \"Sea\" № Aa"_s);
    row("digits", text("digits"), u" １２３-４５６ 7‐8−9ー0　"_s, u"1234567890"_s);
    row("digits and more", text("digits"), u"12 a漢"_s, u"12a漢"_s);
    row("alphanumeric", text("alphanumeric"), u"ａＢ 12–３４"_s, u"aB1234"_s);
    row("passport number", field("a", "text", R"(,"charset":"alphanumeric","mrz":"document_number")"), u"l898 902c3"_s,
        u"L898902C3"_s);
    row("full-width", text("fullwidth"), u" Tokyo 1-2 ｶﾞﾊﾟｱﾞﾟ　¥漢\u2011 "_s,
        u"Ｔｏｋｙｏ　１－２　ガパア゛゜　￥漢\u2010"_s);
    row("full-width lines", field("a", "multiline", R"(,"charset":"fullwidth")"), u"a\r\nb"_s, u"ａ\nｂ"_s);
    row("kanji are not folded", text("fullwidth"), u"葛󠄀 𠮷 髙 ㌔ ⼀"_s, u"葛󠄀　𠮷　髙　㌔　⼀"_s);
    row("e-mail", field("a", "email"), u"　ａ.b＠Example.org "_s, u"a.b@Example.org"_s);
    row("phone", field("a", "phone"), u"＋８１ (0)３-1234‐5678"_s, u"+81312345678"_s);
    row("phone after a blank", field("a", "phone"), u" +81 (0)3-1234-5678"_s, u"+81312345678"_s);
    row("phone with dots", field("a", "phone"), u"+1.202/555.0143"_s, u"+12025550143"_s);
    row("phone without a country code", field("a", "phone"), u"(03) 1234-5678"_s, u"0312345678"_s);
    row("country", field("a", "country"), u" ｊpn "_s, u"JPN"_s);
    row("Germany", field("a", "country"), u"deu"_s, u"D"_s);
    row("Germany in a passport", field("a", "country"), u"D<<"_s, u"D"_s);
    row("number", field("a", "integer"), u" ４２ "_s, u"42"_s);
}

void TestNormalize::stores()
{
    QFETCH(QByteArray, definition);
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    const Definition form = understood(formAround(definition));
    QCOMPARE(normalizeText(form.steps[0].fields[0], typed), stored);
    QCOMPARE(normalizeText(form.steps[0].fields[0], stored), stored);
}

void TestNormalize::leavesChoicesAlone()
{
    const Definition form =
        understood(formAround(field("c", "choice", R"(,"choices":[{"value":" Ａ ","label":{"ja":"甲","en":"A"}}])")
                              + "," + field("t", "text")));
    const Answers typed = answersOf("{\"c\":\" Ａ \",\"t\":[\" x \"]}");
    QCOMPARE(prepareForSending(form, typed, {}), typed);
}

void TestNormalize::emptyRemoves()
{
    Answers answers = answersOf(R"({"a":"x","b":"x","c":"x","d":"x","e":"x","f":"x"})");
    answers.set(u"a"_s, QJsonValue());
    answers.set(u"b"_s, QString());
    answers.set(u"c"_s, QJsonArray());
    answers.set(u"d"_s, QJsonObject());
    answers.set(u"e"_s, QJsonValue(QJsonValue::Undefined));
    answers.set(u"f"_s, false);
    answers.set(u"g"_s, 0);
    QCOMPARE(answers.json(), answersOf(R"({"f":false,"g":0})").json());
}

void TestNormalize::shows_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("long") << u"L898902C3"_s << u"••••02C3"_s;
    QTest::newRow("five") << u"12345"_s << u"••••2345"_s;
    QTest::newRow("four") << u"1234"_s << u"••••"_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("beyond the BMP") << u"12𠮷𠮷𠮷𠮷"_s << u"••••𠮷𠮷𠮷𠮷"_s;
}

void TestNormalize::shows()
{
    QFETCH(QString, value);
    QFETCH(QString, shown);
    Field secret;
    secret.masked = true;
    QCOMPARE(displayText(secret, value, u"en"_s), shown);
}

void TestNormalize::showsValues()
{
    const Definition form = understood(formAround(field("t", "text") + "," + field("c", "choice", choices()) + ","
                                                  + field("cs", "choices", choices()) + "," + field("y", "yes_no") + ","
                                                  + field("s", "statement") + "," + field("n", "integer") + ","
                                                  + field("k", "country") + "," + field("d", "document") + ","
                                                  + field("g", "group", ",\"fields\":[" + field("g.a", "text") + "]")));
    const auto shown = [&](const char *id, const QJsonValue &value, const char *language) {
        return displayText(*form.field(QString::fromLatin1(id)), value, QString::fromLatin1(language));
    };
    QCOMPARE(shown("t", u"x"_s, "ja"), u"x"_s);
    QCOMPARE(shown("c", u"b"_s, "ja"), u"乙"_s);
    QCOMPARE(shown("c", u"gone"_s, "en"), u"gone"_s);
    QCOMPARE(shown("cs", QJsonArray({u"b"_s, u"a"_s}), "ja"), u"乙、甲"_s);
    QCOMPARE(shown("cs", QJsonArray({u"b"_s, u"a"_s}), "en"), u"B, A"_s);
    QCOMPARE(shown("y", true, "ja"), u"はい"_s);
    QCOMPARE(shown("y", false, "en"), u"No"_s);
    QCOMPARE(shown("s", true, "en"), u"Confirmed"_s);
    QCOMPARE(shown("n", 500000000, "en"), u"500000000"_s);
    QCOMPARE(shown("k", u"D"_s, "ja"), u"ドイツ (D)"_s);
    QCOMPARE(shown("k", u"QQQ"_s, "ja"), u"QQQ"_s);
    QCOMPARE(shown("g", QJsonArray({QJsonObject({{u"a"_s, 1}})}), "en"), QString());
    QCOMPARE(shown("t", QJsonValue(), "en"), QString());
    QCOMPARE(shown("y", QJsonValue(QJsonValue::Undefined), "en"), QString());
}

void TestNormalize::knowsCountries()
{
    QVERIFY(countries().size() > 270);
    QSet<QString> codes;
    for (const Country &state : countries()) {
        QVERIFY2(!codes.contains(state.code), qPrintable(state.code));
        codes.insert(state.code);
        QVERIFY2(state.code.size() == 3 || state.code == u"D"_s, qPrintable(state.code));
        QVERIFY2(!state.name.in(u"ja"_s).isEmpty() && !state.name.in(u"en"_s).isEmpty(), qPrintable(state.code));
        QCOMPARE(state.practiceOnly, state.code == u"UTO"_s);
        QCOMPARE(country(state.code), &state);
    }
    for (const QString &code : {u"JPN"_s, u"USA"_s, u"TWN"_s, u"HKG"_s, u"MAC"_s, u"D"_s, u"GBN"_s, u"RKS"_s, u"EUE"_s,
                                u"UNO"_s, u"XOM"_s, u"XXA"_s, u"XXB"_s, u"XXX"_s, u"UTO"_s}) {
        QVERIFY2(country(code) != nullptr, qPrintable(code));
    }
    for (const QString &code : {u"DEU"_s, u"ANT"_s, u"XKX"_s, u"jpn"_s, QString()}) {
        QVERIFY2(country(code) == nullptr, qPrintable(code));
    }
    QCOMPARE(country(u"TUR"_s)->name.in(u"ja"_s), u"トルコ"_s);
    QCOMPARE(country(u"D"_s)->alpha2, u"DE"_s);

    const Definition form = understood(formAround(field("k", "country")));
    CheckContext practice = onDay("2026-11-22");
    QCOMPARE(summary(check(form, answersOf(R"({"k":"UTO"})"), {}, practice)), u"choice /answers/k"_s);
    practice.practice = true;
    QCOMPARE(summary(check(form, answersOf(R"({"k":"UTO"})"), {}, practice)), QString());
}

QTEST_GUILESS_MAIN(TestNormalize)
#include "test_normalize.moc"
