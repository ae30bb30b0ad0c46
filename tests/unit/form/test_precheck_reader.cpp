// SPDX-License-Identifier: GPL-3.0-or-later
// Bad data of the pre-check names its place.
#include "form/precheck.h"
#include "form_examples.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

QByteArray source(const char *name)
{
    return bytesOf(QStringLiteral(TTP_SOURCE_DIR "/resources/precheck/") + QLatin1String(name) + ".json"_L1);
}

} // namespace

class TestPrecheckReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheBundledOne();
    void namesThePlace_data();
    void namesThePlace();
};

void TestPrecheckReader::readsTheBundledOne()
{
    const auto read = readPrecheck(source("questions"), source("rules"), source("countries"));
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->categories.size(), 5U);
    QVERIFY(read->rules.size() >= 15);
}

void TestPrecheckReader::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *file, const char *from, const char *to, const char *error) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(error);
    };
    row("no JSON", "rules", "{\n", "[\n", "rules.json ");
    row("questions are a form", "questions", R"("type": "date")", R"("type": "day")", "questions.json /steps/0/fields/0/type: ");
    row("unknown member", "rules", R"("wanted": 2)", R"("wanted": 2, "more": 1)", "rules.json /landings/more: ");
    row("a way to ask", "rules", R"("agency": {)", R"("agent": {)", "rules.json /agency: ");
    row("format", "rules", R"("format": 1)", R"("format": 2)", "rules.json /format: ");
    row("unknown question in a condition", "rules", R"({ "field": "visit.stay", "equals": "coming" })",
        R"({ "field": "visit.stray", "equals": "coming" })", "rules.json /landings/visit_counts_when: ");
    row("an answer that there is not", "rules", R"("field": "global_entry.member", "equals": "yes")",
        R"("field": "global_entry.member", "equals": "sure")", "rules.json /rules/0/outcomes/1/when: ");
    row("no such country", "rules", R"("not": { "field": "passport.nationality", "equals": "USA" })",
        R"("not": { "field": "passport.nationality", "equals": "US" })", "rules.json /rules/0/outcomes/0/when: ");
    row("a number asked of a choice", "rules", R"({ "field": "fact.landings", "at_least": 2 })",
        R"({ "field": "purpose", "at_least": 2 })", "rules.json /rules/6/outcomes/0/when: ");
    row("no condition", "rules", R"("when": { "field": "global_entry.member", "equals": "yes" })", R"("when": {})",
        "rules.json /rules/0/outcomes/1/when: ");
    row("result", "rules", R"("result": "met", "when": { "field": "global_entry.member")",
        R"("result": "fine", "when": { "field": "global_entry.member")", "rules.json /rules/0/outcomes/1/result: ");
    row("nothing said of what would change it", "rules", R"("change": { "ja": "ほかの区分に当たるか確認してください。", "en": "See whether another category fits you." })",
        R"("paragraph": 1)", "rules.json /rules/0/outcomes/0/change: ");
    row("no Japanese", "rules", R"("ja": "米国籍で、グローバル・エントリーに登録しています。")", R"("ja": " ")",
        "rules.json /rules/0/outcomes/1/reason: ");
    row("unknown name in a text", "rules", ": {fact.landings}. Those from", ": {fact.landing}. Those from",
        "rules.json /rules/6/outcomes/0/reason: ");
    row("unknown source", "rules", R"("sources": ["L2", "O2"])", R"("sources": ["L9", "O2"])", "rules.json /rules/0/sources: ");
    row("fails on the word of a third party", "rules", R"("sources": ["L2", "O2"])", R"("sources": ["U1"])",
        "rules.json /rules/0/outcomes/0/result: ");
    row("unknown category", "rules", R"("categories": ["A"])", R"("categories": ["F"])", "rules.json /rules/0/categories: ");
    row("rule twice", "rules", R"("id": "B-country")", R"("id": "B")", "rules.json /rules/2/id: ");
    row("question of a rule", "rules", R"("questions": ["requester"])", R"("questions": ["request"])", "rules.json /rules/3/questions: ");
    row("a question nobody decided about", "rules", R"("visit.stay", "global_entry.member", "card.rank")",
        R"("visit.stay", "card.rank")", "rules.json /carry: ");
    row("a question decided about twice", "rules", R"("questions": ["visit.stay", )", R"("questions": ["visit.stay", "visit.day", )",
        "rules.json /not_carried/0: ");
    row("an answer that is carried and that there is not", "rules", R"("values": { "some": true)", R"("values": { "any": true)",
        "rules.json /carry/2/values/any: ");
    row("fact of a name that is taken", "rules", R"("fact": "fact.employer_standing")", R"("fact": "fact.passport_standing")",
        "rules.json /standings/1/fact: ");
    row("date of a source", "rules", R"("as_of": "2025-06-01")", R"("as_of": "June 2025")", "rules.json /sources/0/as_of: ");
    row("confidence", "countries", R"("confidence": "B")", R"("confidence": "high")", "countries.json /sources/1/confidence: ");
    row("country", "countries", R"("code": "ARG")", R"("code": "AR")", "countries.json /entries/1/code: ");
    row("country twice", "countries", R"("code": "ARG")", R"("code": "AND")", "countries.json /entries/1/code: ");
    row("standing", "countries", R"("code": "ARG", "standing": "listed")", R"("code": "ARG", "standing": "maybe")",
        "countries.json /entries/1/standing: ");
    row("condition without a word why", "countries", R"("code": "ARG", "standing": "listed")",
        R"("code": "ARG", "standing": "conditional")", "countries.json /entries/1/why: ");
}

void TestPrecheckReader::namesThePlace()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, error);
    const auto changed = [&](const char *name) {
        QByteArray bytes = source(name);
        if (file == name) {
            const qsizetype at = bytes.indexOf(from);
            if (at < 0) {
                qFatal("nothing to change in %s", name);
            }
            bytes.replace(at, from.size(), to);
        }
        return bytes;
    };
    const auto read = readPrecheck(changed("questions"), changed("rules"), changed("countries"));
    QVERIFY(!read);
    QVERIFY2(read.error().startsWith(error), qPrintable(read.error()));
}

QTEST_GUILESS_MAIN(TestPrecheckReader)
#include "test_precheck_reader.moc"
