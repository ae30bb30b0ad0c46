// SPDX-License-Identifier: GPL-3.0-or-later
// Which fields are shown and required, outside of groups, inside them and outward.
#include "form/normalize.h"
#include "form/visibility.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

// What a condition can look at: one field of each kind, two of them hidden unless `show` is true.
QByteArray world(const QByteArray &condition)
{
    return formAround(field("target", "text", ",\"visible_when\":" + condition) + "," + field("show", "yes_no") + ","
                      + field("text", "text") + "," + field("number", "integer") + ","
                      + field("picks", "choices", choices()) + "," + field("file", "document") + ","
                      + field("rows", "group",
                              R"(,"fields":[)" + field("rows.a", "text") + ","
                                  + field("rows.b", "text", R"(,"visible_when":{"field":"a","equals":"x"})") + "]")
                      + "," + field("secret", "text", R"(,"visible_when":{"field":"show","equals":true})") + ","
                      + field("paper", "document", R"(,"visible_when":{"field":"show","equals":true})"));
}

std::vector<Attachment> filesOf(const QString &field, int count)
{
    return std::vector<Attachment>(std::size_t(count), Attachment{field, u"a.pdf"_s, u"application/pdf"_s, 1, {}});
}

} // namespace

class TestConditions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsByAnswers_data();
    void showsByAnswers();
    void countsFiles();
    void hidesWithStepAndGroup();
    void looksInTheOwnEntryFirst();
    void requiresAnswers();
    void endsWithManyPaths();
    void sendsWhatIsShown();
    void preparingTwiceChangesNothing();
};

void TestConditions::showsByAnswers_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QByteArray>("answers");
    QTest::addColumn<bool>("shown");
    const auto row = [](const char *name, const char *condition, const char *answers, bool shown) {
        QTest::newRow(name) << QByteArray(condition) << QByteArray(answers) << shown;
    };
    row("equals", R"({"field":"text","equals":"x"})", R"({"text":"x"})", true);
    row("equals another", R"({"field":"text","equals":"x"})", R"({"text":"X"})", false);
    row("equals nothing", R"({"field":"text","equals":"x"})", "{}", false);
    row("equals an empty text never", R"({"field":"text","equals":""})", R"({"text":""})", false);
    row("equals false", R"({"field":"show","equals":false})", R"({"show":false})", true);
    row("equals false is not unanswered", R"({"field":"show","equals":false})", "{}", false);
    row("equals the same number", R"({"field":"number","equals":1})", R"({"number":1.0})", true);
    row("equals a list", R"({"field":"picks","equals":["a"]})", R"({"picks":["a"]})", true);
    row("equals a list of more", R"({"field":"picks","equals":["a"]})", R"({"picks":["a","b"]})", false);
    row("in", R"({"field":"text","in":["x","y"]})", R"({"text":"y"})", true);
    row("not in", R"({"field":"text","in":["x","y"]})", R"({"text":"z"})", false);
    row("in, unanswered", R"({"field":"text","in":["x","y"]})", "{}", false);
    row("in an empty set", R"({"field":"text","in":[]})", R"({"text":"x"})", false);
    row("answered", R"({"field":"show","answered":true})", R"({"show":false})", true);
    row("answered with nothing", R"({"field":"picks","answered":true})", R"({"picks":[]})", false);
    row("answered with null", R"({"field":"text","answered":true})", R"({"text":null})", false);
    row("unanswered", R"({"field":"text","answered":false})", R"({"text":""})", true);
    row("unanswered, but it is", R"({"field":"text","answered":false})", R"({"text":"x"})", false);
    row("at least", R"({"field":"number","at_least":3})", R"({"number":3})", true);
    row("less than at least", R"({"field":"number","at_least":3})", R"({"number":2})", false);
    row("at least, unanswered", R"({"field":"number","at_least":0})", "{}", false);
    row("at least of another type", R"({"field":"number","at_least":1})", R"({"number":"5"})", false);
    row("at least two picks", R"({"field":"picks","at_least":2})", R"({"picks":["a","b"]})", true);
    row("at least none", R"({"field":"picks","at_least":0})", "{}", true);
    row("at least two rows", R"({"field":"rows","at_least":2})", R"({"rows":[{"a":"1"},{"a":"2"}]})", true);
    row("an empty row does not count", R"({"field":"rows","at_least":2})", R"({"rows":[{"a":"1"},{}]})", false);
    row("a row of empty members does not count", R"({"field":"rows","at_least":2})", R"({"rows":[{"a":"1"},{"a":""}]})",
        false);
    row("a row that shows nothing does not count", R"({"field":"rows","answered":true})", R"({"rows":[{"b":"1"}]})",
        false);
    row("a hidden member that is shown counts", R"({"field":"rows","answered":true})",
        R"({"rows":[{"a":"x","b":"1"}]})", true);
    row("a hidden field is unanswered", R"({"field":"secret","answered":false})", R"({"secret":"x","show":false})",
        true);
    row("a hidden field equals nothing", R"({"field":"secret","equals":"x"})", R"({"secret":"x"})", false);
    row("a shown field equals", R"({"field":"secret","equals":"x"})", R"({"secret":"x","show":true})", true);
    row("not", R"({"not":{"field":"text","equals":"x"}})", "{}", true);
    row("all", R"({"all":[{"field":"text","equals":"x"},{"field":"show","equals":true}]})",
        R"({"text":"x","show":true})", true);
    row("all but one", R"({"all":[{"field":"text","equals":"x"},{"field":"show","equals":true}]})", R"({"text":"x"})",
        false);
    row("any", R"({"any":[{"field":"text","equals":"x"},{"field":"show","equals":true}]})", R"({"show":true})", true);
    row("none of any", R"({"any":[{"field":"text","equals":"x"},{"field":"show","equals":true}]})", "{}", false);
    row("all of nothing", R"({"all":[]})", "{}", true);
    row("any of nothing", R"({"any":[]})", "{}", false);
}

