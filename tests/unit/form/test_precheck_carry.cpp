// SPDX-License-Identifier: GPL-3.0-or-later
// What of the pre-check goes into which form, and what does not.
#include "form/precheck.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

const QDate Today(2026, 11, 26);

Answers given()
{
    return answersOf(R"({"visit.day":"2027-03-15","visit.stay":"coming","landings.any":"some",
        "landings.list":[{"date":"2026-05-01"},{"date":"2026-09-09"},{"date":"2026-13"}],
        "passport.nationality":"KOR","passport.issuing_state":"HKG","employer.kind":"none","requester":"none",
        "card.rank":"platinum","card.brand":"jcb","family.relation":"none","purpose":"short","resident":"no","deported":"no",
        "sentenced":"no","denial":"no","fingerprints":"yes","gate":"yes"})");
}

Definition bundled()
{
    return understood(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/forms/ttp.json")));
}

/// A form with these fields, and what of the pre-check gets into it.
QJsonObject into(const QByteArray &fields, const Answers &precheckAnswers = given(), QJsonObject answers = {})
{
    Answers target(std::move(answers));
    static_cast<void>(carryInto(precheck(), precheckAnswers, Today, understood(formAround(fields)), target));
    return target.json();
}

} // namespace

class TestPrecheckCarry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsTheBundledForm();
    void knowsTheChoicesOfTheBundledForm();
    void makesNoDeclaration();
    void leavesWhatIsThere();
    void whatWasTakenOutStaysOut();
    void followsAChangedMind();
    void survivesAnotherForm_data();
    void survivesAnotherForm();
    void choosesACategoryOnlyIfItIsTheOne();
};

void TestPrecheckCarry::fillsTheBundledForm()
{
    Answers answers;
    const Definition form = bundled();
    const QJsonObject carried = carryInto(precheck(), given(), Today, form, answers);
    QCOMPARE(carried, answers.json());
    QCOMPARE(answers.value(u"category"_s), u"D"_s);
    QCOMPARE(answers.value(u"card.brand"_s), u"jcb"_s);
    QCOMPARE(answers.value(u"passport.nationality"_s), u"KOR"_s);
    QCOMPARE(answers.value(u"passport.issuing_state"_s), u"HKG"_s);
    const QString visit = form.field(u"visit.day"_s) ? u"visit.day"_s : u"landings.next_visit"_s;
    QCOMPARE(answers.value(visit), u"2027-03-15"_s);
    const QJsonArray latestFirst{QJsonObject{{u"date"_s, u"2026-09-09"_s}}, QJsonObject{{u"date"_s, u"2026-05-01"_s}}};
    QCOMPARE(answers.value(u"landings.list"_s).toArray(), latestFirst); // what was half typed is left out
    QVERIFY(!answers.has(u"employer.kind"_s));                            // "none of them" is no answer there
    // Nothing that was carried is a problem in the form.
    for (const Problem &problem : check(form, answers, {}, onDay("2026-11-26"))) {
        QVERIFY2(problem.code == "required"_L1 || !carried.contains(problem.field), qPrintable(problem.code + problem.pointer));
    }
}

/// The two documents are edited apart: what the one calls an answer is one in the other, or none of its business.
void TestPrecheckCarry::knowsTheChoicesOfTheBundledForm()
{
    const QStringList noAnswerThere{u"none"_s, u"unknown"_s, u"other"_s, u"not_yet"_s};
    const Definition form = bundled();
    int compared = 0;
    for (const PrecheckCarry &carry : precheck().carry) {
        QVERIFY2(std::ranges::any_of(carry.fields, [&](const QString &id) { return form.field(id) != nullptr; }),
                 qPrintable(carry.question));
        const Field *target = form.field(carry.fields.first());
        for (const ChoiceOption &option : precheck().questions.field(carry.question)->choices) {
            if (!target || target->type != FieldType::Choice || noAnswerThere.contains(option.value)) {
                continue;
            }
            const bool there = std::ranges::find(target->choices, option.value, &ChoiceOption::value) != target->choices.end();
            QVERIFY2(there, qPrintable(carry.question + u' ' + option.value));
            ++compared;
        }
    }
    QVERIFY(compared > 10);
    for (const PrecheckCategory &category : precheck().categories) {
        const Field *target = form.field(precheck().carryCategory.first());
        QVERIFY(target && std::ranges::find(target->choices, category.id, &ChoiceOption::value) != target->choices.end());
    }
}

