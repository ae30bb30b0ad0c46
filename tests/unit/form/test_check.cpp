// SPDX-License-Identifier: GPL-3.0-or-later
// Every code of the contract that the client finds, where it points, and what it tells the person.
#include "form/problems.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

constexpr auto Today = "2026-11-22";

CheckContext withLimits(qint64 each, qint64 together, int count)
{
    CheckContext context = onDay(Today);
    context.limits = Limits{each, together, count, {u"application/pdf"_s, u"image/jpeg"_s}};
    return context;
}

Attachment pdf(const QString &id, qint64 size = 1000, const QString &name = u"a.pdf"_s)
{
    return {id, name, u"application/pdf"_s, size, QByteArray(64, 'a')};
}

} // namespace

class TestCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesValues_data();
    void judgesValues();
    void comparesFields();
    void judgesGroups_data();
    void judgesGroups();
    void judgesFiles_data();
    void judgesFiles();
    void judgesFilesTogether();
    void namesWhatTheFormDoesNotKnow();
    void passesOverHiddenFields();
    void checksOneStep();
    void checksOneEntry();
    void keepsTheOrderOfTheForm();
    void tellsNumbers_data();
    void tellsNumbers();
    void tellsSizesAndKinds();
};

void TestCheck::judgesValues_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *type, const QByteArray &more, const char *value,
                        const char *code) {
        QTest::newRow(name) << QByteArray(type) << more << QByteArray(value) << QString::fromLatin1(code);
    };
    row("text", "text", "", R"("x")", "");
    row("no text", "text", "", "null", "required");
    row("empty text", "text", "", R"("")", "required");
    row("optional text", "text", R"(,"required":false)", R"("")", "");
    row("text as a number", "text", "", "1", "type");
    row("text as a list", "text", "", R"(["x"])", "type");
    row("blanks at the end", "text", "", R"("x ")", "charset");
    row("ideographic blank at the start", "text", "", "\"\u3000x\"", "charset");
    row("line end in a text", "text", "", R"("x\ny")", "charset");
    row("line end in a multiline", "multiline", "", R"("x\ny")", "");
    row("carriage return", "multiline", "", R"("x\r\ny")", "charset");
    row("line separator", "multiline", "", "\"x\u2028y\"", "charset");
    row("control character", "text", "", R"("x\u0007y")", "charset");
    row("right-to-left override", "text", "", "\"x\u202Ey\"", "charset");
    row("private use", "text", "", "\"x\uE000\"", "charset");
    row("ideograph beyond the BMP", "text", "", "\"𠮷野\"", "");
    row("ascii", "text", R"(,"charset":"ascii")", R"("A~ z")", "");
    row("not ascii", "text", R"(,"charset":"ascii")", "\"é\"", "charset");
    row("latin", "text", R"(,"charset":"latin_upper")", R"("O'HARA-JONES, JR.")", "");
    row("small letters", "text", R"(,"charset":"latin_upper")", R"("O'Hara")", "charset");
    row("digits", "text", R"(,"charset":"digits")", R"("007")", "");
    row("full-width digits", "text", R"(,"charset":"digits")", "\"００７\"", "charset");
    row("alphanumeric", "text", R"(,"charset":"alphanumeric")", R"("Az09")", "");
    row("hyphen in an alphanumeric", "text", R"(,"charset":"alphanumeric")", R"("A-9")", "charset");
    row("a byte order mark among letters", "text", R"(,"charset":"latin_upper")", R"("A\uFEFFB")", "charset");
    row("a byte order mark alone", "text", R"(,"charset":"digits")", R"("\uFEFF")", "charset");
    row("full-width", "text", R"(,"charset":"fullwidth")", "\"東京　ａ①α\"", "");
    row("half-width kana", "text", R"(,"charset":"fullwidth")", "\"ｱ\"", "charset");
    row("full-width lines", "multiline", R"(,"charset":"fullwidth")", "\"東\\n京\"", "");
    row("short", "text", R"(,"min_length":3)", R"("ab")", "length");
    row("long", "text", R"(,"max_length":3)", R"("abcd")", "length");
    row("length in code points", "text", R"(,"max_length":2)", "\"𠮷𠮷\"", "");
    row("length after NFC", "text", R"(,"max_length":1)", R"("e\u0301")", "");
    row("pattern", "text", R"(,"pattern":"\\d{2}")", R"("12")", "");
    row("not the pattern", "text", R"(,"pattern":"\\d{2}")", R"("123")", "pattern");
    row("email", "email", "", R"("a.b+c@sub.example-1.org")", "");
    row("email without a domain", "email", "", R"("a@")", "pattern");
    row("email with two at", "email", "", R"("a@b@c")", "pattern");
    row("email with a hyphen at the end of a label", "email", "", R"("a@b-.c")", "pattern");
    row("email with a long label", "email", "",
        R"("a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", "pattern");
    row("email with a blank", "email", "", R"("a b@c.d")", "pattern");
    row("email of one label", "email", "", R"("a@localhost")", "");
    row("email too long", "email", R"(,"max_length":5)", R"("abc@d.e")", "length");
    row("phone", "phone", "", R"("+81312345678")", "");
    row("phone without a plus", "phone", "", R"("0312345678")", "pattern");
    row("phone too short", "phone", "", R"("+1234567")", "pattern");
    row("phone too long", "phone", "", R"("+1234567890123456")", "pattern");
    row("country", "country", "", R"("JPN")", "");
    row("Germany", "country", "", R"("D")", "");
    row("Germany as ISO has it", "country", "", R"("DEU")", "choice");
    row("specimen", "country", "", R"("UTO")", "choice");
    row("no country", "country", "", R"("QQQ")", "choice");
    row("choice", "choice", choices(), R"("a")", "");
    row("no choice", "choice", choices(), R"("c")", "choice");
    row("choice as a list", "choice", choices(), R"(["a"])", "type");
    row("choices", "choices", choices(), R"(["b","a"])", "");
    row("no choices", "choices", choices(), "[]", "required");
    row("one wrong choice", "choices", choices(), R"(["a","c"])", "choice");
    row("the same twice", "choices", choices(), R"(["a","a"])", "choice");
    row("choices as text", "choices", choices(), R"("a")", "type");
    row("choices with a number", "choices", choices(), R"([1])", "type");
    row("no", "yes_no", "", "false", "");
    row("no as text", "yes_no", "", R"("no")", "type");
    row("integer", "integer", "", "0", "");
    row("integer as text", "integer", "", R"("5")", "type");
    row("fraction", "integer", "", "1.5", "type");
    row("whole number with a point", "integer", "", "3.0", "");
    row("more than an integer holds", "integer", "", "1e300", "type");
    row("too small", "integer", R"(,"minimum":-2)", "-3", "range");
    row("too large", "integer", R"(,"maximum":10)", "11", "range");
    row("at the edges", "integer", R"(,"minimum":3,"maximum":3)", "3", "");
    row("statement", "statement", "", "true", "");
    row("statement refused", "statement", "", "false", "required");
    row("optional statement refused", "statement", R"(,"required":false)", "false", "");
    row("statement as text", "statement", "", R"("true")", "type");
}

void TestCheck::judgesValues()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, value);
    QFETCH(QString, code);
    const Definition form = understood(formAround(field("x.y", type, more)));
    const auto problems = check(form, answersOf("{\"x.y\":" + value + "}"), {}, onDay(Today));
    QCOMPARE(summary(problems), code.isEmpty() ? QString() : code + u" /answers/x.y"_s);
    if (!problems.empty()) {
        QCOMPARE(problems.front().field, u"x.y"_s);
        QVERIFY(!problems.front().message.in(u"ja"_s).isEmpty() && !problems.front().message.in(u"en"_s).isEmpty());
    }
}

