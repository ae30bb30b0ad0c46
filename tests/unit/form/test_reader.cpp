// SPDX-License-Identifier: GPL-3.0-or-later
// One broken definition for each rule of the reader; the facts have to name the place.
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember();
    void refusesBrokenDocuments_data();
    void refusesBrokenDocuments();
    void refusesBrokenFields_data();
    void refusesBrokenFields();
    void refusesMisplacedAttributes_data();
    void refusesMisplacedAttributes();
    void takesEveryTypeAlone_data();
    void takesEveryTypeAlone();
    void refusesAbsurdSizes_data();
    void refusesAbsurdSizes();
};

void TestReader::readsEveryMember()
{
    const Definition form = understood(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json")));
    QCOMPARE(form.id, u"harbour-berth"_s);
    QCOMPARE(form.version, u"7.3-beta"_s);
    QCOMPARE(form.title.in(u"fr"_s), u"Demande de poste à quai"_s);
    QCOMPARE(form.steps.size(), 4U);
    QCOMPARE(form.steps.at(0).intro->in(u"en"_s), u"Tell us about the skipper."_s);
    QVERIFY(form.steps.at(2).visibleWhen.has_value());

    const Field &skipper = form.steps.at(0).fields.at(0);
    QCOMPARE(skipper.type, FieldType::Text);
    QCOMPARE(skipper.charset, Charset::LatinUpper);
    QCOMPARE(skipper.maxLength, 40);
    QCOMPARE(skipper.mrz, MrzElement::FullName);
    QVERIFY(skipper.required && skipper.hint && skipper.why);

    const Field &born = *form.field(u"born"_s);
    QCOMPARE(born.notBefore->date, QDate(1900, 1, 1));
    QCOMPARE(born.notAfter->years, -18);

    const Field &sign = *form.field(u"radio.call_sign"_s);
    QVERIFY(sign.masked && sign.matcher && sign.matcher->matches(u"DK12"_s));
    QCOMPARE(sign.visibleWhen->kind, Condition::Kind::Equals);
    QCOMPARE(sign.visibleWhen->operand, QJsonValue(true));

    const Field &menu = *form.field(u"legs.crew.menu"_s);
    QCOMPARE(menu.key(), u"menu"_s);
    QCOMPARE(form.field(u"legs"_s)->maxCount, 3);
    QCOMPARE(form.field(u"length"_s)->maximum, 60);
    QCOMPARE(form.field(u"cargo"_s)->choices.at(1).hint->in(u"en"_s), u"Gas included."_s);
    QCOMPARE(form.field(u"fuel.safety"_s)->accept, QStringList{u"application/pdf"_s});
    QCOMPARE(form.field(u"fuel.safety"_s)->maxBytes, 200000);
    QCOMPARE(form.field(u"mail_again"_s)->mustEqual, u"mail"_s);
    QVERIFY(!form.field(u"phone"_s)->required && form.field(u"phone"_s)->requiredWhen);
    QVERIFY(form.field(u"nothing"_s) == nullptr);
}

void TestReader::refusesBrokenDocuments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");
    const QByteArray head = R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"F"})";
    const QByteArray step = R"({"id":"s","title":{"ja":"一","en":"One"},"fields":[]})";
    const auto row = [](const char *name, const QByteArray &json, const char *pointer) {
        QTest::newRow(name) << json << QString::fromLatin1(pointer);
    };
    row("not JSON", "{", "");
    row("an array", "[]", "(document)");
    row("a doubled member", R"({"format":1,"format":1})", "");
    row("bad UTF-8", "{\"format\":1,\"id\":\"\xff\"}", "");
    row("too deep", QByteArray(70, '[') + QByteArray(70, ']'), "");
    row("another format", R"({"format":2,"id":"f","version":"1","title":{"ja":"表","en":"F"},"steps":[]})", "/format");
    row("format as text", R"({"format":"1"})", "/format");
    row("no id", R"({"format":1,"version":"1","title":{"ja":"表","en":"F"},"steps":[]})", "/id");
    row("empty version", R"({"format":1,"id":"f","version":"","title":{"ja":"表","en":"F"},"steps":[]})", "/version");
    row("title as text", R"({"format":1,"id":"f","version":"1","title":"F","steps":[]})", "/title");
    row("title without Japanese", R"({"format":1,"id":"f","version":"1","title":{"en":"F"},"steps":[]})", "/title");
    row("title blank in English", R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":" "},"steps":[]})",
        "/title");
    row("no steps", head + "}", "/steps");
    row("empty steps", head + R"(,"steps":[]})", "/steps");
    row("a step as text", head + R"(,"steps":["s"]})", "/steps/0");
    row("unknown member", head + R"(,"steps":[)" + step + R"(],"extra":1})", "/extra");
    row("unknown member of a step", head + R"(,"steps":[{"id":"s","title":{"ja":"一","en":"1"},"fields":[],"x":1}]})",
        "/steps/0/x");
    row("a step without fields", head + R"(,"steps":[{"id":"s","title":{"ja":"一","en":"1"}}]})", "/steps/0/fields");
    row("doubled step", head + R"(,"steps":[)" + step + "," + step + "]}", "/steps/1/id");
    row("intro in one language",
        head + R"(,"steps":[{"id":"s","title":{"ja":"一","en":"1"},"intro":{"ja":"一"},"fields":[]}]})",
        "/steps/0/intro");
}

