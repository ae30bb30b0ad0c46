// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/editors.h"
#include "fields/option_row.h"
#include "form/answers.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QWheelEvent>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

std::unique_ptr<FieldEditor> make(const form::Field &field, const QString &language = u"en"_s)
{
    return std::unique_ptr<FieldEditor>(makeEditor(field, language, true, nullptr));
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

void leave(QWidget *control)
{
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(control, &out);
}

} // namespace

class TestFieldsValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void roundTrip_data();
    void roundTrip();
    void everyTypeSurvivesEveryValue();
    void foreignValueEndsWithTheFirstEdit();
    void emptyIsNoAnswer();
    void typingIsAValueAtOnce();
    void leavingConverts_data();
    void leavingConverts();
    void undoBringsTheTypedTextBack();
    void blankStaysNothing();
    void tooLongTextIsKept();
    void integers_data();
    void integers();
    void datePaste_data();
    void datePaste();
    void typingDoesNotJump();
    void partialDateUnknownParts();
    void halfDateIsKept();
    void countrySearch_data();
    void countrySearch();
    void utoOnlyInPractice();
    void unknownTextInAListStays();
    void wheelChangesNothing();
    void preeditSurvivesReading();
    void optionalChoiceCanBeCleared();
};

void TestFieldsValues::initTestCase()
{
    style::install(*qApp, style::Scheme::Light, u"en"_s);
}

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
    const QJsonValue strange[] = {QJsonValue::Null, true, -1.5, u""_s, u"\u202e<b>\uffff"_s, QJsonArray{}, QJsonObject{},
                                  QJsonArray{QJsonArray{QJsonObject{{u"x"_s, QJsonArray{}}}}}, QString(100'000, u'x')};
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

void TestFieldsValues::typingIsAValueAtOnce()
{
    const auto editor = make("passport.surname");
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    type(editor->firstControl(), u"eri"_s);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(editor->value(), QJsonValue(u"eri"_s));
}

void TestFieldsValues::leavingConverts_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::newRow("full-width letters") << QByteArray("passport.surname") << u"ｅｒｉｋｓｓｏｎ"_s << u"ERIKSSON"_s;
    QTest::newRow("what cannot be converted stays") << QByteArray("passport.surname") << u"鈴木 a"_s << u"鈴木 A"_s;
    QTest::newRow("half-width kana") << QByteArray("contact.kana") << u"ｱﾝﾅ"_s << u"アンナ"_s;
    QTest::newRow("telephone") << QByteArray("contact.phone") << u"+44 (0)20-7946.0000"_s << u"+442079460000"_s;
    QTest::newRow("full-width telephone") << QByteArray("contact.phone") << u"＋８１　３－１２３４－５６７８"_s << u"+81312345678"_s;
    QTest::newRow("telephone with letters") << QByteArray("contact.phone") << u"+44 ext 5"_s << u"+44ext5"_s;
    QTest::newRow("blanks around") << QByteArray("passport.number") << u"  L898902C3 "_s << u"L898902C3"_s;
    QTest::newRow("address") << QByteArray("contact.address") << u"  12 Road \n"_s << u"12 Road"_s;
}

void TestFieldsValues::leavingConverts()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    const auto editor = make(id.constData());
    QWidget *control = editor->firstControl();
    if (auto *line = qobject_cast<QLineEdit *>(control)) {
        line->insert(typed);
    } else {
        qobject_cast<QPlainTextEdit *>(control)->insertPlainText(typed);
    }
    QCOMPARE(editor->value(), QJsonValue(typed));
    leave(control);
    QCOMPARE(editor->value(), QJsonValue(stored));
}

void TestFieldsValues::undoBringsTheTypedTextBack()
{
    const auto editor = make("passport.surname");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"eriksson"_s);
    leave(line);
    QCOMPARE(line->text(), u"ERIKSSON"_s);
    line->undo();
    QCOMPARE(line->text(), u"eriksson"_s);
}

void TestFieldsValues::blankStaysNothing()
{
    const auto editor = make("passport.surname");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"  "_s);
    leave(line);
    QVERIFY(editor->value().isUndefined());
}

