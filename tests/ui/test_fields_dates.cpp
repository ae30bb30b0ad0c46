// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/editors.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

using Editor = std::unique_ptr<FieldEditor>;

Editor make(const form::Field &field, const QString &language = u"en"_s)
{
    Editor editor(makeEditor(field, language, {true, example::today}, nullptr));
    editor->show();
    editor->activateWindow();
    return editor;
}

Editor make(const char *id, const QString &language = u"en"_s)
{
    return make(example::field(id), language);
}

form::Field bounded(std::optional<form::DateBound> from, std::optional<form::DateBound> to)
{
    form::Field field = example::field("passport.expiry");
    field.notBefore = from;
    field.notAfter = to;
    return field;
}

form::DateBound on(QDate date)
{
    return {date, 0, 0, 0};
}

form::DateBound years(int years)
{
    return {{}, years, 0, 0};
}

QList<QLineEdit *> boxesOf(const FieldEditor &editor)
{
    return editor.findChildren<QLineEdit *>();
}

void leave(QWidget *control)
{
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(control, &out);
}

void paste(QLineEdit *box, const QString &text)
{
    QApplication::clipboard()->setText(text);
    box->setFocus();
    box->paste();
}

/// The sentences that are seen below the boxes.
QString said(const FieldEditor &editor)
{
    QStringList all;
    for (const QLabel *label : editor.findChildren<QLabel *>()) {
        if (label->isVisible()) {
            all.append(label->text() + u'|' + label->accessibleName());
        }
    }
    return all.join(u'\n');
}

QList<QPushButton *> offersOf(const FieldEditor &editor)
{
    QList<QPushButton *> seen;
    for (QPushButton *button : editor.findChildren<QPushButton *>()) {
        if (button->isVisible() && !button->text().isEmpty()) {
            seen.append(button);
        }
    }
    return seen;
}

QStringList offeredBy(const FieldEditor &editor)
{
    QStringList texts;
    for (const QPushButton *button : offersOf(editor)) {
        texts.append(button->accessibleName());
    }
    return texts;
}

QPushButton *calendarButtonOf(const FieldEditor &editor)
{
    for (QPushButton *button : editor.findChildren<QPushButton *>()) {
        if (button->accessibleName().startsWith(u"Choose in a calendar"_s)) {
            return button;
        }
    }
    return nullptr;
}

QString marked(const FieldEditor &editor)
{
    QString parts;
    for (const QLineEdit *box : boxesOf(editor)) {
        parts += style::isInvalid(box) ? box->accessibleName().left(1) : QString();
    }
    return parts;
}

} // namespace

class TestFieldsDates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void pasteIntoAnyBox_data();
    void pasteIntoAnyBox();
    void openReadingsAreOffered_data();
    void openReadingsAreOffered();
    void chosenReadingIsTheDate();
    void whatIsOpenSurvivesRestoring();
    void typingGoesOnBesideAnOffer();
    void wholeDateTypedIntoOneBox();
    void eraYearBecomesGregorian_data();
    void eraYearBecomesGregorian();
    void eraIsShownToReadersOfJapanese();
    void eraYearOfAPartialDate();
    void exampleIsRelativeToJapansDay();
    void onlyWrongBoxesAreMarked_data();
    void onlyWrongBoxesAreMarked();
    void focusGoesToTheWrongBox();
    void calendarOpensWhereItHelps_data();
    void calendarOpensWhereItHelps();
    void calendarByKeyboard();
    void calendarKeepsTheBounds();
    void escapeChangesNothing();
    void calendarFillsAPartialDate();
    void calendarIsNamed();
    void calendarGoesWithItsPage();
};

void TestFieldsDates::pasteIntoAnyBox_data()
{
    QTest::addColumn<QString>("pasted");
    for (const QString &text : {u"22/11/2026"_s, u"Nov 22, 2026"_s, u"22 November 2026"_s, u"2026.11.22"_s,
                                u"２０２６年１１月２２日"_s, u"令和8年11月22日"_s, u"R8.11.22"_s, u" 2026-11-22\n"_s}) {
        QTest::newRow(qPrintable(text)) << text;
    }
}

