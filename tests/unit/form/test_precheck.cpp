// SPDX-License-Identifier: GPL-3.0-or-later
// The table of cases (tests/data/precheck/cases.json), and that the data leaves nothing undecided.
#include "base/clock.h"
#include "form/precheck.h"
#include "form/visibility.h"
#include "form_examples.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

class FixedClock final : public Clock {
public:
    explicit FixedClock(QDateTime now) : m_now(std::move(now)) {}
    [[nodiscard]] QDateTime utcNow() const override { return m_now; }

private:
    QDateTime m_now;
};

QJsonObject table()
{
    return QJsonDocument::fromJson(bytesOf(QStringLiteral(TTP_SOURCE_DIR "/tests/data/precheck/cases.json"))).object();
}

QString nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Open: return u"open"_s;
    case Verdict::Likely: return u"likely"_s;
    case Verdict::AskAgency: return u"ask"_s;
    case Verdict::NotOnTheseAnswers: return u"not"_s;
    }
    return {};
}

QString nameOf(const std::optional<PrecheckOutcome::Result> &result)
{
    if (!result) {
        return u"open"_s;
    }
    return *result == PrecheckOutcome::Result::Met ? u"met"_s
        : *result == PrecheckOutcome::Result::Ask  ? u"ask"_s
                                                   : u"failed"_s;
}

const RuleFinding *findingOf(const PrecheckFinding &finding, const QString &rule)
{
    const auto found = std::ranges::find_if(finding.rules, [&rule](const RuleFinding &each) { return each.rule->id == rule; });
    return found == finding.rules.end() ? nullptr : &*found;
}

/// The questions of a rule, and those that decide whether they are shown.
QStringList questionsOf(const PrecheckRule &rule)
{
    QStringList ids = rule.questions;
    for (const QString &id : rule.questions) {
        const Field *field = precheck().questions.field(id);
        if (field->visibleWhen && !ids.contains(field->visibleWhen->field)) {
            ids.prepend(field->visibleWhen->field);
        }
    }
    return ids;
}

std::vector<QJsonValue> answersOf(const Field &field)
{
    std::vector<QJsonValue> values;
    for (const ChoiceOption &option : field.choices) {
        values.emplace_back(option.value);
    }
    if (field.type == FieldType::Country) {
        return {u"USA"_s, u"JPN"_s, u"IND"_s, u"IDN"_s, u"KOR"_s};
    }
    if (field.type == FieldType::Date) {
        return {u"2026-12-01"_s, u"2028-02-29"_s};
    }
    if (field.type == FieldType::Group) {
        return {QJsonArray{QJsonObject{{u"date"_s, u"2026-11-01"_s}}}, QJsonArray{QJsonObject{{u"date"_s, u"2020-01-01"_s}}}};
    }
    return values;
}

} // namespace

class TestPrecheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void hasEnoughCases();
    void decidesEveryCombination();
    void countsAYear_data();
    void countsAYear();
    void leadsToTheQuestionThatDecides();
    void tellsOfSources();
};

void TestPrecheck::judges_data()
{
    QTest::addColumn<QJsonObject>("row");
    const QJsonArray cases = table().value("cases"_L1).toArray();
    for (const QJsonValue &each : cases) {
        QTest::newRow(qPrintable(each["name"_L1].toString())) << each.toObject();
    }
}

void TestPrecheck::judges()
{
    QFETCH(QJsonObject, row);
    const QJsonObject all = table();
    QJsonObject answers = all.value("base"_L1).toObject();
    const QJsonObject changes = row.value("answers"_L1).toObject();
    for (auto each = changes.begin(); each != changes.end(); ++each) {
        answers.insert(each.key(), *each);
    }
    Answers given;
    for (auto each = answers.begin(); each != answers.end(); ++each) {
        QVERIFY2(precheck().questions.field(each.key()), qPrintable(each.key()));
        given.set(each.key(), *each);
    }
    QDate today = QDate::fromString(row.value("today"_L1).toString(all.value("today"_L1).toString()), Qt::ISODate);
    if (row.contains("now"_L1)) {
        today = FixedClock(QDateTime::fromString(row.value("now"_L1).toString(), Qt::ISODate)).todayInJapan();
    }
    const PrecheckFinding finding = judge(precheck(), given, today);
    QCOMPARE(nameOf(finding.verdict), row.value("verdict"_L1).toString());
    const RuleFinding *decides = findingOf(finding, row.value("rule"_L1).toString());
    QVERIFY(decides);
    QCOMPARE(nameOf(decides->result), row.value("result"_L1).toString());
    QCOMPARE(decides->rule->paragraph.in(u"ja"_s), row.value("paragraph"_L1).toString());
    if (row.contains("change"_L1)) {
        QVERIFY(decides->change);
        QVERIFY2(decides->change->in(u"en"_s).contains(row.value("change"_L1).toString()), qPrintable(decides->change->in(u"en"_s)));
    }
    const QJsonObject categories = row.value("categories"_L1).toObject();
    for (const CategoryFinding &each : finding.categories) {
        if (categories.contains(each.category->id)) {
            QCOMPARE(each.category->id + nameOf(each.verdict), each.category->id + categories.value(each.category->id).toString());
        }
    }
    // What decides is among the reasons of a category that has the verdict.
    const bool told = decides->result == PrecheckOutcome::Result::Met
        || std::ranges::any_of(finding.categories, [&](const CategoryFinding &each) {
               return std::ranges::any_of(each.deciding, [&](int index) { return &finding.rules[size_t(index)] == decides; });
           });
    QVERIFY(told);
    for (const RuleFinding &each : finding.rules) { // every text is complete, in both languages
        for (const QString &language : {u"ja"_s, u"en"_s}) {
            const QString text = each.reason.in(language) + (each.change ? each.change->in(language) : QString());
            QVERIFY2(!text.contains(u'{') && (each.result.has_value() != text.isEmpty()), qPrintable(each.rule->id + text));
        }
    }
}