void TestFieldsValues::tooLongTextIsKept()
{
    const auto editor = make("passport.number");
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"A"_s.repeated(14));
    leave(line);
    QCOMPARE(editor->value().toString().size(), 14);
    QStringList labels;
    for (const QLabel *label : editor->findChildren<QLabel *>()) {
        labels.append(label->text());
    }
    QVERIFY2(labels.filter(u"14 / 12"_s).size() == 1, qPrintable(labels.join(u'|')));
    QVERIFY2(labels.filter(u"2 too many"_s).size() == 1, qPrintable(labels.join(u'|')));
}

void TestFieldsValues::integers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("digits") << u"12"_s << QJsonValue(12);
    QTest::newRow("full-width") << u"１２"_s << QJsonValue(12);
    QTest::newRow("grouped") << u"1,234"_s << QJsonValue(1234);
    QTest::newRow("grouped by spaces") << u"12 345"_s << QJsonValue(12345);
    QTest::newRow("negative") << u"-4"_s << QJsonValue(-4);
    QTest::newRow("a fraction stays as typed") << u"1.5"_s << QJsonValue(u"1.5"_s);
    QTest::newRow("a wrong group stays as typed") << u"1,23"_s << QJsonValue(u"1,23"_s);
    QTest::newRow("words stay as typed") << u"about ten"_s << QJsonValue(u"about ten"_s);
    QTest::newRow("more than a double holds") << u"9007199254740993"_s << QJsonValue(u"9007199254740993"_s);
}

void TestFieldsValues::integers()
{
    QFETCH(QString, typed);
    const auto editor = make("work.years");
    qobject_cast<QLineEdit *>(editor->firstControl())->insert(typed);
    QTEST(editor->value(), "value");
    leave(editor->firstControl());
    QTEST(editor->value(), "value");
}

void TestFieldsValues::datePaste_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("value");
    QTest::newRow("ISO") << u"1974-08-12"_s << u"1974-08-12"_s;
    QTest::newRow("slashes") << u" 1974/8/12 "_s << u"1974-08-12"_s;
    QTest::newRow("Japanese") << u"1974年8月12日"_s << u"1974-08-12"_s;
    QTest::newRow("full-width") << u"１９７４．０８．１２"_s << u"1974-08-12"_s;
    QTest::newRow("compact") << u"19740812"_s << u"1974-08-12"_s;
    QTest::newRow("as in passports") << u"12 AUG 1974"_s << u"1974-08-12"_s;
    QTest::newRow("English") << u"August 12, 1974"_s << u"1974-08-12"_s;
    QTest::newRow("day first") << u"23/04/1985"_s << u"1985-04-23"_s;
    QTest::newRow("month first") << u"04/23/1985"_s << u"1985-04-23"_s;
    QTest::newRow("the same either way") << u"05/05/1985"_s << u"1985-05-05"_s;
    QTest::newRow("nobody can tell") << u"05/06/1985"_s << u"05/06/1985--"_s;
    QTest::newRow("no such day") << u"1974-02-30"_s << u"1974-02-30--"_s;
}

void TestFieldsValues::datePaste()
{
    QFETCH(QString, pasted);
    for (const int box : {0, 1, 2}) {
        const auto editor = make("passport.expiry");
        boxesOf(*editor).at(box)->insert(pasted);
        if (box == 0) {
            QTEST(editor->value().toString(), "value");
        } else {
            QVERIFY(!editor->value().isUndefined());
        }
    }
}

void TestFieldsValues::typingDoesNotJump()
{
    const auto editor = make("passport.expiry");
    editor->show();
    const auto boxes = boxesOf(*editor);
    type(boxes.at(0), u"2031"_s);
    QCOMPARE(boxes.at(1)->text(), QString());
    type(boxes.at(1), u"aug"_s);
    type(boxes.at(2), u"2"_s);
    QCOMPARE(editor->value(), QJsonValue(u"2031-08-02"_s));
    leave(boxes.at(1));
    QCOMPARE(boxes.at(1)->text(), u"8"_s);
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
    const auto dayTick = *std::find_if(ticks.begin(), ticks.end(), [](const QCheckBox *tick) { return tick->text().startsWith(u"Day"_s); });
    const auto monthTick = *std::find_if(ticks.begin(), ticks.end(), [](const QCheckBox *tick) { return tick->text().startsWith(u"Month"_s); });
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

void TestFieldsValues::countrySearch_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("English name") << u"en"_s << u"Sweden"_s << u"SWE"_s;
    QTest::newRow("any case") << u"en"_s << u"sWEDEN"_s << u"SWE"_s;
    QTest::newRow("full-width") << u"en"_s << u"Ｓｗｅｄｅｎ"_s << u"SWE"_s;
    QTest::newRow("code") << u"en"_s << u"swe"_s << u"SWE"_s;
    QTest::newRow("two-letter code") << u"en"_s << u"se"_s << u"SWE"_s;
    QTest::newRow("Germany's code") << u"en"_s << u"D"_s << u"D"_s;
    QTest::newRow("Japanese name in English") << u"en"_s << u"スウェーデン"_s << u"SWE"_s;
    QTest::newRow("hiragana") << u"ja"_s << u"すうぇーでん"_s << u"SWE"_s;
    QTest::newRow("half-width kana") << u"ja"_s << u"ｽｳｪｰﾃﾞﾝ"_s << u"SWE"_s;
    QTest::newRow("English name in Japanese") << u"ja"_s << u"sweden"_s << u"SWE"_s;
    QTest::newRow("the only match") << u"en"_s << u"swed"_s << u"SWE"_s;
    QTest::newRow("nothing") << u"en"_s << u"Atlantis"_s << u"Atlantis"_s;
}