void TestReader::refusesBrokenDocuments()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    const auto form = readDefinition(json);
    QVERIFY(!form);
    QCOMPARE(form.error().code, FailureCode::FormInvalid);
    QVERIFY2(pointer.isEmpty() || form.error().facts.startsWith(pointer + u": "_s), qPrintable(form.error().facts));
}

void TestReader::refusesBrokenFields_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &json, const char *member) {
        QTest::newRow(name) << json << QString::fromLatin1(member);
    };
    row("no id", R"({"type":"text","label":{"ja":"札","en":"L"}})", "/id");
    row("capital in the id", field("Name", "text"), "/id");
    row("empty part of the id", field("a..b", "text"), "/id");
    row("part begins with a digit", field("a.1", "text"), "/id");
    row("no type", R"({"id":"a","label":{"ja":"札","en":"L"}})", "/type");
    row("unknown type", field("a", "color"), "/type");
    row("no label", R"({"id":"a","type":"text"})", "/label");
    row("label with a text that is none", R"({"id":"a","type":"text","label":{"ja":"札","en":"L","fr":1}})",
        "/label/fr");
    row("label with a control character", R"({"id":"a","type":"text","label":{"ja":"札","en":"L\u0007"}})", "/label");
    row("label with an override", R"({"id":"a","type":"text","label":{"ja":"札","en":"L\u202e"}})", "/label");
    row("unknown member", field("a", "text", R"(,"colour":"red")"), "/colour");
    row("required as text", field("a", "text", R"(,"required":"yes")"), "/required");
    row("unknown charset", field("a", "text", R"(,"charset":"kana")"), "/charset");
    row("unknown mrz element", field("a", "text", R"(,"mrz":"eye_colour")"), "/mrz");
    row("negative length", field("a", "text", R"(,"min_length":-1)"), "/min_length");
    row("fractional length", field("a", "text", R"(,"max_length":1.5)"), "/max_length");
    row("lengths the wrong way round", field("a", "text", R"(,"min_length":5,"max_length":4)"), "/min_length");
    row("range the wrong way round", field("a", "integer", R"(,"minimum":5,"maximum":4)"), "/minimum");
    row("counts the wrong way round", field("a", "document", R"(,"min_count":5,"max_count":4)"), "/min_count");
    row("no file allowed", field("a", "document", R"(,"max_count":0)"), "/max_count");
    row("no byte allowed", field("a", "document", R"(,"max_bytes":0)"), "/max_bytes");
    row("no media type", field("a", "document", R"(,"accept":["pdf"])"), "/accept");
    row("accept as text", field("a", "document", R"(,"accept":"application/pdf")"), "/accept");
    row("no date", field("a", "date", R"(,"not_before":"2026-02-30")"), "/not_before");
    row("a time", field("a", "date", R"(,"not_after":"today+PT1H")"), "/not_after");
    row("an empty duration", field("a", "date", R"(,"not_after":"today+P")"), "/not_after");
    row("dates the wrong way round", field("a", "date", R"(,"not_before":"2027-01-01","not_after":"2026-01-01")"),
        "/not_before");
    row("illegal pattern", field("a", "text", R"(,"pattern":"a*")"), "/pattern");
    row("message without pattern", field("a", "text", R"(,"pattern_message":{"ja":"形","en":"F"})"),
        "/pattern_message");
    row("choice without choices", field("a", "choice"), "/choices");
    row("empty choices", field("a", "choices", R"(,"choices":[])"), "/choices");
    row("doubled choice", field("a", "choice", R"(,"choices":[{"value":"x","label":{"ja":"甲","en":"X"}},
                                            {"value":"x","label":{"ja":"乙","en":"Y"}}])"),
        "/choices/1/value");
    row("choice with an unknown member", field("a", "choice", R"(,"choices":[{"value":"x","label":{"ja":"甲","en":"X"},
        "icon":"x"}])"),
        "/choices/0/icon");
    row("group without fields", field("a", "group"), "/fields");
    row("group with no fields", field("a", "group", R"(,"fields":[])"), "/fields");
    row("document in a group", field("a", "group", R"(,"fields":[)" + field("a.b", "document") + "]"),
        "/fields/0/type");
    row("three groups deep",
        field("a", "group",
              R"(,"fields":[)"
                  + field("b", "group",
                          R"(,"fields":[)" + field("c", "group", R"(,"fields":[)" + field("d", "text") + "]") + "]")
                  + "]"),
        "/fields/0/fields/0/type");
}

void TestReader::refusesBrokenFields()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, member);
    const auto form = readDefinition(formAround(field("first", "text") + "," + json));
    QVERIFY(!form);
    QCOMPARE(form.error().code, FailureCode::FormInvalid);
    QVERIFY2(form.error().facts.startsWith(u"/steps/0/fields/1"_s + member + u": "_s), qPrintable(form.error().facts));
}