void TestCheck::comparesFields()
{
    const Definition form = understood(
        formAround(field("show", "yes_no", R"(,"required":false)") + ","
                   + field("a", "email", R"(,"required":false,"visible_when":{"field":"show","equals":true})") + ","
                   + field("b", "email", R"(,"required":false,"must_equal":"a")") + ","
                   + field("g", "group",
                           R"(,"required":false,"fields":[)" + field("g.a", "text") + ","
                               + field("g.b", "text", R"(,"must_equal":"a")") + "]")));
    const auto found = [&](const char *answers) { return summary(check(form, answersOf(answers), {}, onDay(Today))); };
    QCOMPARE(found(R"({"show":true,"a":"x@y.z","b":"x@y.z"})"), QString());
    QCOMPARE(found(R"({"show":true,"a":"x@y.z","b":"X@y.z"})"), u"must-equal /answers/b"_s);
    QCOMPARE(found(R"({"show":true,"b":"x@y.z"})"), u"must-equal /answers/b"_s);
    QCOMPARE(found(R"({"show":false,"a":"q@y.z","b":"x@y.z"})"), QString());
    QCOMPARE(found(R"({"g":[{"a":"1","b":"1"},{"a":"1","b":"2"}]})"), u"must-equal /answers/g/1/b"_s);
    const auto problems = check(form, answersOf(R"({"show":true,"a":"x@y.z","b":"w@y.z"})"), {}, onDay(Today));
    QCOMPARE(problems.front().message.in(u"en"_s), u"Enter the same as in “Label”."_s);
}