void TestFieldsValues::countrySearch()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    const auto editor = make("passport.nationality", language);
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->lineEdit()->insert(typed);
    box->completer()->popup()->hide();
    leave(box);
    QTEST(editor->value().toString(), "code");
}

void TestFieldsValues::utoOnlyInPractice()
{
    const form::Field field = example::field("passport.nationality");
    const std::unique_ptr<FieldEditor> practice(makeEditor(field, u"en"_s, true, nullptr));
    const std::unique_ptr<FieldEditor> real(makeEditor(field, u"en"_s, false, nullptr));
    auto *practiceBox = qobject_cast<QComboBox *>(practice->firstControl());
    auto *realBox = qobject_cast<QComboBox *>(real->firstControl());
    QCOMPARE(practiceBox->count(), realBox->count() + 1);
    practice->setValue(u"UTO"_s);
    QVERIFY(practiceBox->currentIndex() >= 0);
    real->setValue(u"UTO"_s);
    QCOMPARE(realBox->currentIndex(), -1);
    QCOMPARE(real->value(), QJsonValue(u"UTO"_s));
}

void TestFieldsValues::unknownTextInAListStays()
{
    const auto editor = make("work.kind");
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->lineEdit()->insert(u"fishery"_s);
    leave(box);
    QCOMPARE(editor->value(), QJsonValue(u"fishery"_s));
    editor->setLanguage(u"ja"_s);
    QCOMPARE(box->currentText(), u"fishery"_s);
}

void TestFieldsValues::wheelChangesNothing()
{
    const auto editor = make("work.kind");
    editor->setValue(u"c"_s);
    editor->show();
    auto *box = qobject_cast<QComboBox *>(editor->firstControl());
    box->setFocus();
    const QPointF middle = QRectF(box->rect()).center();
    QWheelEvent wheel(middle, box->mapToGlobal(middle), {0, -120}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(box, &wheel);
    QCOMPARE(editor->value(), QJsonValue(u"c"_s));
    QVERIFY(!wheel.isAccepted());
}

void TestFieldsValues::preeditSurvivesReading()
{
    for (const char *id : {"contact.kana", "contact.address"}) {
        const auto editor = make(id);
        editor->show();
        editor->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(editor.get()));
        QWidget *control = editor->firstControl();
        control->setFocus();
        QInputMethodEvent composing(u"とうきょう"_s, {});
        QCoreApplication::sendEvent(control, &composing);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(editor->value().isUndefined());
        }
        editor->setProblems({example::problem(editor->field())});
        editor->setLanguage(u"ja"_s);
        const auto shown = [control] {
            if (auto *line = qobject_cast<QLineEdit *>(control)) {
                return line->displayText() + line->inputMethodQuery(Qt::ImSurroundingText).toString();
            }
            auto *text = qobject_cast<QPlainTextEdit *>(control);
            return text->textCursor().block().layout()->preeditAreaText();
        };
        if (qobject_cast<QPlainTextEdit *>(control)) {
            QCOMPARE(shown(), u"とうきょう"_s);
        }
        QInputMethodEvent commit;
        commit.setCommitString(u"東京"_s);
        QCoreApplication::sendEvent(control, &commit);
        QCOMPARE(editor->value(), QJsonValue(u"東京"_s));
    }
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