void TestFieldsDates::pasteIntoAnyBox()
{
    QFETCH(QString, pasted);
    for (const int box : {0, 1, 2}) {
        const Editor editor = make("passport.expiry");
        QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
        paste(boxesOf(*editor).at(box), pasted);
        QCOMPARE(editor->value(), QJsonValue(u"2026-11-22"_s));
        QVERIFY(changed.count() >= 1);
        QCOMPARE(offeredBy(*editor), QStringList());
    }
}

void TestFieldsDates::openReadingsAreOffered_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QStringList>("offered");
    QTest::newRow("day or month") << u"5/6/1974"_s << QStringList{u"5 June 1974"_s, u"6 May 1974"_s};
    QTest::newRow("no century") << u"22 Nov 74"_s << QStringList{u"22 November 1974"_s, u"22 November 2074"_s};
    QTest::newRow("nothing open") << u"23/6/1974"_s << QStringList();
    QTest::newRow("no date") << u"yesterday"_s << QStringList();
}

void TestFieldsDates::openReadingsAreOffered()
{
    QFETCH(QString, pasted);
    for (const int box : {0, 1, 2}) {
        const Editor editor = make(bounded({}, {}));
        paste(boxesOf(*editor).at(box), pasted);
        QTEST(offeredBy(*editor), "offered");
        if (!offeredBy(*editor).isEmpty()) {
            QCOMPARE(boxesOf(*editor).at(box)->text(), pasted); // nothing is guessed and nothing lost
            QVERIFY(said(*editor).contains(u"|Which date do you mean by %1?"_s.arg(pasted)));
            QCOMPARE(offersOf(*editor).first()->accessibleDescription(), u"Which date do you mean by %1?"_s.arg(pasted));
        }
    }
    // What the field would refuse is not meant.
    const Editor past = make(bounded({}, years(0)));
    paste(boxesOf(*past).at(0), u"22 Nov 74"_s);
    QCOMPARE(offeredBy(*past), QStringList{u"22 November 1974"_s});
}

void TestFieldsDates::chosenReadingIsTheDate()
{
    for (const int box : {0, 1, 2}) {
        const Editor editor = make("passport.expiry");
        QVERIFY(QTest::qWaitForWindowActive(editor.get()));
        paste(boxesOf(*editor).at(box), u"5/6/1974"_s);
        QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
        offersOf(*editor).at(1)->click();
        QCOMPARE(editor->value(), QJsonValue(u"1974-05-06"_s));
        QVERIFY(changed.count() >= 1);
        QCOMPARE(offeredBy(*editor), QStringList());
        QVERIFY(boxesOf(*editor).contains(qobject_cast<QLineEdit *>(QApplication::focusWidget())));
    }
    // The year box alone, without its century.
    const Editor editor = make(bounded({}, {}));
    boxesOf(*editor).at(0)->insert(u"74"_s);
    leave(boxesOf(*editor).at(0));
    QCOMPARE(offeredBy(*editor), (QStringList{u"1974"_s, u"2074"_s}));
    offersOf(*editor).first()->click();
    QCOMPARE(editor->value(), QJsonValue(u"1974--"_s));
}

void TestFieldsDates::whatIsOpenSurvivesRestoring()
{
    for (const int box : {0, 1, 2}) {
        const Editor editor = make("passport.expiry");
        paste(boxesOf(*editor).at(box), u"05-06-1974"_s);
        const Editor again = make("passport.expiry");
        again->setValue(editor->value());
        QCOMPARE(again->value(), editor->value());
        QCOMPARE(boxesOf(*again).at(box)->text(), u"05-06-1974"_s);
        QCOMPARE(offeredBy(*again), (QStringList{u"5 June 1974"_s, u"6 May 1974"_s}));
        again->setLanguage(u"ja"_s);
        QCOMPARE(offeredBy(*again), (QStringList{u"1974年6月5日"_s, u"1974年5月6日"_s}));
    }
}

void TestFieldsDates::typingGoesOnBesideAnOffer()
{
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    QLineEdit *year = boxesOf(*editor).at(0);
    paste(year, u"5/6/1974"_s);
    QCOMPARE(QApplication::focusWidget(), year);
    year->selectAll();
    QTest::keyClicks(year, u"1974"_s);
    QCOMPARE(offeredBy(*editor), QStringList());
    QCOMPARE(year->text(), u"1974"_s);
}

