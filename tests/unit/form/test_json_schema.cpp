// SPDX-License-Identifier: GPL-3.0-or-later
// How the schema of the answers is built. Whether it says the right thing is judged by python3-jsonschema in schema/.
#include "form/json_schema.h"

#include "base/json.h"
#include "form_examples.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

QJsonObject schemaOf(const QByteArray &fields)
{
    return jsonSchema(understood(formAround(fields)));
}

QJsonObject member(const QJsonObject &schema, const QString &id)
{
    return schema.value("properties"_L1).toObject().value(id).toObject();
}

QJsonObject definition(const QJsonObject &schema, const QString &name)
{
    return schema.value("$defs"_L1).toObject().value(name).toObject();
}

/// `field rule` of every entry, joined by a comma.
QString beyond(const QJsonObject &schema)
{
    QStringList lines;
    const QJsonArray rules = schema.value(QLatin1String(BeyondSchemaKey)).toArray();
    for (const QJsonValue &rule : rules) {
        lines += rule["field"_L1].toString() + u' ' + rule["rule"_L1].toString();
    }
    return lines.join(u", "_s);
}

QString firstPattern(const QJsonValue &value)
{
    if (value.isObject() && value["pattern"_L1].isString()) {
        return value["pattern"_L1].toString();
    }
    const QJsonArray parts = value.isArray() ? value.toArray() : QJsonArray();
    for (const QJsonValue &part : parts) {
        if (const QString found = firstPattern(part); !found.isEmpty()) {
            return found;
        }
    }
    const QJsonObject members = value.toObject();
    for (const QJsonValue &part : members) {
        if (const QString found = firstPattern(part); !found.isEmpty()) {
            return found;
        }
    }
    return {};
}

QRegularExpression expression(const QString &pattern)
{
    // The engine of Qt writes \uXXXX as \x{XXXX}.
    static const QRegularExpression number(u"\\\\u([0-9a-f]{4})"_s);
    return QRegularExpression(QString(pattern).replace(number, u"\\x{\\1}"_s),
                              QRegularExpression::UseUnicodePropertiesOption);
}

QByteArray condition(const QByteArray &json)
{
    return R"(,"visible_when":)" + json;
}

} // namespace

class JsonSchemaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesItself();
    void saysWhatPeopleRead();
    void leavesFilesToTheAttachments();
    void writesPatternsForEveryEngine_data();
    void writesPatternsForEveryEngine();
    void listsWhatItCannotSay_data();
    void listsWhatItCannotSay();
    void knowsWhatIsSurelyNormalized();
    void namesConditionsOnce();
    void staysSmall_data();
    void staysSmall();
    void isTheSameEveryTime();
};

void JsonSchemaTest::namesItself()
{
    const QJsonObject schema = jsonSchema(understood(R"({"format":1,"id":"a b/c","version":"1 β","title":{"ja":"表",
        "en":"Form"},"steps":[{"id":"s","title":{"ja":"一","en":"One"},"fields":[]}]})"));
    QCOMPARE(schema.value("$schema"_L1).toString(), u"https://json-schema.org/draft/2020-12/schema"_s);
    QCOMPARE(schema.value("$id"_L1).toString(), u"urn:ttp:answers:a%20b%2Fc:1%20%CE%B2"_s);
    QCOMPARE(schema.value("title"_L1).toString(), u"表 / Form"_s);
    QVERIFY(!schema.value("$comment"_L1).toString().isEmpty());
    QVERIFY(!schema.value("description"_L1).toString().isEmpty());
    QCOMPARE(schema.value("type"_L1).toString(), u"object"_s);
    QCOMPARE(schema.value("additionalProperties"_L1), QJsonValue(false));
    QCOMPARE(schema.value("properties"_L1).toObject(), QJsonObject());
}

void JsonSchemaTest::saysWhatPeopleRead()
{
    const QJsonObject schema =
        schemaOf(field("a", "choice", choices() + R"(,"hint":{"ja":"手","en":"Hint"})") + ','
                 + field("g", "group", R"(,"fields":[)" + field("g.b", "yes_no") + "]"));
    QCOMPARE(member(schema, u"a"_s).value("title"_L1).toString(), u"札 / Label"_s);
    QCOMPARE(member(schema, u"a"_s).value("description"_L1).toString(), u"手 / Hint"_s);
    const QJsonArray options = member(schema, u"a"_s).value("anyOf"_L1).toArray();
    QCOMPARE(options.size(), 2);
    QCOMPARE(options.first().toObject(), (QJsonObject{{u"const"_s, u"a"_s}, {u"title"_s, u"甲 / A"_s}}));
    QCOMPARE(schema.value("required"_L1).toArray(), (QJsonArray{u"a"_s, u"g"_s}));
}

