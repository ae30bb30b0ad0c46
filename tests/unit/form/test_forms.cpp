// SPDX-License-Identifier: GPL-3.0-or-later
// The forms themselves: the bundled one with its example, and one that the program has never seen.
#include "form/display.h"
#include "form/normalize.h"
#include "form/visibility.h"
#include "form_examples.h"

#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::form;

namespace {

const QString Source = QStringLiteral(TTP_SOURCE_DIR);

CheckContext practiceOn(QDate day)
{
    CheckContext context;
    context.today = day;
    context.practice = true;
    return context;
}

void forEveryField(const std::vector<Field> &fields, const std::function<void(const Field &)> &visit)
{
    for (const Field &field : fields) {
        visit(field);
        forEveryField(field.fields, visit);
    }
}

} // namespace

class TestForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exampleCanBeSent_data();
    void exampleCanBeSent();
    void bundledFormIsTheOneCompiledIn();
    void bundledFormShowsItsCategory_data();
    void bundledFormShowsItsCategory();
    void bundledFormSaysWhy();
    void bundledFormAsksForHongKong();
    void bundledFormKnowsTheCardNumber();
    void foreignFormUsesEverything();
    void foreignFormFindsFaults();
};

void TestForms::exampleCanBeSent_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("application");
    QTest::addColumn<QDate>("day");
    const QString ttp = Source + u"/resources/forms/ttp.json"_s;
    const QString example = Source + u"/resources/examples/application.json"_s;
    QTest::newRow("the bundled form") << ttp << example << QDate(2026, 11, 22);
    QTest::newRow("the bundled form in ten years") << ttp << example << QDate(2036, 11, 22);
    const QString every = Source + u"/tests/data/forms/every_type"_s;
    QTest::newRow("the foreign form") << every + u".json"_s << every + u"_answers.json"_s << QDate(2026, 11, 22);
    QTest::newRow("the foreign form in ten years")
        << every + u".json"_s << every + u"_answers.json"_s << QDate(2036, 11, 22);
}

