// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/editors.h"
#include "fields/group_editor.h"
#include "form/check.h"
#include "form/visibility.h"
#include "style/style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

QAbstractButton *button(const QWidget *in, const QString &name)
{
    for (QAbstractButton *candidate : in->findChildren<QAbstractButton *>()) {
        if (candidate->accessibleName() == name && candidate->isVisibleTo(in)) {
            return candidate;
        }
    }
    return nullptr;
}

// The editor of a member that is shown now.
FieldEditor *member(const QWidget *in, const QString &id)
{
    for (FieldEditor *editor : in->findChildren<FieldEditor *>()) {
        if (editor->field().id == id && editor->isVisibleTo(in)) {
            return editor;
        }
    }
    return nullptr;
}

EntryContext contextOf(const form::Answers &answers = {})
{
    static const std::vector<form::Attachment> none;
    EntryContext context;
    context.practice = true;
    context.visible = [answers](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return form::Visibility(example::definition(), answers, none).isVisible(field, entries);
    };
    context.required = [answers](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return form::Visibility(example::definition(), answers, none).isRequired(field, entries);
    };
    context.check = [answers](const form::Field &group, const std::vector<QJsonObject> &entries) {
        return form::checkEntry(example::definition(), group, answers, {}, entries, {QDate(2026, 11, 22), true, {}});
    };
    return context;
}

std::unique_ptr<GroupEditor> make()
{
    auto *made = makeEditor(example::field("journeys"), u"en"_s, {true, example::today}, nullptr);
    std::unique_ptr<GroupEditor> group(qobject_cast<GroupEditor *>(made));
    group->setContext(contextOf());
    return group;
}

const QJsonObject Haneda{{QStringLiteral("date"), QStringLiteral("2026-03-14")},
                         {QStringLiteral("airport"), QStringLiteral("HND")}};

} // namespace

class TestFieldsGroup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void addEditDone();
    void typingIsInTheValueAtOnce();
    void conditionsLookIntoTheEntry();
    void doneShowsProblemsAndStays();
    void removeCanBeUndone();
    void removeSparesTheEntryThatIsOpen();
    void emptyEntriesAreDropped();
    void problemsGoToTheirEntry();
    void focusProblemOpensTheEntry();
    void nestedGroup();
    void atMostSoMany();
    void languageSwitchKeepsAnOpenEntry();
    void requiredByEntry();
};

void TestFieldsGroup::addEditDone()
{
    const auto group = make();
    QSignalSpy changed(group.get(), &FieldEditor::valueChanged);
    group->show();
    QVERIFY(button(group.get(), u"Add: Landing"_s));
    button(group.get(), u"Add: Landing"_s)->click();
    QCOMPARE(group->entryCount(), 1);
    QCOMPARE(group->openedEntry(), 0);
    QCOMPARE(changed.count(), 1);
    FieldEditor *date = member(group.get(), u"journeys.date"_s);
    QVERIFY(date);
    const auto boxes = date->findChildren<QLineEdit *>();
    boxes.at(0)->insert(u"2026"_s);
    boxes.at(1)->insert(u"3"_s);
    boxes.at(2)->insert(u"14"_s);
    member(group.get(), u"journeys.airport"_s)->findChildren<QRadioButton *>().at(1)->click();
    button(group.get(), u"Done: Landing 1"_s)->click();
    QCOMPARE(group->openedEntry(), -1);
    QCOMPARE(group->value(), QJsonValue(QJsonArray{Haneda}));
    button(group.get(), u"Edit: Landing 1"_s)->click();
    QCOMPARE(group->openedEntry(), 0);
    QCOMPARE(member(group.get(), u"journeys.date"_s)->value(), QJsonValue(u"2026-03-14"_s));
}

void TestFieldsGroup::typingIsInTheValueAtOnce()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda, QJsonObject{{u"airport"_s, u"other"_s}}});
    group->openEntry(1);
    auto *line = qobject_cast<QLineEdit *>(member(group.get(), u"journeys.where"_s)->firstControl());
    line->insert(u"K"_s);
    QCOMPARE(group->value().toArray().at(1).toObject().value(u"where"_s), QJsonValue(u"K"_s));
    QCOMPARE(group->value().toArray().at(0), QJsonValue(Haneda));
    // Another entry is opened: nothing of this one is lost.
    group->openEntry(0);
    QCOMPARE(group->value().toArray().at(1).toObject().value(u"where"_s), QJsonValue(u"K"_s));
}