void TestPrecheck::hasEnoughCases()
{
    const QJsonArray cases = table().value("cases"_L1).toArray();
    QVERIFY(cases.size() >= 40);
    QSet<QString> proved;
    for (const QJsonValue &each : cases) {
        proved += each["rule"_L1].toString() + u' ' + each["result"_L1].toString();
    }
    for (const PrecheckRule &rule : precheck().rules) {
        for (const PrecheckOutcome &outcome : rule.outcomes) {
            const QString wanted = rule.id + u' ' + nameOf(std::optional(outcome.result));
            const bool there = proved.contains(wanted) || outcome.result == PrecheckOutcome::Result::Met;
            QVERIFY2(there, qPrintable(u"no case for "_s + wanted));
        }
    }
}

/// Whatever is answered, every rule comes to a result once its questions that are shown are answered.
void TestPrecheck::decidesEveryCombination()
{
    const QDate today(2026, 11, 26);
    int tried = 0;
    for (const PrecheckRule &rule : precheck().rules) {
        const QStringList ids = questionsOf(rule);
        std::vector<size_t> choice(size_t(ids.size()), 0);
        for (bool more = true; more; ++tried) {
            Answers answers;
            more = false;
            for (size_t i = 0; i < choice.size(); ++i) {
                answers.set(ids.at(qsizetype(i)), answersOf(*precheck().questions.field(ids.at(qsizetype(i)))).at(choice[i]));
            }
            const PrecheckFinding finding = judge(precheck(), answers, today);
            QVERIFY2(findingOf(finding, rule.id)->result,
                     qPrintable(rule.id + QString::fromUtf8(QJsonDocument(answers.json()).toJson(QJsonDocument::Compact))));
            for (size_t i = 0; i < choice.size() && !more; ++i) {
                more = ++choice[i] < answersOf(*precheck().questions.field(ids.at(qsizetype(i)))).size();
                choice[i] = more ? choice[i] : 0;
            }
        }
    }
    QVERIFY(tried > 100);
}

void TestPrecheck::countsAYear_data()
{
    QTest::addColumn<QDate>("visit");
    QTest::addColumn<QDate>("certain");
    QTest::addColumn<QDate>("possible");
    QTest::newRow("any day") << QDate(2027, 3, 15) << QDate(2026, 3, 15) << QDate(2026, 3, 15);
    QTest::newRow("new year") << QDate(2027, 1, 1) << QDate(2026, 1, 1) << QDate(2026, 1, 1);
    QTest::newRow("1 March") << QDate(2027, 3, 1) << QDate(2026, 3, 1) << QDate(2026, 3, 1);
    QTest::newRow("28 February of a leap year") << QDate(2028, 2, 28) << QDate(2027, 2, 28) << QDate(2027, 2, 28);
    QTest::newRow("leap day") << QDate(2028, 2, 29) << QDate(2027, 3, 1) << QDate(2027, 2, 28);
    QTest::newRow("1 March of a leap year") << QDate(2028, 3, 1) << QDate(2027, 3, 1) << QDate(2027, 2, 28);
    QTest::newRow("2 March of a leap year") << QDate(2028, 3, 2) << QDate(2027, 3, 2) << QDate(2027, 3, 2);
    QTest::newRow("28 February after it") << QDate(2029, 2, 28) << QDate(2028, 2, 28) << QDate(2028, 2, 28);
    QTest::newRow("1 March after it") << QDate(2029, 3, 1) << QDate(2028, 3, 1) << QDate(2028, 2, 29);
}

void TestPrecheck::countsAYear()
{
    QFETCH(QDate, visit);
    QFETCH(QDate, certain);
    QFETCH(QDate, possible);
    QCOMPARE(landingYear(visit).certain, certain);
    QCOMPARE(landingYear(visit).possible, possible);
}

void TestPrecheck::leadsToTheQuestionThatDecides()
{
    const QDate today(2026, 11, 26);
    Answers answers;
    answers.set(u"employer.kind"_s, u"international"_s);
    PrecheckFinding finding = judge(precheck(), answers, today);
    QCOMPARE(findingOf(finding, u"B"_s)->question, u"employer.position"_s); // the first that is open
    QCOMPARE(findingOf(finding, u"C3-2"_s)->question, u"visit.day"_s);
    QVERIFY(finding.open.contains(u"employer.position"_s));
    QVERIFY(!finding.open.contains(u"employer.kind"_s));
    QVERIFY(!finding.open.contains(u"employer.country"_s)); // not shown
    answers.set(u"employer.kind"_s, u"none"_s);
    finding = judge(precheck(), answers, today);
    QCOMPARE(findingOf(finding, u"B"_s)->question, u"employer.kind"_s); // the position is not shown
}

void TestPrecheck::tellsOfSources()
{
    QVERIFY(precheck().countries.asOf == QDate(2017, 7, 1));
    QVERIFY(precheck().countries.provenance.in(u"ja"_s).contains(u"出入国在留管理庁の一覧ではありません"_s));
    QVERIFY(precheck().countries.entries.size() > 66);
    QVERIFY(!precheck().countries.entries.value(u"IDN"_s).why.isEmpty());
}

QTEST_GUILESS_MAIN(TestPrecheck)
#include "test_precheck.moc"