void TestForms::exampleCanBeSent()
{
    QFETCH(QString, form);
    QFETCH(QString, application);
    QFETCH(QDate, day);
    const Definition definition = understood(bytesOf(form));
    const ApplicationFile file = applicationFile(application);
    QVERIFY(!file.attachments.empty());
    for (const Attachment &attachment : file.attachments) {
        QVERIFY2(attachment.size > 0 && attachment.size < 60'000, qPrintable(attachment.filename));
    }
    QCOMPARE(summary(check(definition, file.answers, file.attachments, practiceOn(day))), QString());
    QCOMPARE(prepareForSending(definition, file.answers, file.attachments), file.answers);
    QCOMPARE(attachmentsForSending(definition, file.answers, file.attachments), file.attachments);
}

void TestForms::bundledFormIsTheOneCompiledIn()
{
    const QByteArray json = bytesOf(u":/forms/ttp.json"_s);
    QCOMPARE(json, bytesOf(Source + u"/resources/forms/ttp.json"_s));
    const Definition form = understood(json);
    QCOMPARE(form.id, u"ttp"_s);
    QCOMPARE(form.version, u"practice-2026-11-26"_s);
    QVERIFY(form.steps.front().intro->in(u"ja"_s).contains(u"練習用"_s));
    QVERIFY(form.steps.front().intro->in(u"en"_s).contains(u"not a form of the Immigration Services Agency"_s));
    QCOMPARE(bytesOf(u":/examples/application.json"_s), bytesOf(Source + u"/resources/examples/application.json"_s));
}

void TestForms::bundledFormShowsItsCategory_data()
{
    QTest::addColumn<QString>("category");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("A") << u"A"_s << QStringList{u"global_entry.pass_id"_s, u"documents.global_entry"_s};
    QTest::newRow("B") << u"B"_s
                       << QStringList{u"employer.kind"_s,  u"employer.name"_s,        u"employer.position"_s,
                                      u"employer.since"_s, u"documents.employment"_s, u"documents.employer"_s};
    QTest::newRow("C") << u"C"_s
                       << QStringList{u"requester.kind"_s, u"requester.name"_s, u"requester.desk"_s,
                                      u"requester.reason"_s, u"documents.request"_s};
    QTest::newRow("D") << u"D"_s << QStringList{u"card.brand"_s, u"card.name"_s, u"card.personal"_s};
    QTest::newRow("E") << u"E"_s << QStringList{u"family"_s, u"documents.family"_s};
    QTest::newRow("none") << QString() << QStringList();
}

void TestForms::bundledFormShowsItsCategory()
{
    QFETCH(QString, category);
    QFETCH(QStringList, shown);
    const Definition form = understood(bytesOf(Source + u"/resources/forms/ttp.json"_s));
    const QStringList special{
        u"global_entry."_s,          u"employer."_s,        u"requester."_s,        u"card."_s,           u"family"_s,
        u"documents.global_entry"_s, u"documents.employ"_s, u"documents.request"_s, u"documents.family"_s};
    Answers answers;
    answers.set(u"category"_s, category);
    const std::vector<Attachment> files;
    const Visibility visibility(form, answers, files);
    QStringList found;
    for (const Step &step : form.steps) {
        for (const Field &field : step.fields) {
            const auto begins = [&field](const QString &start) { return field.id.startsWith(start); };
            if (visibility.isVisible(field) && std::any_of(special.cbegin(), special.cend(), begins)) {
                found += field.id;
            }
        }
    }
    QCOMPARE(found, shown);
    const auto details =
        std::find_if(form.steps.cbegin(), form.steps.cend(), [](const Step &s) { return s.id == u"details"_s; });
    QVERIFY(details != form.steps.cend());
    QCOMPARE(visibility.isVisible(*details), QStringList({u"B"_s, u"C"_s, u"E"_s}).contains(category));
}

void TestForms::foreignFormUsesEverything()
{
    const Definition form = understood(bytesOf(Source + u"/tests/data/forms/every_type.json"_s));
    QSet<int> types;
    QSet<int> charsets;
    QSet<int> conditions;
    const std::function<void(const Condition &)> visit = [&](const Condition &condition) {
        conditions.insert(int(condition.kind));
        for (const Condition &part : condition.parts) {
            visit(part);
        }
    };
    for (const Step &step : form.steps) {
        if (step.visibleWhen) {
            visit(*step.visibleWhen);
        }
        forEveryField(step.fields, [&](const Field &field) {
            types.insert(int(field.type));
            charsets.insert(int(field.charset));
            if (field.visibleWhen) {
                visit(*field.visibleWhen);
            }
        });
    }
    QCOMPARE(types.size(), int(FieldType::Statement) + 1);
    QCOMPARE(charsets.size(), int(Charset::FullWidth) + 1);
    QCOMPARE(conditions.size(), int(Condition::Kind::AtLeast) + 1);
}

void TestForms::foreignFormFindsFaults()
{
    const Definition form = understood(bytesOf(Source + u"/tests/data/forms/every_type.json"_s));
    const ApplicationFile file = applicationFile(Source + u"/tests/data/forms/every_type_answers.json"_s);
    const auto found = [&](const char *id, const QJsonValue &value) {
        Answers answers = file.answers;
        answers.set(QString::fromLatin1(id), value);
        return summary(check(form, answers, file.attachments, practiceOn(QDate(2026, 11, 22))));
    };
    QCOMPARE(found("born", u"2008"_s), QString());
    QCOMPARE(found("born", u"2009"_s), u"too-late /answers/born"_s);
    QCOMPARE(found("radio.call_sign", u"D1"_s), u"pattern /answers/radio.call_sign"_s);
    QCOMPARE(found("mail_again", u"other@example.org"_s), u"must-equal /answers/mail_again"_s);
    QCOMPARE(found("mail", QJsonValue()), u"required /answers/mail, required /answers/phone"_s);
    QCOMPARE(found("length", 61), u"range /answers/length"_s);
    QCOMPARE(found("tug", QJsonValue()), u"required /answers/tug"_s);
    QCOMPARE(found("convoy", false), u"required /answers/convoy"_s);
    QCOMPARE(found("cargo", QJsonArray({u"fish"_s})), QString());
    QCOMPARE(found("fuel.kind", u"coal"_s), u"choice /answers/fuel.kind"_s);
    const QJsonObject cook{{u"name"_s, u"Kim"_s}, {u"rank"_s, u"cook"_s}};
    QCOMPARE(found("legs",
                   QJsonArray({QJsonObject{{u"port"_s, u"Kobe"_s},
                                           {u"arrival"_s, u"2031"_s},
                                           {u"cargo"_s, true},
                                           {u"crew"_s, QJsonArray({cook})}}})),
             u"required /answers/legs/0/crew/0/menu"_s);
}

// A person who hands over such data may know what for; the reader has seen to both languages.
void TestForms::bundledFormSaysWhy()
{
    const Definition form = understood(bytesOf(Source + u"/resources/forms/ttp.json"_s));
    for (const Step &step : form.steps) {
        for (const Field &field : step.fields) {
            const bool followsUp = field.visibleWhen && field.visibleWhen->field.startsWith(u"declarations."_s);
            const bool counts = field.type == FieldType::Integer; // beside the list that says it
            if (field.required && field.type != FieldType::Statement && !followsUp && !counts) {
                QVERIFY2(field.why, qPrintable(field.id));
                QVERIFY2(field.hint || field.type == FieldType::Country, qPrintable(field.id));
            }
        }
    }
}

void TestForms::bundledFormAsksForHongKong()
{
    const Definition form = understood(bytesOf(Source + u"/resources/forms/ttp.json"_s));
    const Field &page = *form.field(u"documents.hong_kong_identity"_s);
    for (const auto &[state, asked] : {std::pair(u"HKG"_s, true), std::pair(u"MAC"_s, false)}) {
        const Answers answers(QJsonObject{{u"passport.issuing_state"_s, state}});
        const std::vector<Attachment> none;
        QCOMPARE(Visibility(form, answers, none).isVisible(page), asked);
    }
}

// Act art. 9-2(2), ordinance art. 7-3: four Roman letters and eight digits.
void TestForms::bundledFormKnowsTheCardNumber()
{
    const Definition form = understood(bytesOf(Source + u"/resources/forms/ttp.json"_s));
    const Field &number = *form.field(u"family.card_number"_s);
    QVERIFY(number.matcher->matches(u"ABCD12345678"_s));
    for (const QString &wrong : {u"ABC123456789"_s, u"ABCD1234567"_s, u"ABCDE1234567"_s, u"abcd12345678"_s}) {
        QVERIFY2(!number.matcher->matches(wrong), qPrintable(wrong));
    }
}

QTEST_GUILESS_MAIN(TestForms)
#include "test_forms.moc"