void JsonSchemaTest::leavesFilesToTheAttachments()
{
    const QJsonObject schema = schemaOf(field("d", "document") + ',' + field("a", "yes_no"));
    QCOMPARE(schema.value("properties"_L1).toObject().keys(), QStringList{u"a"_s});
    QCOMPARE(beyond(schema), u"d attachments"_s);
}

void JsonSchemaTest::writesPatternsForEveryEngine_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *name, const QString &pattern, const QString &inside) {
        QTest::newRow(name) << pattern << u"^(?:"_s + inside + u")(?![\\s\\S])"_s;
    };
    row("anchors", u"^abc$"_s, u"abc"_s);
    row("alternation", u"^a|b$"_s, u"a|b"_s);
    row("digits of ASCII only", u"\\d{2}[\\dx]"_s, u"[0-9]{2,2}[0-9x]"_s);
    row("words of ASCII only", u"\\w[\\w.]?"_s, u"[0-9A-Z_a-z][0-9A-Z_a-z\\u002e]{0,1}"_s);
    row("blanks of ASCII only", u"\\s"_s, u"[\\t\\n\\v\\f\\r ]"_s);
    row("dot", u"."_s, u"[^\\n\\r\\x{2028}\\x{2029}]"_s.replace(u"\\x{2028}\\x{2029}"_s, u"\\u2028\\u2029"_s));
    row("group", u"(ab|c)?"_s, u"(?:ab|c){0,1}"_s);
    row("punctuation by number", u"\\-\\.\\&&~[\\^\\]|-]"_s,
        u"\\u002d\\u002e\\u0026\\u0026\\u007e[\\u005e\\u005d\\u007c\\u002d]"_s);
    row("beyond the BMP", u"[𠮷-𠮸]漢"_s, u"[𠮷-𠮸]漢"_s);
    row("marks by number", u"か\u3099"_s, u"\\u304b\\u3099"_s);
}

void JsonSchemaTest::writesPatternsForEveryEngine()
{
    QFETCH(QString, pattern);
    QFETCH(QString, written);
    const QByteArray escaped = QString(pattern).replace(u'\\', u"\\\\"_s).toUtf8();
    const QJsonObject text = member(schemaOf(field("a", "text", R"(,"pattern":")" + escaped + '"')), u"a"_s);
    QCOMPARE(firstPattern(text.value("allOf"_L1)), written);
}

void JsonSchemaTest::listsWhatItCannotSay_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("rules");
    const auto row = [](const char *name, const QByteArray &fields, const QString &rules) {
        QTest::newRow(name) << fields << rules;
    };
    const QByteArray paper = field("d", "document", R"(,"required":false)") + ',';
    row("nothing", field("a", "text", R"(,"charset":"ascii","max_length":3)"), QString());
    row("dates", field("a", "date", R"(,"not_before":"2000-01-01","not_after":"today")"),
        u"a not_before, a not_after"_s);
    row("equal", field("a", "email") + ',' + field("b", "email", R"(,"must_equal":"a","max_length":9)"),
        u"b must_equal"_s);
    row("length of any text", field("a", "text", R"(,"max_length":3)"), u"a nfc"_s);
    row("pattern of wide text", field("a", "text", R"(,"charset":"fullwidth","pattern":"漢")"), u"a nfc"_s);
    row("country", field("a", "country"), u"a country"_s);
    row("shown with a file", paper + field("a", "yes_no", condition(R"({"field":"d","answered":true})")),
        u"d attachments, a visible_when"_s);
    row("shown with two files or an answer",
        paper + field("b", "yes_no") + ','
            + field("a", "yes_no",
                    condition(R"({"any":[{"field":"d","at_least":2},{"field":"b","equals":true}]})")),
        u"d attachments, a visible_when"_s);
    row("required without a file",
        paper + field("a", "yes_no", R"(,"required":false,"required_when":{"field":"d","answered":false})"),
        u"d attachments, a required_when"_s);
    row("no number of files is too small",
        paper + field("a", "yes_no", condition(R"({"field":"d","at_least":0})")), u"d attachments"_s);
    row("a group with a file",
        paper
            + field("g", "group",
                    R"(,"fields":[)" + field("g.a", "yes_no") + "]" + condition(R"({"field":"d","answered":true})")),
        u"d attachments, g visible_when, g.a visible_when"_s);
    row("a whole group", field("g", "group", R"(,"fields":[)" + field("g.a", "yes_no") + "]") + ','
            + field("b", "yes_no", condition(R"({"field":"g","equals":[{"a":true}]})")),
        u"b visible_when"_s);
    row("a condition that looks outward",
        field("b", "yes_no") + ','
            + field("g", "group",
                    R"(,"fields":[)" + field("g.a", "yes_no", condition(R"({"field":"b","equals":true})")) + "]"),
        QString());
}

void JsonSchemaTest::listsWhatItCannotSay()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, rules);
    QCOMPARE(beyond(schemaOf(fields)), rules);
}