void TestCheck::judgesGroups_data()
{
    QTest::addColumn<QByteArray>("answers");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *answers, const char *expected) {
        QTest::newRow(name) << QByteArray(answers) << QString::fromLatin1(expected);
    };
    row("two entries", R"({"g":[{"a":"1"},{"a":"2"}]})", "");
    row("none", "{}", "required /answers/g");
    row("only an empty one", R"({"g":[{}]})", "required /answers/g");
    row("only one that shows nothing", R"({"g":[{"h":"1"}]})", "required /answers/g");
    row("too few", R"({"g":[{"a":"1"}]})", "count /answers/g");
    row("an empty one does not count", R"({"g":[{"a":"1"},{}]})", "count /answers/g");
    row("too many", R"({"g":[{"a":"1"},{"a":"2"},{"a":"3"},{"a":"4"}]})", "count /answers/g");
    row("no list", R"({"g":{"a":"1"}})", "type /answers/g");
    row("no entry", R"({"g":[{"a":"1"},"2"]})", "type /answers/g/1");
    row("a member is missing", R"({"g":[{"a":"1"},{"n":[{"b":1}]}]})", "required /answers/g/1/a");
    row("a member is wrong", R"({"g":[{"a":"1"},{"a":2}]})", "type /answers/g/1/a");
    row("the index of an entry behind an empty one", R"({"g":[{"a":"1"},{},{"a":2}]})", "type /answers/g/2/a");
    row("a member of an inner group", R"({"g":[{"a":"1"},{"a":"2","n":[{"b":1},{"b":"x"}]}]})",
        "type /answers/g/1/n/1/b");
    row("an unknown member", R"({"g":[{"a":"1"},{"a":"2","z/y":1}]})", "unknown-field /answers/g/1/z~1y");
    row("a full id is no key", R"({"g":[{"a":"1"},{"g.a":"2"}]})",
        "required /answers/g/1/a, unknown-field /answers/g/1/g.a");
    row("an unknown member of an inner group", R"({"g":[{"a":"1"},{"a":"2","n":[{"q":0}]}]})",
        "required /answers/g/1/n/0/b, unknown-field /answers/g/1/n/0/q");
    row("a shown member", R"({"g":[{"a":"x"},{"a":"2"}]})", "required /answers/g/0/h");
    row("a member outside of its group", R"({"g":[{"a":"1"},{"a":"2"}],"g.a":"1"})", "unknown-field /answers/g.a");
}