void TestConditions::showsByAnswers()
{
    QFETCH(QByteArray, condition);
    QFETCH(QByteArray, answers);
    QFETCH(bool, shown);
    const Definition form = understood(world(condition));
    const std::vector<Attachment> files;
    const Visibility visibility(form, answersOf(answers), files);
    QCOMPARE(visibility.isVisible(*form.field(u"target"_s)), shown);
}

void TestConditions::countsFiles()
{
    const Definition form = understood(world(R"({"field":"paper","at_least":2})"));
    const Field &target = *form.field(u"target"_s);
    const auto two = filesOf(u"paper"_s, 2);
    const auto one = filesOf(u"paper"_s, 1);
    const auto other = filesOf(u"file"_s, 2);
    const Answers shown = answersOf(R"({"show":true})");
    QVERIFY(Visibility(form, shown, two).isVisible(target));
    QVERIFY(!Visibility(form, shown, one).isVisible(target));
    QVERIFY(!Visibility(form, shown, other).isVisible(target));
    QVERIFY2(!Visibility(form, Answers(), two).isVisible(target), "files of a hidden field count");
}

void TestConditions::hidesWithStepAndGroup()
{
    const Definition form =
        understood(R"({"format":1,"id":"f","version":"1","title":{"ja":"表","en":"F"},"steps":[
        {"id":"one","title":{"ja":"一","en":"1"},"fields":[)"
                   + field("show", "yes_no") + "," + field("rows", "yes_no") + R"(]},
        {"id":"two","title":{"ja":"二","en":"2"},"visible_when":{"field":"show","equals":true},"fields":[)"
                   + field("g", "group",
                           R"(,"visible_when":{"field":"rows","equals":true},"fields":[)" + field("g.a", "text") + "]")
                   + "," + field("b", "text") + "]}]}");
    const Field &member = *form.field(u"g.a"_s);
    const Field &plain = *form.field(u"b"_s);
    const std::vector<Attachment> files;

    const Visibility both(form, answersOf(R"({"show":true,"rows":true})"), files);
    QVERIFY(both.isVisible(form.steps[1]) && both.isVisible(plain) && both.isVisible(member, {QJsonObject()}));
    const Visibility noGroup(form, answersOf(R"({"show":true,"rows":false})"), files);
    QVERIFY(noGroup.isVisible(plain) && !noGroup.isVisible(member, {QJsonObject()}));
    const Visibility noStep(form, answersOf(R"({"show":false,"rows":true})"), files);
    QVERIFY(!noStep.isVisible(form.steps[1]) && !noStep.isVisible(plain) && !noStep.isVisible(member, {QJsonObject()}));
    QVERIFY(!noStep.isRequired(plain));
}

void TestConditions::looksInTheOwnEntryFirst()
{
    // `a` is a field outside, and the last part of a member of both groups.
    const Definition form = understood(formAround(
        field("a", "text") + "," + field("out", "text") + ","
        + field("g", "group",
                R"(,"fields":[)" + field("g.a", "text") + "," + field("g.mid", "text") + ","
                    + field("g.t", "text", R"(,"visible_when":{"field":"a","equals":"x"})") + ","
                    + field("g.o", "text", R"(,"visible_when":{"field":"out","equals":"x"})") + ","
                    + field("h", "group",
                            R"(,"fields":[)" + field("h.a", "text") + ","
                                + field("h.own", "text", R"(,"visible_when":{"field":"a","equals":"x"})") + ","
                                + field("h.outer", "text", R"(,"visible_when":{"field":"g.a","equals":"x"})") + ","
                                + field("h.mid2", "text", R"(,"visible_when":{"field":"mid","equals":"x"})") + "]")
                    + "]")));
    const std::vector<Attachment> files;
    const auto shown = [&](const char *id, const char *answers, const std::vector<QJsonObject> &entries) {
        return Visibility(form, answersOf(answers), files).isVisible(*form.field(QString::fromLatin1(id)), entries);
    };
    const QJsonObject x{{u"a"_s, u"x"_s}};
    const QJsonObject y{{u"a"_s, u"y"_s}};
    QVERIFY(shown("g.t", "{}", {x}));
    QVERIFY2(!shown("g.t", R"({"a":"x"})", {y}), "the field outside won over the own entry");
    QVERIFY2(!shown("g.t", R"({"a":"x"})", {QJsonObject()}), "an unanswered own member is not looked up outside");
    QVERIFY(shown("g.o", R"({"out":"x"})", {y}));
    QVERIFY(shown("h.own", R"({"a":"y"})", {y, x}));
    QVERIFY(!shown("h.own", R"({"a":"x"})", {x, y}));
    QVERIFY(shown("h.outer", R"({"a":"y"})", {x, y}));
    QVERIFY(!shown("h.outer", R"({"a":"x"})", {y, x}));
    QVERIFY(shown("h.mid2", "{}", {QJsonObject{{u"mid"_s, u"x"_s}}, y}));
    QVERIFY2(!shown("h.mid2", "{}", {}), "missing entries count as empty");
}

void TestConditions::requiresAnswers()
{
    const Definition form = understood(
        formAround(field("always", "text") + "," + field("never", "text", R"(,"required":false)") + ","
                   + field("maybe", "text", R"(,"required":false,"required_when":{"field":"never","answered":false})")
                   + "," + field("hidden", "text", R"(,"visible_when":{"field":"never","answered":true})")));
    const std::vector<Attachment> files;
    const auto required = [&](const char *id, const char *answers) {
        return Visibility(form, answersOf(answers), files).isRequired(*form.field(QString::fromLatin1(id)));
    };
    QVERIFY(required("always", "{}") && !required("never", "{}") && required("maybe", "{}")
            && !required("hidden", "{}"));
    QVERIFY(!required("maybe", R"({"never":"x"})") && required("hidden", R"({"never":"x"})"));
}

// Two ways down at each of fifty steps: judged again and again this would take 2^50 steps.
void TestConditions::endsWithManyPaths()
{
    QByteArrayList fields{field("f0", "yes_no")};
    for (int i = 1; i <= 50; ++i) {
        const QByteArray before = R"({"field":"f)" + QByteArray::number(i - 1) + R"(","equals":true})";
        fields +=
            field("f" + QByteArray::number(i), "yes_no", ",\"visible_when\":{\"all\":[" + before + "," + before + "]}");
    }
    const QByteArray plain = fields.join(',');
    const Definition form = understood(formAround(
        plain + ","
        + field("g", "group",
                ",\"fields\":[" + QByteArray(plain).replace("\"f", "\"g.f").replace("\"g.field", "\"field") + "]")));
    QJsonObject entry;
    QJsonObject answers;
    for (int i = 0; i <= 50; ++i) {
        answers.insert(u"f%1"_s.arg(i), true);
        entry.insert(u"f%1"_s.arg(i), true);
    }
    answers.insert(u"g"_s, QJsonArray{entry});
    QVERIFY(Visibility(form, Answers(answers), {}).isVisible(*form.field(u"f50"_s)));
    QVERIFY(Visibility(form, Answers(answers), {}).isVisible(*form.field(u"g.f50"_s), {entry}));
    QCOMPARE(summary(check(form, Answers(answers), {}, onDay("2026-11-22"))), QString());
}

void TestConditions::sendsWhatIsShown()
{
    const Definition form = understood(world(R"({"field":"show","equals":true})"));
    const Answers typed = answersOf(R"({"show":false,"target":"x","secret":"x","text":" y ","picks":[],"number":0,
        "rows":[{"a":"x","b":"1"},{"a":"z","b":"2"},{"a":" "},{"b":"3"},{"a":"w","more":""}],"strange":null})");
    const auto files = filesOf(u"paper"_s, 1);
    QCOMPARE(prepareForSending(form, typed, files).json(),
             answersOf(R"({"show":false,"text":"y","number":0,"rows":[{"a":"x","b":"1"},{"a":"z"},{"a":"w","more":""}],
                 "strange":null})")
                 .json());
    QVERIFY(attachmentsForSending(form, typed, files).empty());
    QCOMPARE(attachmentsForSending(form, answersOf(R"({"show":true})"), files).size(), 1U);
    QVERIFY2(attachmentsForSending(form, typed, filesOf(u"strange"_s, 1)).size() == 1, "the check could not see it");
}

void TestConditions::preparingTwiceChangesNothing()
{
    const Definition form = understood(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type.json")));
    const auto file = applicationFile(QStringLiteral(TTP_SOURCE_DIR "/tests/data/forms/every_type_answers.json"));
    QJsonObject typed = file.answers.json();
    typed.insert(u"skipper"_s, u"  o’hara－ｊｏｎｅｓ，　maeve"_s);
    typed.insert(u"radio"_s, false);
    const Answers once = prepareForSending(form, Answers(typed), file.attachments);
    QCOMPARE(once.value(u"skipper"_s), QJsonValue(u"O'HARA-JONES, MAEVE"_s));
    QVERIFY(!once.has(u"radio.call_sign"_s));
    QCOMPARE(prepareForSending(form, once, file.attachments), once);
}

QTEST_GUILESS_MAIN(TestConditions)
#include "test_conditions.moc"
