// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a definition say about each other: ids, references, values that can be, cycles.
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

QByteArray group(const QByteArray &id, const QByteArray &members, const QByteArray &more = {})
{
    return field(id, "group", ",\"fields\":[" + members + "]" + more);
}

QByteArray visible(const QByteArray &condition)
{
    return ",\"visible_when\":" + condition;
}

} // namespace

class TestReferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takes_data();
    void takes();
    void stepsCanBeCycles();
};

void TestReferences::refuses_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QByteArray &fields, const char *pointer) {
        QTest::newRow(name) << fields << QString::fromLatin1(pointer);
    };
    const QByteArray yes = field("yes", "yes_no") + ",";
    row("doubled id", field("a", "text") + "," + field("a", "date"), "1/id");
    row("doubled id in a group", field("a", "text") + "," + group("g", field("a", "text")), "1/fields/0/id");
    row("doubled last part in a group", group("g", field("g.a", "text") + "," + field("h.a", "text")), "0/fields/1/id");
    row("unknown field", field("a", "text", visible(R"({"field":"b","answered":true})")), "0/visible_when/field");
    row("unknown field, deep",
        yes
            + field("a", "text",
                    R"(,"required_when":{"all":[{"field":"yes","equals":true},
                {"not":{"any":[{"field":"b","answered":true}]}}]})"),
        "1/required_when/all/1/not/any/0/field");
    row("member of a group from outside",
        group("g", field("g.a", "text")) + "," + field("b", "text", visible(R"({"field":"g.a","answered":true})")),
        "1/visible_when/field");
    row("member of another group",
        group("g", field("g.a", "text")) + ","
            + group("h", field("h.b", "text", visible(R"({"field":"g.a","answered":true})"))),
        "1/fields/0/visible_when/field");
    row("member of an inner group from the outer entry",
        group("g",
              field("g.a", "text", visible(R"({"field":"h.b","answered":true})")) + ","
                  + group("h", field("h.b", "text"))),
        "0/fields/0/visible_when/field");
    row("own member in the group's own condition",
        group("g", field("g.a", "text"), visible(R"({"field":"g.a","answered":true})")), "0/visible_when/field");
    row("neither of the four", yes + field("a", "text", visible("{}")), "1/visible_when");
    row("two of the four", yes + field("a", "text", visible(R"({"field":"yes","equals":true,"all":[]})")),
        "1/visible_when");
    row("no test", yes + field("a", "text", visible(R"({"field":"yes"})")), "1/visible_when");
    row("two tests", yes + field("a", "text", visible(R"({"field":"yes","equals":true,"answered":true})")),
        "1/visible_when");
    row("test beside all", yes + field("a", "text", visible(R"({"all":[],"equals":true})")), "1/visible_when/equals");
    row("all as an object", yes + field("a", "text", visible(R"({"all":{}})")), "1/visible_when/all");
    row("not as an array", yes + field("a", "text", visible(R"({"not":[]})")), "1/visible_when/not");
    row("a condition as text", yes + field("a", "text", visible("\"yes\"")), "1/visible_when");
    row("answered as text", yes + field("a", "text", visible(R"({"field":"yes","answered":"no"})")),
        "1/visible_when/answered");
    row("in as text", yes + field("a", "text", visible(R"({"field":"yes","in":"no"})")), "1/visible_when/in");
    row("at_least of yes_no", yes + field("a", "text", visible(R"({"field":"yes","at_least":1})")),
        "1/visible_when/at_least");
    row("a text that equals a truth", yes + field("a", "text", visible(R"({"field":"yes","equals":"true"})")),
        "1/visible_when/equals");
    row("an unknown choice",
        field("c", "choice", choices()) + "," + field("a", "text", visible(R"({"field":"c","equals":"z"})")),
        "1/visible_when/equals");
    row("an unknown choice in a set",
        field("c", "choice", choices()) + "," + field("a", "text", visible(R"({"field":"c","in":["a","z"]})")),
        "1/visible_when/in/1");
    row("a document equals",
        field("d", "document") + "," + field("a", "text", visible(R"({"field":"d","equals":"x"})")),
        "1/visible_when/equals");
    row("must equal nothing", field("a", "text", R"(,"must_equal":"b")"), "0/must_equal");
    row("must equal itself", field("a", "text", R"(,"must_equal":"a")"), "0/must_equal");
    row("must equal another kind", yes + field("a", "text", R"(,"must_equal":"yes")"), "1/must_equal");
    row("must equal a document", field("d", "document") + "," + field("a", "text", R"(,"must_equal":"d")"),
        "1/must_equal");
    row("depends on itself", field("a", "text", visible(R"({"field":"a","answered":true})")), "0/visible_when");
    row("required depends on itself", field("a", "text", R"(,"required_when":{"field":"a","answered":true})"),
        "0/required_when");
    row("two depend on each other",
        field("a", "text", visible(R"({"field":"b","answered":true})")) + ","
            + field("b", "text", visible(R"({"field":"a","answered":true})")),
        "0/visible_when");
    row("a group and what it counts",
        group("g", field("g.a", "text", visible(R"({"field":"b","answered":true})"))) + ","
            + field("b", "text", visible(R"({"field":"g","at_least":1})")),
        "0/fields/0/visible_when");
}