void TestCheck::judgesGroups()
{
    QFETCH(QByteArray, answers);
    QFETCH(QString, expected);
    const Definition form = understood(formAround(field(
        "g", "group",
        R"(,"min_count":2,"max_count":3,"fields":[)" + field("g.a", "text") + ","
            + field("g.h", "text", R"(,"visible_when":{"field":"g.a","equals":"x"})") + ","
            + field("g.n", "group", R"(,"required":false,"min_count":1,"fields":[)" + field("g.n.b", "integer") + "]")
            + "]")));
    QCOMPARE(summary(check(form, answersOf(answers), {}, onDay(Today))), expected);
}

void TestCheck::judgesFiles_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QList<qint64>>("sizes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *more, const QList<qint64> &sizes, const char *expected) {
        QTest::newRow(name) << QByteArray(more) << sizes << QString::fromLatin1(expected);
    };
    row("one", "", {1}, "");
    row("none", "", {}, "required /attachments");
    row("none, optional", R"(,"required":false,"min_count":2)", {}, "");
    row("too few, optional", R"(,"required":false,"min_count":2)", {1}, "count /attachments");
    row("too many", R"(,"max_count":1)", {1, 1}, "count /attachments");
    row("an empty file", "", {5, 0}, "empty /attachments/1");
    row("at the limit of the field", R"(,"max_bytes":5)", {5}, "");
    row("too large for the field", R"(,"max_bytes":5)", {6}, "too-large /attachments/0");
    row("too large for the service", "", {1001}, "too-large /attachments/0");
    row("the smaller limit counts", R"(,"max_bytes":5000)", {1001}, "too-large /attachments/0");
    row("another kind", R"(,"accept":["image/jpeg"])", {5}, "media-type /attachments/0");
    row("a kind that field and service take", R"(,"accept":["application/pdf","image/png"])", {5}, "");
}

void TestCheck::judgesFiles()
{
    QFETCH(QByteArray, more);
    QFETCH(QList<qint64>, sizes);
    QFETCH(QString, expected);
    const Definition form = understood(formAround(field("d", "document", more)));
    std::vector<Attachment> files;
    for (const qint64 size : sizes) {
        files.push_back(pdf(u"d"_s, size));
    }
    QCOMPARE(summary(check(form, Answers(), files, withLimits(1000, 5000, 5))), expected);
}

void TestCheck::judgesFilesTogether()
{
    const Definition form =
        understood(formAround(field("show", "yes_no", R"(,"required":false)") + "," + field("d", "document") + ","
                              + field("h", "document", R"(,"visible_when":{"field":"show","equals":true})")));
    const std::vector<Attachment> four{pdf(u"d"_s, 400), pdf(u"h"_s, 400), pdf(u"d"_s, 400), pdf(u"d"_s, 400)};
    QCOMPARE(summary(check(form, Answers(), four, withLimits(1000, 1200, 3))), QString());
    QCOMPARE(summary(check(form, answersOf(R"({"show":true})"), four, withLimits(1000, 1200, 3))),
             u"count /attachments, too-large /attachments"_s);
    QCOMPARE(summary(check(form, answersOf(R"({"show":true})"), four, onDay(Today))), QString());

    std::vector<Attachment> png{pdf(u"d"_s)};
    png[0].mediaType = u"image/png"_s;
    QCOMPARE(summary(check(form, Answers(), png, withLimits(1000, 1200, 3))), u"media-type /attachments/0"_s);
    const std::vector<Attachment> longName{pdf(u"d"_s, 1, QString(256, u'n'))};
    QCOMPARE(summary(check(form, Answers(), longName, onDay(Today))), u"length /attachments/0"_s);

    const Problem unreadable = unreadableFile(u"d"_s, 3, u"a %1.pdf"_s);
    QCOMPARE(summary({unreadable}), u"unreadable /attachments/3"_s);
    QVERIFY(unreadable.message.in(u"ja"_s).contains(u"「a %1.pdf」"_s));
}