void TestReader::refusesMisplacedAttributes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &attribute,
                        const QByteArray &value) {
        const bool chosen = type == "choice" || type == "choices";
        QTest::newRow(name) << field("a", type, ",\"" + attribute + "\":" + value + (chosen ? choices() : QByteArray()))
                            << QString::fromLatin1(attribute);
    };
    row("length of a date", "date", "max_length", "3");
    row("charset of a choice", "choice", "charset", "\"digits\"");
    row("pattern of a country", "country", "pattern", "\"A\"");
    row("minimum of a text", "text", "minimum", "1");
    row("bound of a text", "text", "not_after", "\"today\"");
    row("choices of a text", "text", "choices", "[]");
    row("fields of a text", "text", "fields", "[]");
    row("count of choices", "choices", "min_count", "1");
    row("media type of a text", "text", "accept", "[]");
    row("bytes of a text", "text", "max_bytes", "1");
    row("mask of a document", "document", "masked", "true");
    row("mask of a statement", "statement", "masked", "true");
    row("equality of a statement", "statement", "must_equal", "\"first\"");
    row("equality of a document", "document", "must_equal", "\"first\"");
    row("mrz of a telephone number", "phone", "mrz", "\"surname\"");
}

void TestReader::refusesMisplacedAttributes()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, member);
    const auto form = readDefinition(formAround(field("first", "text") + "," + json));
    QVERIFY(!form);
    QVERIFY2(form.error().facts.startsWith(u"/steps/0/fields/1/"_s + member + u": means nothing"_s),
             qPrintable(form.error().facts));
}

void TestReader::takesEveryTypeAlone_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *type : {"text", "multiline", "date", "partial_date", "country", "yes_no", "integer", "email",
                             "phone", "document", "statement"}) {
        QTest::newRow(type) << field("a", type);
    }
    QTest::newRow("choice") << field("a", "choice", choices());
    QTest::newRow("choices") << field("a", "choices", choices());
    QTest::newRow("group") << field("a", "group", R"(,"fields":[)" + field("a.b", "text") + "]");
    QTest::newRow("group in a group") << field(
        "a", "group", R"(,"fields":[)" + field("b", "group", R"(,"fields":[)" + field("c", "text") + "]") + "]");
}

void TestReader::takesEveryTypeAlone()
{
    QFETCH(QByteArray, json);
    const auto form = readDefinition(formAround(json));
    QVERIFY2(form, qPrintable(form ? QString() : form.error().facts));
}

void TestReader::refusesAbsurdSizes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("bytes") << formAround(field("a", "text")) + QByteArray(MaxDefinitionBytes, ' ');

    QByteArrayList fields;
    for (int i = 0; i < 2001; ++i) {
        fields += field("f" + QByteArray::number(i), "text");
    }
    QTest::newRow("fields") << formAround(fields.join(','));

    QByteArrayList steps;
    for (int i = 0; i < 101; ++i) {
        steps += R"({"id":"s)" + QByteArray::number(i) + R"(","title":{"ja":"一","en":"1"},"fields":[]})";
    }
    QTest::newRow("steps") << R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"F"},"steps":[)"
            + steps.join(',') + "]}";

    QTest::newRow("condition too deep") << formAround(
        field("a", "yes_no") + ","
        + field("b", "text",
                ",\"visible_when\":" + QByteArray(R"({"not":)").repeated(20) + R"({"field":"a","equals":true})"
                    + QByteArray(20, '}')));
    QTest::newRow("conditions") << formAround(
        field("a", "yes_no") + ","
        + field("b", "text",
                R"(,"visible_when":{"all":[)" + QByteArray(R"({"field":"a","equals":true},)").repeated(20'000)
                    + R"({"field":"a","equals":true}]})"));

    QByteArrayList patterns;
    for (int i = 0; i < 40; ++i) {
        patterns +=
            field("p" + QByteArray::number(i), "text", R"(,"pattern":")" + QByteArray("a{200}").repeated(33) + '"');
    }
    QTest::newRow("patterns together") << formAround(patterns.join(','));

    QByteArrayList chain{field("c0", "yes_no")};
    for (int i = 1; i < 150; ++i) {
        chain.prepend(field("c" + QByteArray::number(i), "yes_no",
                            R"(,"visible_when":{"field":"c)" + QByteArray::number(i - 1) + R"(","equals":true})"));
    }
    QTest::newRow("chain of conditions") << formAround(chain.join(','));
    QTest::newRow("long text") << formAround(R"({"id":"a","type":"text","label":{"ja":"札","en":")"
                                             + QByteArray(20'001, 'x') + "\"}}");
}

void TestReader::refusesAbsurdSizes()
{
    QFETCH(QByteArray, json);
    const auto form = readDefinition(json);
    QVERIFY(!form);
    QCOMPARE(form.error().code, FailureCode::FormInvalid);
}

QTEST_GUILESS_MAIN(TestReader)
#include "test_reader.moc"