void TestFieldsDates::wholeDateTypedIntoOneBox()
{
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    QLineEdit *year = boxesOf(*editor).at(0);
    year->setFocus();
    QTest::keyClicks(year, u"2031/8/2"_s);
    QCOMPARE(year->text(), u"2031/8/2"_s); // never while it is typed
    leave(year);
    QCOMPARE(editor->value(), QJsonValue(u"2031-08-02"_s));
    // Beside other parts it is not clear what was meant.
    year->clear();
    QTest::keyClicks(year, u"2032/8/2"_s);
    leave(year);
    QCOMPARE(year->text(), u"2032/8/2"_s);
}

void TestFieldsDates::eraYearBecomesGregorian_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("year");
    QTest::newRow("R8") << u"R8"_s << u"2026"_s;
    QTest::newRow("with a dot") << u"R.8"_s << u"2026"_s;
    QTest::newRow("令和8") << u"令和8"_s << u"2026"_s;
    QTest::newRow("令和８年") << u"令和８年"_s << u"2026"_s;
    QTest::newRow("元年") << u"令和元年"_s << u"2019"_s;
    QTest::newRow("昭和60") << u"昭和60"_s << u"1985"_s;
    QTest::newRow("S60") << u"S60"_s << u"1985"_s;
    QTest::newRow("beyond its end") << u"平成35"_s << u"2023"_s;
    QTest::newRow("Gregorian") << u"2026"_s << u"2026"_s;
    QTest::newRow("no era") << u"X8"_s << u"X8"_s;
}

void TestFieldsDates::eraYearBecomesGregorian()
{
    QFETCH(QString, typed);
    QFETCH(QString, year);
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    QLineEdit *box = boxesOf(*editor).at(0);
    box->setFocus();
    QInputMethodEvent converted;
    converted.setCommitString(typed);
    QCoreApplication::sendEvent(box, &converted);
    QCOMPARE(box->text(), typed);
    const bool isEra = typed != year && year.size() == 4;
    QCOMPARE(said(*editor).contains(u"|%1 is the year %2."_s.arg(typed, year)), isEra);
    leave(box);
    QCOMPARE(box->text(), year);
    QCOMPARE(said(*editor).contains(u"|%1 was understood as %2."_s.arg(typed, year)), isEra);
    boxesOf(*editor).at(1)->insert(u"11"_s);
    boxesOf(*editor).at(2)->insert(u"22"_s);
    if (isEra) {
        QVERIFY(said(*editor).contains(u"|%1 was understood as 22 November %2."_s.arg(typed, year)));
        box->selectAll();
        box->insert(u"2030"_s);
        QVERIFY(!said(*editor).contains(u"understood"_s));
        for (int i = 0; i < 8 && box->text() != typed; ++i) {
            box->undo();
        }
        QCOMPARE(box->text(), typed);
    }
}

void TestFieldsDates::eraIsShownToReadersOfJapanese()
{
    const Editor editor = make("passport.expiry", u"ja"_s);
    editor->setValue(u"1989--"_s);
    QVERIFY(said(*editor).contains(u"1989年（昭和64年・平成元年）"_s));
    editor->setValue(u"1989-01-07"_s);
    QVERIFY(said(*editor).contains(u"1989年（昭和64年）"_s));
    editor->setValue(u"2026-11-22"_s);
    QVERIFY(said(*editor).contains(u"2026年（令和8年）"_s));
    editor->setLanguage(u"en"_s);
    QVERIFY(!said(*editor).contains(u"令和"_s));
    editor->setLanguage(u"ja"_s);
    boxesOf(*editor).at(0)->setText(u"1850"_s);
    QVERIFY(!said(*editor).contains(u"（"_s + u"明治"_s));
}

void TestFieldsDates::eraYearOfAPartialDate()
{
    const Editor editor = make("passport.birth");
    boxesOf(*editor).at(0)->insert(u"昭和49"_s);
    leave(boxesOf(*editor).at(0));
    editor->findChildren<QCheckBox *>().at(1)->click();
    QCOMPARE(editor->value(), QJsonValue(u"1974"_s));
}

