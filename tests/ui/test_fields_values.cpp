// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/editors.h"
#include "fields/option_row.h"
#include "form/answers.h"
#include "style/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

std::unique_ptr<FieldEditor> make(const form::Field &field, const QString &language = u"en"_s)
{
    return std::unique_ptr<FieldEditor>(makeEditor(field, language, {true, example::today}, nullptr));
}

std::unique_ptr<FieldEditor> make(const char *id, const QString &language = u"en"_s)
{
    return make(example::field(id), language);
}

QList<QLineEdit *> boxesOf(const FieldEditor &editor)
{
    return editor.findChildren<QLineEdit *>();
}

void type(QWidget *control, const QString &text)
{
    control->setFocus();
    QTest::keyClicks(control, text);
}

} // namespace

class TestFieldsValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void roundTrip_data();
    void roundTrip();
    void everyTypeSurvivesEveryValue();
    void foreignValueEndsWithTheFirstEdit();
    void emptyIsNoAnswer();
    void partialDateUnknownParts();
    void halfDateIsKept();
    void utoOnlyInPractice();
    void optionalChoiceCanBeCleared();
};
void TestFieldsValues::roundTrip_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const char *id, const QJsonValue &value) {
        QTest::newRow(name) << QByteArray(id) << value;
    };
    row("text", "passport.number", u"L898902C3"_s);
    row("text with blanks", "passport.number", u"  a b "_s);
    row("text with an astral sign", "contact.kana", u"𠮷野"_s);
    row("text with an ivs", "contact.kana", u"葛\U000E0100城"_s);
    row("text with a line feed", "passport.number", u"a\nb"_s);
    row("text: a number", "passport.number", 12);
    row("text: an array", "passport.number", QJsonArray{1, u"x"_s});
    row("text: an object", "passport.number", QJsonObject{{u"a"_s, 1}});
    row("text: false", "passport.number", false);
    row("multiline", "contact.address", u"12 Road\n\nLondon"_s);
    row("multiline: no-break space", "contact.address", u"a\u00a0b"_s);
    row("date", "passport.expiry", u"2031-02-28"_s);
    row("date that is none", "passport.expiry", u"2031-02-30"_s);
    row("half date", "passport.expiry", u"2031--"_s);
    row("day only", "passport.expiry", u"--12"_s);
    row("date: words", "passport.expiry", u"tomorrow"_s);
    row("date: year only", "passport.expiry", u"2031"_s);
    row("date: four parts", "passport.expiry", u"1-2-3-4"_s);
    row("date: a number", "passport.expiry", 20310228);
    row("partial: year", "passport.birth", u"1974"_s);
    row("partial: month", "passport.birth", u"1974-08"_s);
    row("partial: day", "passport.birth", u"1974-08-12"_s);
    row("partial: half month", "passport.birth", u"1974-"_s);
    row("partial: half day", "passport.birth", u"1974-8-"_s);
    row("partial: two digits", "passport.birth", u"74"_s);
    row("country", "passport.nationality", u"SWE"_s);
    row("country: Germany", "passport.nationality", u"D"_s);
    row("country: unknown", "passport.nationality", u"Atlantis"_s);
    row("country: a number", "passport.nationality", 7);
    row("choice", "passport.sex", u"X"_s);
    row("choice: unknown", "passport.sex", u"Q"_s);
    row("choice: true", "passport.sex", true);
    row("long choice", "work.kind", u"f"_s);
    row("long choice: unknown", "work.kind", u"zz"_s);
    row("choices", "work.visits", QJsonArray{u"meet"_s, u"other"_s});
    row("choices: other order", "work.visits", QJsonArray{u"other"_s, u"meet"_s});
    row("choices: unknown member", "work.visits", QJsonArray{u"meet"_s, u"q"_s});
    row("choices: a string", "work.visits", u"meet"_s);
    row("yes", "work.listed", true);
    row("no", "work.listed", false);
    row("yes_no: a string", "work.listed", u"true"_s);
    row("integer", "work.years", 7);
    row("integer zero", "work.years", 0);
    row("integer negative", "work.years", -3);
    row("integer: a fraction", "work.years", 7.5);
    row("integer: a string", "work.years", u"seven"_s);
    row("integer: digits in a string", "work.years", u"7"_s);
    row("integer: huge", "work.years", 1e300);
    row("email", "contact.email", u"anna@例え.jp"_s);
    row("phone", "contact.phone", u"+442079460000"_s);
    row("group", "journeys", QJsonArray{QJsonObject{{u"date"_s, u"2026-03-14"_s}}, QJsonObject{}});
    row("group: unknown members", "journeys", QJsonArray{QJsonObject{{u"q"_s, 1}}});
    row("group: no objects", "journeys", QJsonArray{1, u"x"_s, QJsonValue::Null});
    row("group: a string", "journeys", u"none"_s);
    row("statement", "declarations.true", true);
    row("statement: false", "declarations.true", false);
    row("statement: a string", "declarations.true", u"yes"_s);
}

void TestFieldsValues::roundTrip()
{
    QFETCH(QByteArray, id);
    QFETCH(QJsonValue, value);
    const auto editor = make(id.constData());
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    editor->setValue(value);
    QCOMPARE(editor->value(), value);
    QCOMPARE(changed.count(), 0);
    // The switch of the language keeps it, too.
    editor->setLanguage(u"ja"_s);
    QCOMPARE(editor->value(), value);
    editor->setLanguage(u"en"_s);
    QCOMPARE(editor->value(), value);
    QCOMPARE(changed.count(), 0);
    editor->setValue(QJsonValue::Undefined);
    QVERIFY(editor->value().isUndefined());
}