void TestReferences::refuses()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, pointer);
    const auto form = readDefinition(formAround(fields));
    QVERIFY(!form);
    QVERIFY2(form.error().facts.startsWith(u"/steps/0/fields/"_s + pointer + u": "_s), qPrintable(form.error().facts));
}

void TestReferences::takes_data()
{
    QTest::addColumn<QByteArray>("fields");
    const QByteArray yes = field("yes", "yes_no") + ",";
    QTest::newRow("one of two is required")
        << field("a", "text", R"(,"required":false,"required_when":{"field":"b","answered":false})") + ","
            + field("b", "text", R"(,"required":false,"required_when":{"field":"a","answered":false})");
    QTest::newRow("a field further down")
        << field("a", "text", visible(R"({"field":"b","equals":true})")) + "," + field("b", "yes_no");
    QTest::newRow("the own entry by id and by last part")
        << group("g",
                 field("g.a", "yes_no") + "," + field("g.b", "text", visible(R"({"field":"g.a","equals":true})")) + ","
                     + field("g.c", "text", visible(R"({"field":"a","equals":true})")));
    QTest::newRow("outward from an inner group") << yes
            + group("g",
                    field("g.a", "yes_no") + ","
                        + group("h", field("h.b", "text", visible(R"({"all":[{"field":"g.a","equals":true},
                                {"field":"yes","equals":true}]})"))));
    QTest::newRow("same last part in two groups")
        << group("g", field("g.a", "text")) + "," + group("h", field("h.a", "text"));
    QTest::newRow("the last part is the id of another field")
        << field("a", "yes_no") + "," + group("g", field("g.a", "text"));
    QTest::newRow("empty all and any") << field("a", "text", visible(R"({"any":[{"all":[]},{"any":[]}]})"));
    QTest::newRow("counts") << field("i", "integer") + "," + field("c", "choices", choices()) + ","
            + field("d", "document") + "," + group("g", field("g.a", "text")) + ","
            + field("a", "text", visible(R"({"any":[{"field":"i","at_least":1.5},{"field":"c","at_least":1},
                {"field":"d","at_least":1},{"field":"g","at_least":1}]})"));
    QTest::newRow("must equal both ways")
        << field("a", "text", R"(,"must_equal":"b")") + "," + field("b", "text", R"(,"must_equal":"a")");
}

void TestReferences::takes()
{
    QFETCH(QByteArray, fields);
    const auto form = readDefinition(formAround(fields));
    QVERIFY2(form, qPrintable(form ? QString() : form.error().facts));
}

void TestReferences::stepsCanBeCycles()
{
    const QByteArray cycle = R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"F"},"steps":[
        {"id":"one","title":{"ja":"一","en":"1"},"visible_when":{"field":"b","answered":true},"fields":[)"
        + field("a", "text") + R"(]},
        {"id":"two","title":{"ja":"二","en":"2"},"visible_when":{"field":"a","answered":true},"fields":[)"
        + field("b", "text") + "]}]}";
    const auto form = readDefinition(cycle);
    QVERIFY(!form);
    QVERIFY2(form.error().facts.contains(u"depends on itself"_s), qPrintable(form.error().facts));
}

QTEST_GUILESS_MAIN(TestReferences)
#include "test_references.moc"