void TestFieldsDates::exampleIsRelativeToJapansDay()
{
    // The field wants today or later, and today is 22 November 2026 in these tests.
    QVERIFY(said(*make("passport.expiry")).contains(u"For example: 2027 11 23"_s));
    const form::Field field = bounded(years(-1), years(0));
    QVERIFY(said(*make(field)).contains(u"For example: 2026 5 23"_s));
    // Who tells no day gets no date that pretends to know it.
    const Editor without(makeEditor(field, u"en"_s, {}, nullptr));
    without->show();
    QVERIFY(said(*without).contains(u"For example: 1985 4 23"_s));
}

void TestFieldsDates::onlyWrongBoxesAreMarked_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("wrong"); // first letters: Year, Month, Day
    QTest::newRow("nothing") << u""_s << u"YMD"_s;
    QTest::newRow("no day") << u"2031-8-"_s << u"D"_s;
    QTest::newRow("no year") << u"-8-12"_s << u"Y"_s;
    QTest::newRow("no such month") << u"2031-13-12"_s << u"M"_s;
    QTest::newRow("no such day of any month") << u"2031-8-32"_s << u"D"_s;
    QTest::newRow("no such day of this month") << u"2031-2-30"_s << u"D"_s;
    QTest::newRow("year of two digits") << u"31-8-12"_s << u"Y"_s;
    QTest::newRow("another rule") << u"2020-08-12"_s << u"YMD"_s;
}

void TestFieldsDates::onlyWrongBoxesAreMarked()
{
    QFETCH(QString, value);
    const Editor editor = make("passport.expiry");
    editor->setValue(value);
    QCOMPARE(marked(*editor), QString());
    editor->setProblems({example::problem(editor->field())});
    QTEST(marked(*editor), "wrong");
    editor->setProblems({});
    QCOMPARE(marked(*editor), QString());
}

void TestFieldsDates::focusGoesToTheWrongBox()
{
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    editor->setValue(u"2031-8-"_s);
    editor->setProblems({example::problem(editor->field())});
    editor->focusProblem(editor->problems().front());
    QCOMPARE(QApplication::focusWidget(), boxesOf(*editor).at(2));
    editor->setProblems({});
    editor->focusProblem(example::problem(editor->field()));
    QCOMPARE(QApplication::focusWidget(), boxesOf(*editor).at(0));
}

void TestFieldsDates::calendarOpensWhereItHelps_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QDate>("day");
    QTest::newRow("empty: Japan's day") << u""_s << QDate(2026, 11, 22);
    QTest::newRow("the date") << u"2031-08-12"_s << QDate(2031, 8, 12);
    QTest::newRow("the month") << u"2031-8-"_s << QDate(2031, 8, 1);
    QTest::newRow("the year") << u"2031--"_s << QDate(2031, 1, 1);
    QTest::newRow("before the bound") << u"2020-08-12"_s << QDate(2026, 11, 22);
    QTest::newRow("no date") << u"soon--"_s << QDate(2026, 11, 22);
}

void TestFieldsDates::calendarOpensWhereItHelps()
{
    QFETCH(QString, value);
    const Editor editor = make("passport.expiry");
    editor->setValue(value);
    calendarButtonOf(*editor)->click();
    auto *calendar = editor->findChild<QCalendarWidget *>();
    QVERIFY(calendar && calendar->isVisible());
    QTEST(calendar->selectedDate(), "day");
    QCOMPARE(editor->value().toString(), value); // opening chooses nothing
}

void TestFieldsDates::calendarByKeyboard()
{
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    editor->setValue(u"2031-08-12"_s);
    QPushButton *button = calendarButtonOf(*editor);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QPointer<QCalendarWidget> calendar = editor->findChild<QCalendarWidget *>();
    auto *days = calendar->findChild<QAbstractItemView *>();
    QCOMPARE(QApplication::focusWidget(), days);
    QTest::keyClick(days, Qt::Key_Down);
    QTest::keyClick(days, Qt::Key_Right);
    QCOMPARE(calendar->selectedDate(), QDate(2031, 8, 20));
    QTest::keyClick(days, Qt::Key_PageDown);
    QCOMPARE(calendar->selectedDate().month(), 9);
    QTest::keyClick(days, Qt::Key_Return);
    QCOMPARE(editor->value(), QJsonValue(u"2031-09-20"_s));
    QCOMPARE(QApplication::focusWidget(), button);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!calendar);
}