void TestCheck::namesWhatTheFormDoesNotKnow()
{
    const Definition form =
        understood(formAround(field("a", "text") + "," + field("d", "document", R"(,"required":false)")));
    QCOMPARE(summary(check(form, answersOf(R"({"a":"x","b":null,"c/d~e":1,"d":"file"})"),
                           {pdf(u"d"_s), pdf(u"e"_s), pdf(u"a"_s)}, onDay(Today))),
             u"unknown-field /answers/b, unknown-field /answers/c~1d~0e, unknown-field /answers/d, "
             "unknown-field /attachments/1, unknown-field /attachments/2"_s);
}

void TestCheck::passesOverHiddenFields()
{
    const Definition form = understood(formAround(
        field("show", "yes_no") + "," + field("a", "integer", R"(,"visible_when":{"field":"show","equals":true})") + ","
        + field("d", "document", R"(,"visible_when":{"field":"show","equals":true})")));
    QCOMPARE(summary(check(form, answersOf(R"({"show":false,"a":"wrong"})"), {pdf(u"d"_s, 0)}, onDay(Today))),
             QString());
    QCOMPARE(summary(check(form, answersOf(R"({"show":true,"a":"wrong"})"), {pdf(u"d"_s, 0)}, onDay(Today))),
             u"type /answers/a, empty /attachments/0"_s);
}