void TestFieldsGroup::conditionsLookIntoTheEntry()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda});
    group->openEntry(0);
    group->show();
    QVERIFY(!member(group.get(), u"journeys.where"_s));
    member(group.get(), u"journeys.airport"_s)->findChildren<QRadioButton *>().at(2)->click();
    QVERIFY(member(group.get(), u"journeys.where"_s));
    member(group.get(), u"journeys.airport"_s)->findChildren<QRadioButton *>().at(0)->click();
    QVERIFY(!member(group.get(), u"journeys.where"_s));
}

void TestFieldsGroup::doneShowsProblemsAndStays()
{
    const auto group = make();
    group->show();
    group->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(group.get()));
    button(group.get(), u"Add: Landing"_s)->click();
    QVERIFY(!button(group.get(), u"Finish later: Landing 1"_s));
    button(group.get(), u"Done: Landing 1"_s)->click();
    QCOMPARE(group->openedEntry(), 0);
    FieldEditor *date = member(group.get(), u"journeys.date"_s);
    QCOMPARE(date->problems().size(), size_t(1));
    QCOMPARE(QApplication::focusWidget(), date->firstControl());
    QVERIFY(button(group.get(), u"Finish later: Landing 1"_s));
    button(group.get(), u"Finish later: Landing 1"_s)->click();
    QCOMPARE(group->openedEntry(), -1);
    QCOMPARE(group->entryCount(), 1);
}

void TestFieldsGroup::removeCanBeUndone()
{
    const auto group = make();
    const QJsonArray value{Haneda, QJsonObject{{u"airport"_s, u"NRT"_s}}, QJsonObject{{u"airport"_s, u"other"_s}}};
    group->setValue(value);
    group->openEntry(2);
    button(group.get(), u"Remove: Landing 2"_s)->click();
    QCOMPARE(group->value().toArray().size(), 2);
    QCOMPARE(group->openedEntry(), 1);
    QVERIFY(button(group.get(), u"Bring it back"_s));
    button(group.get(), u"Bring it back"_s)->click();
    QCOMPARE(group->value(), QJsonValue(value));
    QCOMPARE(group->openedEntry(), 2);
    QVERIFY(!button(group.get(), u"Bring it back"_s));
}

/// Pressed by a screen reader the button does not take the focus first: a line is settled while its card goes.
void TestFieldsGroup::removeSparesTheEntryThatIsOpen()
{
    const auto group = make();
    const QJsonObject elsewhere{{u"airport"_s, u"other"_s}, {u"where"_s, u"A"_s}};
    const QJsonObject last{{u"airport"_s, u"other"_s}, {u"where"_s, u"C"_s}};
    group->setValue(QJsonArray{Haneda, elsewhere, last});
    group->openEntry(1);
    auto *line = qobject_cast<QLineEdit *>(member(group.get(), u"journeys.where"_s)->firstControl());
    line->setFocus();
    line->insert(u" \u3000B "_s);
    button(group.get(), u"Remove: Landing 1"_s)->click();
    const QJsonArray left = group->value().toArray();
    QCOMPARE(left.size(), 2);
    QVERIFY(left.at(0).toObject().value(u"where"_s).toString().contains(u'B'));
    QCOMPARE(left.at(1), QJsonValue(last));
}

void TestFieldsGroup::emptyEntriesAreDropped()
{
    const auto group = make();
    group->setValue(QJsonArray{QJsonObject(), Haneda});
    group->openEntry(1);
    group->dropEmptyEntries();
    QCOMPARE(group->value(), QJsonValue(QJsonArray{Haneda}));
    QCOMPARE(group->openedEntry(), 0);
}