void TestPrecheckCarry::makesNoDeclaration()
{
    Answers answers;
    static_cast<void>(carryInto(precheck(), given(), Today, bundled(), answers));
    for (const QString &id : answers.json().keys()) {
        QVERIFY2(!id.startsWith("declarations."_L1), qPrintable(id));
    }
    // Also where a form names its fields like the questions.
    QCOMPARE(into(field("deported", "choice", R"(,"choices":[{"value":"no","label":{"ja":"無","en":"No"}}])")), QJsonObject());
}

void TestPrecheckCarry::leavesWhatIsThere()
{
    const QJsonObject typed{{u"passport.nationality"_s, u"JPN"_s}};
    QCOMPARE(into(field("passport.nationality", "country"), given(), typed), typed);
}

void TestPrecheckCarry::whatWasTakenOutStaysOut()
{
    Answers answers;
    QJsonObject carried = carryInto(precheck(), given(), Today, bundled(), answers);
    answers.set(u"landings.list"_s, {});
    for (int again = 0; again < 2; ++again) {
        carried = carryInto(precheck(), given(), Today, bundled(), answers, carried);
        QVERIFY(!answers.has(u"landings.list"_s));
        QCOMPARE(answers.value(u"card.brand"_s), u"jcb"_s);
    }
}

void TestPrecheckCarry::followsAChangedMind()
{
    Answers answers;
    Answers asked = given();
    QJsonObject carried = carryInto(precheck(), asked, Today, bundled(), answers);
    answers.set(u"card.brand"_s, u"visa"_s); // corrected by the person, in the form
    asked.set(u"passport.nationality"_s, u"MAC"_s);
    asked.set(u"landings.any"_s, u"none"_s);
    asked.set(u"card.brand"_s, u"amex"_s);
    carried = carryInto(precheck(), asked, Today, bundled(), answers, carried);
    QCOMPARE(answers.value(u"passport.nationality"_s), u"MAC"_s); // was carried, and changed since
    QCOMPARE(answers.value(u"card.brand"_s), u"visa"_s);          // is the person's own by now
    QVERIFY(!answers.has(u"landings.list"_s));
    QVERIFY(!answers.has(u"category"_s)); // it is no longer likely
    QVERIFY(!carried.contains(u"card.brand"_s));
    QVERIFY(carried.contains(u"passport.nationality"_s));
}

void TestPrecheckCarry::survivesAnotherForm_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &fields, const char *expected) {
        QTest::newRow(name) << fields << QByteArray(expected);
    };
    row("no such field", field("something", "text"), "{}");
    row("a date", field("visit.day", "date"), R"({"visit.day":"2027-03-15"})");
    row("not before another day", field("visit.day", "date", R"(,"not_before":"2027-03-16")"), "{}");
    row("not after another day", field("visit.day", "date", R"(,"not_after":"today")"), "{}");
    row("a date where only part of it is asked", field("visit.day", "partial_date"), R"({"visit.day":"2027-03-15"})");
    row("another type", field("visit.day", "text"), "{}");
    row("choices that it does not have", field("card.brand", "choice", choices()), "{}");
    row("a choice that became a list of choices", field("card.brand", "choices", choices()), "{}");
    row("yes or no", field("landings.any", "yes_no"), R"({"landings.any":true})");
    row("a choice instead of yes or no", field("landings.any", "choice", choices()), "{}");
    row("a group without the member", field("landings.list", "group", R"(,"fields":[)" + field("landings.list.port", "text") + "]"), "{}");
    row("a group that allows one entry",
        field("landings.list", "group", R"(,"max_count":1,"fields":[)" + field("landings.list.date", "date") + "]"), "{}");
    row("no group", field("landings.list", "date"), "{}");
    row("a member of a group is no field of the form",
        field("trips", "group", R"(,"fields":[)" + field("visit.day", "date") + "]"), "{}");
    row("the category as something else", field("category", "text"), "{}");
}

void TestPrecheckCarry::survivesAnotherForm()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, expected);
    QCOMPARE(into(fields), QJsonDocument::fromJson(expected).object());
}

void TestPrecheckCarry::choosesACategoryOnlyIfItIsTheOne()
{
    const QByteArray category = field("category", "choice",
                                      R"(,"choices":[{"value":"C","label":{"ja":"C","en":"C"}},{"value":"D","label":{"ja":"D","en":"D"}}])");
    Answers two = given();
    two.set(u"requester"_s, u"public"_s);
    QCOMPARE(into(category, two), QJsonObject());
    Answers unsure = given();
    unsure.set(u"card.rank"_s, u"unclear"_s);
    QCOMPARE(into(category, unsure), (QJsonObject{{u"category"_s, u"D"_s}}));
    Answers none = given();
    none.set(u"card.rank"_s, u"none"_s);
    QCOMPARE(into(category, none), QJsonObject());
}

QTEST_GUILESS_MAIN(TestPrecheckCarry)
#include "test_precheck_carry.moc"