void TestCheck::checksOneStep()
{
    const Definition form = understood(R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"F"},"steps":[
        {"id":"one","title":{"ja":"一","en":"1"},"fields":[)"
                                       + field("a", "text") + R"(]},
        {"id":"two","title":{"ja":"二","en":"2"},"visible_when":{"field":"a","equals":"x"},"fields":[)"
                                       + field("b", "text") + "]}]}");
    const auto found = [&](std::size_t step, const char *answers) {
        return summary(checkStep(form, form.steps[step], answersOf(answers), {}, onDay(Today)));
    };
    QCOMPARE(found(0, R"({"z":1})"), u"required /answers/a"_s);
    QCOMPARE(found(1, "{}"), QString());
    QCOMPARE(found(1, R"({"a":"x"})"), u"required /answers/b"_s);
}

void TestCheck::checksOneEntry()
{
    const Definition form = understood(
        formAround(field("g", "group",
                         R"(,"fields":[)" + field("g.a", "text") + ","
                             + field("n", "group",
                                     R"(,"fields":[)" + field("n.b", "integer") + ","
                                         + field("n.c", "text", R"(,"visible_when":{"field":"a","equals":"x"})") + "]")
                             + "]")));
    const auto found = [&](const char *group, const std::vector<QJsonObject> &entries) {
        return summary(checkEntry(form, *form.field(QString::fromLatin1(group)), Answers(), {}, entries, onDay(Today)));
    };
    QCOMPARE(found("g", {QJsonObject()}), u"required /a, required /n"_s);
    QCOMPARE(found("g", {answersOf(R"({"a":"x","n":[{"b":"1"}]})").json()}), u"type /n/0/b, required /n/0/c"_s);
    QCOMPARE(found("n", {QJsonObject{{u"a"_s, u"x"_s}}, QJsonObject{{u"b"_s, 1}}}), u"required /c"_s);
    QCOMPARE(found("n", {QJsonObject{{u"a"_s, u"y"_s}}, QJsonObject{{u"b"_s, 1}}}), QString());
    QCOMPARE(found("g.a", {QJsonObject()}), QString());
}

void TestCheck::keepsTheOrderOfTheForm()
{
    const Definition form =
        understood(formAround(field("z", "text") + "," + field("d", "document") + "," + field("a", "text")));
    QCOMPARE(summary(check(form, answersOf(R"({"q":1})"), {pdf(u"d"_s, 0)}, onDay(Today))),
             u"required /answers/z, empty /attachments/0, required /answers/a, unknown-field /answers/q"_s);
}

void TestCheck::tellsNumbers_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("japanese");
    QTest::addColumn<QString>("english");
    const auto row = [](const char *name, const QByteArray &definition, const char *value, const char16_t *ja,
                        const char16_t *en) {
        QTest::newRow(name) << definition << QByteArray(value) << QString::fromUtf16(ja) << QString::fromUtf16(en);
    };
    row("length", field("a", "text", R"(,"max_length":2)"), R"("abc")", u"2文字以内で入力してください（現在3文字）。",
        u"Enter at most 2 characters (now: 3).");
    row("exact length", field("a", "text", R"(,"min_length":4,"max_length":4)"), R"("abc")",
        u"4文字で入力してください（現在3文字）。", u"Enter exactly 4 characters (now: 3).");
    row("characters", field("a", "text", R"(,"charset":"digits")"), "\"1é2é漢\\u0007\"",
        u"半角の数字（0～9）で入力してください。使用できない文字：2文字目の「é」（U+00E9）、5文字目の「漢」（U+6F22）、"
        "6文字目の制御文字（U+0007、削除してください）",
        u"Use the digits 0 to 9 only. Not possible here: “é” (U+00E9, character 2), “漢” (U+6F22, character 5), "
        "control character (U+0007, character 6; leave it out)");
    row("many characters", field("a", "text", R"(,"charset":"digits")"), R"("abcdefgh")",
        u"半角の数字（0～9）で入力してください。使用できない文字："
        "1文字目の「a」（U+0061）、2文字目の「b」（U+0062）、3文字目の「c」（U+0063）、4文字目の「d」（U+0064）、5文字目の「e」（U+0065）、…",
        u"Use the digits 0 to 9 only. Not possible here: "
        "“a” (U+0061, character 1), “b” (U+0062, character 2), “c” (U+0063, character 3), “d” (U+0064, character 4), “e” (U+0065, character 5), …");
    row("range", field("a", "integer", R"(,"minimum":3,"maximum":60)"), "61",
        u"3から60までの数を入力してください（現在61）。", u"Enter a number from 3 to 60 (now: 61).");
    row("date", field("a", "date", R"(,"not_after":"today")"), R"("2026-11-23")",
        u"2026年11月22日以前の日付を入力してください。", u"Enter 22 November 2026 or an earlier date.");
    row("pattern of its own",
        field("a", "text", R"(,"pattern":"x","pattern_message":{"ja":"xを入力","en":"Enter x %1"})"), R"("y")",
        u"xを入力", u"Enter x %1");
    row("a value that looks like a place", field("a", "choice", choices()), R"("%1 %2")",
        u"「%1 %2」は選択肢にありません。選択肢から選んでください。",
        u"“%1 %2” is not one of the choices. Choose one of them.");
}

void TestCheck::tellsNumbers()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    QFETCH(QString, japanese);
    QFETCH(QString, english);
    const auto problems = check(understood(formAround(field)), answersOf("{\"a\":" + value + "}"), {}, onDay(Today));
    QCOMPARE(problems.size(), 1U);
    QCOMPARE(problems.front().message.in(u"ja"_s), japanese);
    QCOMPARE(problems.front().message.in(u"en"_s), english);
}

void TestCheck::tellsSizesAndKinds()
{
    const Definition form = understood(
        formAround(field("d", "document", R"(,"accept":["application/pdf","image/jpeg"],"max_bytes":1500000)")));
    std::vector<Attachment> files{pdf(u"d"_s, 1'500'001), pdf(u"d"_s)};
    files[1].mediaType = u"image/png"_s;
    const auto problems = check(form, Answers(), files, onDay(Today));
    QCOMPARE(problems.size(), 2U);
    QCOMPARE(problems[0].message.in(u"en"_s), u"Use a file of at most 1.5 MB (now: 1.6 MB)."_s);
    QCOMPARE(problems[1].message.in(u"ja"_s),
             u"この種類のファイルは添付できません。PDF又はJPEGのファイルを選んでください。"_s);
}

QTEST_GUILESS_MAIN(TestCheck)
#include "test_check.moc"