void TestFieldsGroup::problemsGoToTheirEntry()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda, QJsonObject{{u"airport"_s, u"HND"_s}}});
    form::Answers answers;
    answers.set(u"journeys"_s, group->value());
    std::vector<Problem> problems;
    for (const Problem &problem : form::check(example::definition(), answers, {}, {QDate(2026, 11, 22), true, {}})) {
        if (problem.field.startsWith(u"journeys"_s)) {
            problems.push_back(problem);
        }
    }
    QCOMPARE(problems.size(), size_t(1));
    QCOMPARE(problems.front().pointer, u"/answers/journeys/1/date"_s);
    group->setProblems(problems);
    group->openEntry(0);
    QVERIFY(member(group.get(), u"journeys.date"_s)->problems().empty());
    group->openEntry(1);
    QCOMPARE(member(group.get(), u"journeys.date"_s)->problems().size(), size_t(1));
}

void TestFieldsGroup::focusProblemOpensTheEntry()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda, QJsonObject{{u"airport"_s, u"HND"_s}}});
    group->show();
    group->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(group.get()));
    Problem problem = example::problem(example::field("journeys.date"), u"/answers/journeys/1/date"_s);
    group->focusProblem(problem);
    QCOMPARE(group->openedEntry(), 1);
    QCOMPARE(QApplication::focusWidget(), member(group.get(), u"journeys.date"_s)->firstControl());
    // A problem of the group itself leads to its first button.
    group->openEntry(-1);
    group->focusProblem(example::problem(example::field("journeys"), u"/answers/journeys"_s));
    QCOMPARE(QApplication::focusWidget(), group->firstControl());
}

void TestFieldsGroup::nestedGroup()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda});
    group->openEntry(0);
    auto *stays = qobject_cast<GroupEditor *>(member(group.get(), u"journeys.stays"_s));
    QVERIFY(stays);
    button(stays, u"Add: Stay"_s)->click();
    qobject_cast<QLineEdit *>(member(stays, u"journeys.stays.city"_s)->firstControl())->insert(u"Kyoto"_s);
    const QJsonObject entry = group->value().toArray().first().toObject();
    QCOMPARE(entry.value(u"stays"_s), QJsonValue(QJsonArray{QJsonObject{{u"city"_s, u"Kyoto"_s}}}));
    QCOMPARE(entry.value(u"date"_s), QJsonValue(u"2026-03-14"_s));
    group->focusProblem(example::problem(example::field("journeys.stays.city"), u"/answers/journeys/0/stays/0/city"_s));
    QCOMPARE(stays->openedEntry(), 0);
}

void TestFieldsGroup::atMostSoMany()
{
    const auto group = make();
    QJsonArray five;
    for (int i = 0; i < 5; ++i) {
        five.append(Haneda);
    }
    group->setValue(five);
    QVERIFY(!button(group.get(), u"Add another: Landing"_s)->isEnabled());
    button(group.get(), u"Remove: Landing 3"_s)->click();
    QVERIFY(button(group.get(), u"Add another: Landing"_s)->isEnabled());
}

void TestFieldsGroup::languageSwitchKeepsAnOpenEntry()
{
    const auto group = make();
    group->setValue(QJsonArray{Haneda});
    group->openEntry(0);
    QPointer<FieldEditor> date = member(group.get(), u"journeys.date"_s);
    auto *box = qobject_cast<QLineEdit *>(date->firstControl());
    box->setText(u"20"_s);
    group->setLanguage(u"ja"_s);
    QCOMPARE(group->openedEntry(), 0);
    QVERIFY(date);
    QCOMPARE(box->text(), u"20"_s);
    QVERIFY(date->labelText().startsWith(u"上陸日"_s));
}

void TestFieldsGroup::requiredByEntry()
{
    const auto group = make();
    EntryContext context = contextOf();
    context.required = [](const form::Field &field, const std::vector<QJsonObject> &entries) {
        return field.id == u"journeys.airport"_s && entries.back().contains(u"date"_s);
    };
    group->setContext(context);
    group->setValue(QJsonArray{QJsonObject{{u"airport"_s, u"NRT"_s}}});
    group->openEntry(0);
    QVERIFY(!member(group.get(), u"journeys.airport"_s)->isRequired());
    qobject_cast<QLineEdit *>(member(group.get(), u"journeys.date"_s)->firstControl())->insert(u"2"_s);
    QVERIFY(member(group.get(), u"journeys.airport"_s)->isRequired());
}

QTEST_MAIN(TestFieldsGroup)
#include "test_fields_group.moc"