void TestFieldsValues::everyTypeSurvivesEveryValue()
{
    const QJsonValue strange[] = {
        QJsonValue::Null,      true,         -1.5,          u""_s,
        u"\u202e<b>\uffff"_s,  QJsonArray{}, QJsonObject{}, QJsonArray{QJsonArray{QJsonObject{{u"x"_s, QJsonArray{}}}}},
        QString(100'000, u'x')};
    for (const form::Field &field : example::fields()) {
        const auto editor = make(field);
        for (const QJsonValue &value : strange) {
            editor->setValue(value);
            if (field.type != form::FieldType::Document && !form::isEmptyValue(value)) {
                QVERIFY2(editor->value() == value, qPrintable(field.id));
            }
        }
    }
}

void TestFieldsValues::foreignValueEndsWithTheFirstEdit()
{
    const auto editor = make("work.visits");
    editor->setValue(QJsonArray{u"meet"_s, u"gone"_s});
    editor->findChildren<CheckRow *>().at(2)->click();
    QCOMPARE(editor->value(), QJsonValue(QJsonArray{u"meet"_s, u"other"_s}));
}

void TestFieldsValues::emptyIsNoAnswer()
{
    for (const form::Field &field : example::fields()) {
        QVERIFY2(make(field)->value().isUndefined(), qPrintable(field.id));
    }
}

void TestFieldsValues::partialDateUnknownParts()
{
    const auto editor = make("passport.birth");
    const auto boxes = boxesOf(*editor);
    const auto ticks = editor->findChildren<QCheckBox *>();
    QCOMPARE(ticks.size(), 2);
    editor->setValue(u"1974-08-12"_s);
    ticks.at(1)->click();
    QVERIFY(!ticks.at(1)->isEnabled() || ticks.at(1)->isChecked());
    for (QCheckBox *tick : ticks) {
        tick->setChecked(false);
    }
    QCOMPARE(editor->value(), QJsonValue(u"1974-08-12"_s));
    const auto dayTick = *std::find_if(ticks.begin(), ticks.end(),
                                       [](const QCheckBox *tick) { return tick->text().startsWith(u"Day"_s); });
    const auto monthTick = *std::find_if(ticks.begin(), ticks.end(),
                                         [](const QCheckBox *tick) { return tick->text().startsWith(u"Month"_s); });
    dayTick->click();
    QCOMPARE(editor->value(), QJsonValue(u"1974-08"_s));
    QVERIFY(!boxes.at(2)->isEnabled());
    monthTick->click();
    QCOMPARE(editor->value(), QJsonValue(u"1974"_s));
    monthTick->click();
    dayTick->click();
    // What was typed is still there.
    QCOMPARE(editor->value(), QJsonValue(u"1974-08-12"_s));
    dayTick->click();
    boxes.at(0)->selectAll();
    boxes.at(0)->insert(u"1980-01-02"_s);
    QCOMPARE(editor->value(), QJsonValue(u"1980-01-02"_s));
}

void TestFieldsValues::halfDateIsKept()
{
    const auto editor = make("passport.expiry");
    type(boxesOf(*editor).at(0), u"2031"_s);
    type(boxesOf(*editor).at(2), u"5"_s);
    const QJsonValue kept = editor->value();
    const auto again = make("passport.expiry");
    again->setValue(kept);
    QCOMPARE(boxesOf(*again).at(0)->text(), u"2031"_s);
    QCOMPARE(boxesOf(*again).at(1)->text(), QString());
    QCOMPARE(boxesOf(*again).at(2)->text(), u"5"_s);
}

void TestFieldsValues::utoOnlyInPractice()
{
    const form::Field field = example::field("passport.nationality");
    const std::unique_ptr<FieldEditor> practice(makeEditor(field, u"en"_s, {true, example::today}, nullptr));
    const std::unique_ptr<FieldEditor> real(makeEditor(field, u"en"_s, {false, example::today}, nullptr));
    auto *practiceBox = qobject_cast<QComboBox *>(practice->firstControl());
    auto *realBox = qobject_cast<QComboBox *>(real->firstControl());
    QCOMPARE(practiceBox->count(), realBox->count() + 1);
    practice->setValue(u"UTO"_s);
    QVERIFY(practiceBox->currentIndex() >= 0);
    real->setValue(u"UTO"_s);
    QCOMPARE(realBox->currentIndex(), -1);
    QCOMPARE(real->value(), QJsonValue(u"UTO"_s));
}

void TestFieldsValues::optionalChoiceCanBeCleared()
{
    const auto editor = make("passport.sex");
    editor->setValue(u"F"_s);
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    QAbstractButton *clear = nullptr;
    for (QAbstractButton *button : editor->findChildren<QAbstractButton *>()) {
        if (button->text() == u"Clear this answer"_s) {
            clear = button;
        }
    }
    QVERIFY(clear && !clear->isHidden());
    clear->click();
    QVERIFY(editor->value().isUndefined());
    QCOMPARE(changed.count(), 1);
    QVERIFY(clear->isHidden());
}

QTEST_MAIN(TestFieldsValues)
#include "test_fields_values.moc"