void TestFieldsDates::calendarKeepsTheBounds()
{
    const Editor editor = make(bounded(on({2026, 11, 10}), on({2026, 11, 25})));
    calendarButtonOf(*editor)->click();
    auto *calendar = editor->findChild<QCalendarWidget *>();
    QCOMPARE(calendar->minimumDate(), QDate(2026, 11, 10));
    QCOMPARE(calendar->maximumDate(), QDate(2026, 11, 25));
    // Relative bounds, and bounds that contradict each other.
    const Editor relative = make(bounded(years(-1), years(0)));
    calendarButtonOf(*relative)->click();
    QCOMPARE(relative->findChild<QCalendarWidget *>()->minimumDate(), QDate(2025, 11, 22));
    QCOMPARE(relative->findChild<QCalendarWidget *>()->maximumDate(), QDate(2026, 11, 22));
    const Editor absurd = make(bounded(years(1), years(-1)));
    calendarButtonOf(*absurd)->click();
    QVERIFY(absurd->findChild<QCalendarWidget *>()->minimumDate() < absurd->findChild<QCalendarWidget *>()->maximumDate());
}

void TestFieldsDates::escapeChangesNothing()
{
    const Editor editor = make("passport.expiry");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    editor->setValue(u"2031-8-"_s);
    QPushButton *button = calendarButtonOf(*editor);
    button->setFocus();
    button->click();
    QPointer<QCalendarWidget> calendar = editor->findChild<QCalendarWidget *>();
    auto *days = calendar->findChild<QAbstractItemView *>();
    QTest::keyClick(days, Qt::Key_Down);
    QTest::keyClick(days, Qt::Key_Escape);
    QVERIFY(!calendar || !calendar->isVisible());
    QCOMPARE(editor->value(), QJsonValue(u"2031-8-"_s));
    QCOMPARE(QApplication::focusWidget(), button);
}

void TestFieldsDates::calendarFillsAPartialDate()
{
    const Editor editor = make("passport.birth");
    editor->setValue(u"1974"_s); // month and day not known
    calendarButtonOf(*editor)->click();
    auto *calendar = editor->findChild<QCalendarWidget *>();
    QCOMPARE(calendar->selectedDate(), QDate(1974, 1, 1));
    calendar->setSelectedDate({1974, 8, 12});
    Q_EMIT calendar->activated({1974, 8, 12});
    QCOMPARE(editor->value(), QJsonValue(u"1974-08-12"_s));
    QVERIFY(boxesOf(*editor).at(1)->isEnabled() && boxesOf(*editor).at(2)->isEnabled());
}

void TestFieldsDates::calendarIsNamed()
{
    const Editor editor = make("passport.expiry");
    editor->setValue(u"2031-08-12"_s);
    QCOMPARE(calendarButtonOf(*editor)->accessibleName(), u"Choose in a calendar: Date of expiry (required)"_s);
    calendarButtonOf(*editor)->click();
    auto *calendar = editor->findChild<QCalendarWidget *>();
    QAccessibleInterface *days = QAccessible::queryAccessibleInterface(calendar->findChild<QAbstractItemView *>());
    QVERIFY(days);
    QCOMPARE(days->text(QAccessible::Name), u"Choose in a calendar: Date of expiry (required)"_s);
    for (const QString &name : {u"Previous month"_s, u"Next month"_s}) {
        const auto buttons = calendar->findChildren<QAbstractButton *>();
        QCOMPARE(std::count_if(buttons.begin(), buttons.end(), [&](auto *button) { return button->accessibleName() == name; }), 1);
    }
    // The day is told in full whenever it changes.
    const auto told = [&](const QString &text) {
        const auto labels = calendar->parentWidget()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->accessibleName().contains(text);
        });
    };
    QVERIFY(told(u"Tuesday, August 12, 2031"_s));
    calendar->setSelectedDate({2031, 8, 13});
    QVERIFY(told(u"Wednesday, August 13, 2031"_s));
}

void TestFieldsDates::calendarGoesWithItsPage()
{
    Editor editor = make("passport.expiry");
    calendarButtonOf(*editor)->click();
    QPointer<QCalendarWidget> calendar = editor->findChild<QCalendarWidget *>();
    editor.reset();
    QVERIFY(!calendar);
    QVERIFY(!QApplication::activePopupWidget());
}

QTEST_MAIN(TestFieldsDates)
#include "test_fields_dates.moc"