// Every composed character there is, taken apart: were one part not doubtful, the schema would count a text that the
// program counts in NFC.
void JsonSchemaTest::knowsWhatIsSurelyNormalized()
{
    const QJsonObject schema = schemaOf(field("a", "text", R"(,"max_length":3)"));
    const QRegularExpression normalized =
        expression(definition(schema, u"normalized"_s).value("pattern"_L1).toString());
    QVERIFY2(normalized.isValid(), qPrintable(normalized.errorString()));
    const auto isSure = [&normalized](const QString &text) { return normalized.match(text).hasMatch(); };
    for (char32_t code = 1; code <= 0x10FFFF; ++code) {
        const QString alone = QString::fromUcs4(&code, 1);
        const QString apart = alone.normalized(QString::NormalizationForm_D);
        const bool changes = alone.normalized(QString::NormalizationForm_C) != alone;
        if (changes || QChar::combiningClass(code) != 0) {
            QVERIFY2(!isSure(alone), qPrintable(QString::number(code, 16)));
        }
        if (apart != alone && apart.normalized(QString::NormalizationForm_C) != apart) {
            QVERIFY2(!isSure(apart), qPrintable(QString::number(code, 16)));
        }
    }
    QVERIFY(isSure(u"Müller 漢字かながカナガ 한글 𠮷é\n"_s));
}

void JsonSchemaTest::namesConditionsOnce()
{
    const QByteArray shown = condition(R"({"field":"a","equals":true})");
    const QJsonObject schema =
        schemaOf(field("a", "yes_no") + ',' + field("b", "yes_no", shown) + ','
                 + field("c", "yes_no", condition(R"({"field":"b","equals":true})")));
    const QByteArray json = toCompactJson(schema);
    QVERIFY(!definition(schema, u"shown:b"_s).isEmpty());
    QVERIFY(!definition(schema, u"shown:c"_s).isEmpty());
    QCOMPARE(json.count(R"("$ref":"#/$defs/shown:b")"), 2); // where b is asked for, and what c leans on
    QCOMPARE(json.count("maybe-"), 0);
}

void JsonSchemaTest::staysSmall_data()
{
    QTest::addColumn<QByteArray>("fields");
    QByteArray chain = field("g.m0", "yes_no");
    for (int i = 1; i < 90; ++i) {
        const QByteArray before = QByteArray::number(i - 1);
        chain += ',' + field("g.m" + QByteArray::number(i), "yes_no",
                             condition(R"({"any":[{"field":"m)" + before + R"(","equals":true},{"not":{"field":"m)"
                                       + before + R"(","equals":false}}]})"));
    }
    QTest::newRow("each member leans twice on the one before") << field("g", "group", R"(,"fields":[)" + chain + "]");
    QByteArray outer;
    QByteArray parts;
    for (int i = 0; i < 40; ++i) {
        const QByteArray name = "o" + QByteArray::number(i);
        outer += field(name, "yes_no") + ',';
        parts += (i > 0 ? "," : "") + QByteArray(R"({"all":[{"field":")") + name
            + R"(","equals":true},{"field":"own","equals":)" + (i % 2 == 0 ? "true" : "false") + "}]}";
    }
    QTest::newRow("many conditions of two levels")
        << outer
            + field("g", "group",
                    R"(,"fields":[)" + field("g.own", "yes_no") + ','
                        + field("g.a", "yes_no", condition(R"({"any":[)" + parts + "]}")) + "]");
}

void JsonSchemaTest::staysSmall()
{
    QFETCH(QByteArray, fields);
    const QJsonObject schema = schemaOf(fields);
    QVERIFY2(toCompactJson(schema).size() < 4 * 1024 * 1024, qPrintable(QString::number(toCompactJson(schema).size())));
    QVERIFY(beyond(schema).contains("visible_when"_L1)); // what was left out is named
}

void JsonSchemaTest::isTheSameEveryTime()
{
    const Definition form = understood(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/forms/ttp.json")));
    QCOMPARE(jsonSchema(form), jsonSchema(form));
}

QTEST_GUILESS_MAIN(JsonSchemaTest)
#include "test_json_schema.moc"
