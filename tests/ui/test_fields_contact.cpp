// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_fields.h"
#include "fields/country_offer.h"
#include "fields/editors.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

using Editor = std::unique_ptr<FieldEditor>;

Editor make(const char *id, const QString &language = u"en"_s)
{
    Editor editor(makeEditor(example::field(id), language, {true, example::today}, nullptr));
    editor->show();
    editor->activateWindow();
    return editor;
}

QComboBox *codeOf(const FieldEditor &editor)
{
    return editor.findChild<QComboBox *>();
}

/// The line of the number, not the one inside of the list.
QLineEdit *lineOf(const FieldEditor &editor)
{
    for (QLineEdit *line : editor.findChildren<QLineEdit *>()) {
        if (!qobject_cast<QComboBox *>(line->parentWidget())) {
            return line;
        }
    }
    return nullptr;
}

void leave(QWidget *control)
{
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(control, &out);
}

void choose(const FieldEditor &editor, const QString &typed)
{
    QLineEdit *line = codeOf(editor)->lineEdit();
    line->selectAll();
    line->insert(typed);
    codeOf(editor)->completer()->popup()->hide();
    leave(line);
    leave(codeOf(editor));
}

QString said(const FieldEditor &editor)
{
    QStringList all;
    for (const QLabel *label : editor.findChildren<QLabel *>()) {
        if (label->isVisible()) {
            all.append(label->accessibleName());
        }
    }
    return all.join(u'\n');
}

QStringList offeredBy(const FieldEditor &editor)
{
    QStringList texts;
    for (const QPushButton *button : editor.findChildren<QPushButton *>()) {
        if (button->isVisible()) {
            texts.append(button->accessibleName());
        }
    }
    return texts;
}

} // namespace

class TestFieldsContact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void codeAndNumberAreOneValue_data();
    void codeAndNumberAreOneValue();
    void wholeNumberIsTakenApart_data();
    void wholeNumberIsTakenApart();
    void wholeNumberInTheWrongBox();
    void nothingTypedIsLost_data();
    void nothingTypedIsLost();
    void whatIsStoredIsTold();
    void chosenCountryOfASharedCodeStays();
    void countryAnswerIsTakenOver();
    void phoneIsNamed();
    void phoneChangesLanguage();
    void problemMarksWhatIsWrong();
    void slipIsAskedAboutOnLeaving();
    void hintIsTakenOver();
    void rareAddressIsLeftAlone();
    void hintChangesLanguageAndGoes();
    void pastedLinesAreNotCut();
    void countryOfAnAddressIsOffered_data();
    void countryOfAnAddressIsOffered();
    void lineOfAKnownCountryCanGo();
};

void TestFieldsContact::codeAndNumberAreOneValue_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("value");
    const auto row = [](const char16_t *code, const char16_t *number, const char16_t *value) {
        QTest::newRow(qPrintable(QString::fromUtf16(code) + QString::fromUtf16(number)))
            << QString::fromUtf16(code) << QString::fromUtf16(number) << QString::fromUtf16(value);
    };
    row(u"Japan", u"03-1234-5678", u"+81312345678");
    row(u"日本", u"０３（１２３４）５６７８", u"+81312345678");
    row(u"jp", u"312345678", u"+81312345678");
    row(u"+81", u"03 1234 5678", u"+81312345678");
    row(u"81", u"03 1234 5678", u"+81312345678");
    row(u"united kingdom", u"020 7946 0000", u"+442079460000");
    row(u"+1", u"202-555-0123", u"+12025550123");
    row(u"アメリカ", u"202-555-0123", u"+12025550123");
    row(u"Italy", u"06 1234 5678", u"+390612345678");
    row(u"Japan", u"+44 20 7946 0000", u"+442079460000");
    row(u"Japan", u"", u"");
    row(u"", u"03-1234-5678", u"03-1234-5678"); // the check will say what is missing
}

void TestFieldsContact::codeAndNumberAreOneValue()
{
    QFETCH(QString, code);
    QFETCH(QString, number);
    const Editor editor = make("contact.phone");
    choose(*editor, code);
    lineOf(*editor)->insert(number);
    leave(lineOf(*editor));
    QTEST(editor->value().toString(), "value");
    // What was stored shows again as the same number.
    const Editor again = make("contact.phone");
    again->setValue(editor->value());
    QTEST(again->value().toString(), "value");
    leave(lineOf(*again));
    QTEST(again->value().toString(), "value");
}

void TestFieldsContact::wholeNumberIsTakenApart_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("number");
    QTest::newRow("trunk prefix in brackets")
        << u"+44 (0)20-7946.0000"_s << u"+442079460000"_s << u"+44 United Kingdom"_s << u"2079460000"_s;
    QTest::newRow("full-width") << u"＋８１　３－１２３４－５６７８"_s << u"+81312345678"_s << u"+81 Japan"_s << u"312345678"_s;
    QTest::newRow("Canada") << u"+1 416 555 0123"_s << u"+14165550123"_s << u"+1 Canada"_s << u"4165550123"_s;
    QTest::newRow("a stored trunk prefix") << u"+81 03 1234 5678"_s << u"+810312345678"_s << u""_s << u"+810312345678"_s;
    QTest::newRow("letters") << u"+44 ext 5"_s << u"+44ext5"_s << u""_s << u"+44ext5"_s;
    QTest::newRow("nobody's code") << u"+999 123"_s << u"+999123"_s << u""_s << u"+999123"_s;
}

void TestFieldsContact::wholeNumberIsTakenApart()
{
    QFETCH(QString, typed);
    const Editor editor = make("contact.phone");
    lineOf(*editor)->insert(typed);
    QCOMPARE(editor->value(), QJsonValue(typed)); // not while it is typed
    leave(lineOf(*editor));
    QTEST(editor->value().toString(), "stored");
    QTEST(codeOf(*editor)->currentText(), "code");
    QTEST(lineOf(*editor)->text(), "number");
}

void TestFieldsContact::wholeNumberInTheWrongBox()
{
    const Editor editor = make("contact.phone");
    QLineEdit *line = codeOf(*editor)->lineEdit();
    line->insert(u"+81 3 1234 5678"_s);
    QCOMPARE(editor->value(), QJsonValue(u"+81 3 1234 5678"_s));
    leave(line);
    QCOMPARE(editor->value(), QJsonValue(u"+81312345678"_s));
    QCOMPARE(codeOf(*editor)->currentText(), u"+81 Japan"_s);
    QCOMPARE(lineOf(*editor)->text(), u"312345678"_s);
}

void TestFieldsContact::nothingTypedIsLost_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("number");
    QTest::newRow("no country") << u"Atlantis"_s << u"123 456"_s;
    QTest::newRow("no country and no number") << u"Atlantis"_s << QString();
    QTest::newRow("no number") << u"Japan"_s << u"ask my secretary"_s;
    QTest::newRow("extension") << u"Japan"_s << u"03-1234-5678 ext. 9"_s;
}

void TestFieldsContact::nothingTypedIsLost()
{
    QFETCH(QString, code);
    QFETCH(QString, number);
    const Editor editor = make("contact.phone");
    choose(*editor, code);
    lineOf(*editor)->insert(number);
    leave(lineOf(*editor));
    const QString kept = editor->value().toString();
    QVERIFY2(kept.contains(number) && kept.contains(code == u"Japan" ? u"+81"_s : code), qPrintable(kept));
    const Editor again = make("contact.phone");
    again->setValue(editor->value());
    QCOMPARE(again->value().toString(), kept);
    QVERIFY2(lineOf(*again)->text().contains(number), qPrintable(lineOf(*again)->text()));
}

void TestFieldsContact::whatIsStoredIsTold()
{
    const Editor editor = make("contact.phone");
    choose(*editor, u"Japan"_s);
    QVERIFY(!said(*editor).contains(u"stored"_s));
    lineOf(*editor)->insert(u"03-1234-5678"_s);
    QVERIFY(said(*editor).contains(u"Will be stored as: +81312345678"_s));
    leave(lineOf(*editor));
    QCOMPARE(lineOf(*editor)->text(), u"03-1234-5678"_s); // as people know their number
    QVERIFY(said(*editor).contains(u"Will be stored as: +81312345678"_s));
    // A number that was stored with its trunk prefix is shown as it is.
    const Editor stored = make("contact.phone");
    stored->setValue(u"+810312345678"_s);
    QCOMPARE(lineOf(*stored)->text(), u"+810312345678"_s);
    QVERIFY(!said(*stored).contains(u"stored"_s));
    choose(*editor, u"Italy"_s);
    QVERIFY(said(*editor).contains(u"Will be stored as: +390312345678"_s));
    lineOf(*editor)->setText(u"03 or 04"_s);
    QVERIFY(!said(*editor).contains(u"stored"_s));
}

void TestFieldsContact::chosenCountryOfASharedCodeStays()
{
    const Editor editor = make("contact.phone");
    choose(*editor, u"Jersey"_s);
    lineOf(*editor)->insert(u"+44 1534 123456"_s);
    leave(lineOf(*editor));
    QCOMPARE(codeOf(*editor)->currentText(), u"+44 Jersey"_s);
    QCOMPARE(editor->value(), QJsonValue(u"+441534123456"_s));
}

void TestFieldsContact::countryAnswerIsTakenOver()
{
    const form::Field country = example::field("passport.nationality");
    const Editor editor = make("contact.phone");
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    editor->siblingAnswered(country, u"SWE"_s);
    QCOMPARE(codeOf(*editor)->currentText(), u"+46 Sweden"_s);
    QVERIFY(editor->value().isUndefined()); // a code is no number
    // The suggestion follows the country, which is half typed at times.
    editor->siblingAnswered(country, u"IND"_s);
    QCOMPARE(codeOf(*editor)->currentText(), u"+91 India"_s);
    editor->siblingAnswered(country, u"Ind"_s);
    QCOMPARE(codeOf(*editor)->currentText(), QString());
    editor->siblingAnswered(country, u"IDN"_s);
    QCOMPARE(codeOf(*editor)->currentText(), u"+62 Indonesia"_s);
    codeOf(*editor)->setCurrentText(u"+46 Sweden"_s);
    editor->siblingAnswered(country, u"D"_s); // what the person chose stays
    QCOMPARE(codeOf(*editor)->currentText(), u"+46 Sweden"_s);
    const Editor filled = make("contact.phone");
    filled->setValue(u"123"_s);
    filled->siblingAnswered(country, u"SWE"_s);
    QCOMPARE(filled->value(), QJsonValue(u"123"_s));
    const Editor other = make("contact.phone");
    other->siblingAnswered(country, u"UTO"_s);
    other->siblingAnswered(example::field("work.kind"), u"SWE"_s);
    QCOMPARE(codeOf(*other)->currentText(), QString());
}

void TestFieldsContact::phoneIsNamed()
{
    const Editor editor = make("contact.phone");
    const auto nameOf = [](QObject *object) { return QAccessible::queryAccessibleInterface(object)->text(QAccessible::Name); };
    QCOMPARE(nameOf(editor.get()), u"Telephone number (required)"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(editor.get())->role(), QAccessible::Grouping);
    QCOMPARE(nameOf(codeOf(*editor)), u"Country code"_s);
    QCOMPARE(nameOf(codeOf(*editor)->lineEdit()), u"Country code"_s);
    QCOMPARE(nameOf(lineOf(*editor)), u"Telephone number (required)"_s);
}

void TestFieldsContact::phoneChangesLanguage()
{
    const Editor editor = make("contact.phone");
    editor->setValue(u"+81312345678"_s);
    QCOMPARE(codeOf(*editor)->currentText(), u"+81 Japan"_s);
    editor->setLanguage(u"ja"_s);
    QCOMPARE(codeOf(*editor)->currentText(), u"+81 日本"_s);
    QCOMPARE(editor->value(), QJsonValue(u"+81312345678"_s));
}

void TestFieldsContact::problemMarksWhatIsWrong()
{
    const Editor editor = make("contact.phone");
    const auto marks = [&] { return std::pair(style::isInvalid(codeOf(*editor)), style::isInvalid(lineOf(*editor))); };
    const std::vector<Problem> problems{example::problem(editor->field())};
    editor->setProblems(problems);
    QCOMPARE(marks(), std::pair(true, true));
    editor->setValue(u"312345678"_s);
    editor->setProblems(problems);
    QCOMPARE(marks(), std::pair(true, false)); // the country is missing
    editor->setValue(u"+813"_s);
    editor->setProblems(problems);
    QCOMPARE(marks(), std::pair(false, true));
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    editor->focusProblem(problems.front());
    QCOMPARE(QApplication::focusWidget(), lineOf(*editor));
}

void TestFieldsContact::slipIsAskedAboutOnLeaving()
{
    const Editor editor = make("contact.email");
    lineOf(*editor)->insert(u"anna@gmial.com"_s);
    QCOMPARE(offeredBy(*editor), QStringList()); // not while it is typed
    leave(lineOf(*editor));
    QVERIFY(said(*editor).contains(u"Did you mean anna@gmail.com?"_s));
    QCOMPARE(offeredBy(*editor), QStringList{u"Use anna@gmail.com"_s});
    QCOMPARE(editor->value(), QJsonValue(u"anna@gmial.com"_s)); // and it blocks nothing
}

void TestFieldsContact::hintIsTakenOver()
{
    const Editor editor = make("contact.email");
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    lineOf(*editor)->insert(u"anna@docomo.ne,jp"_s);
    leave(lineOf(*editor));
    QSignalSpy changed(editor.get(), &FieldEditor::valueChanged);
    editor->findChild<QPushButton *>()->click();
    QCOMPARE(editor->value(), QJsonValue(u"anna@docomo.ne.jp"_s));
    QVERIFY(changed.count() >= 1);
    QCOMPARE(offeredBy(*editor), QStringList());
    QCOMPARE(QApplication::focusWidget(), lineOf(*editor));
    lineOf(*editor)->undo();
    QCOMPARE(editor->value(), QJsonValue(u"anna@docomo.ne,jp"_s));
}

void TestFieldsContact::rareAddressIsLeftAlone()
{
    const Editor editor = make("contact.email");
    lineOf(*editor)->insert(u"anna@gmx.us"_s);
    leave(lineOf(*editor));
    QCOMPARE(offeredBy(*editor), QStringList());
}

void TestFieldsContact::hintChangesLanguageAndGoes()
{
    const Editor editor = make("contact.email");
    lineOf(*editor)->insert(u"anna@gmial.com"_s);
    leave(lineOf(*editor));
    QEvent change(QEvent::LanguageChange);
    for (QWidget *child : editor->findChildren<QWidget *>()) {
        QCoreApplication::sendEvent(child, &change);
    }
    QCOMPARE(offeredBy(*editor).size(), 1);
    lineOf(*editor)->insert(u"x"_s);
    QCOMPARE(offeredBy(*editor), QStringList());
}

void TestFieldsContact::pastedLinesAreNotCut()
{
    const Editor editor = make("passport.surname");
    auto *line = lineOf(*editor);
    QApplication::clipboard()->setText(u"12 Road\nLondon\r\nEngland"_s);
    line->paste();
    leave(line);
    QCOMPARE(editor->value(), QJsonValue(u"12 ROAD LONDON ENGLAND"_s));
}

void TestFieldsContact::countryOfAnAddressIsOffered_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("offered");
    QTest::newRow("English") << u"1 Example Street\n10115 Berlin\nGermany"_s << u"Set “Nationality” to Germany"_s;
    QTest::newRow("Japanese") << u"例示区1-1\nベルリン\nドイツ\n"_s << u"Set “Nationality” to Germany"_s;
    QTest::newRow("code") << u"1 Example Street\r\nLondon\r\nGBR"_s << u"Set “Nationality” to United Kingdom"_s;
    QTest::newRow("alias") << u"1 Example Street\nLondon\nEngland"_s << u"Set “Nationality” to United Kingdom"_s;
    QTest::newRow("no country") << u"1 Example Street\nLondon"_s << QString();
    QTest::newRow("a state of the United States") << u"1 Example Street\nSacramento\nCA"_s << QString();
    QTest::newRow("one line") << u"1 Example Street, Berlin, Germany"_s << QString();
    QTest::newRow("nothing but a country") << u"Germany"_s << QString();
    QTest::newRow("a specimen outside of practice") << u"1 Road\nUtopia (specimen)"_s << QString();
}

void TestFieldsContact::countryOfAnAddressIsOffered()
{
    QFETCH(QString, pasted);
    QFETCH(QString, offered);
    const Editor address = make("contact.address");
    const Editor country = make("passport.nationality");
    auto *offer = new CountryOffer(address.get(), country.get(), false);
    QSignalSpy chosen(offer, &CountryOffer::countryChosen);
    QApplication::clipboard()->setText(pasted);
    auto *text = qobject_cast<QPlainTextEdit *>(address->firstControl());
    text->paste();
    QCOMPARE(offeredBy(*address).join(u'|'), offered);
    const QJsonValue before = address->value();
    if (!offered.isEmpty()) {
        offer->findChild<QPushButton *>()->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(address->value(), before); // the address keeps its lines
        country->setValue(u"FRA"_s); // another country is the person's knowledge
        leave(text);
        QCOMPARE(offeredBy(*address), QStringList());
    }
}

void TestFieldsContact::lineOfAKnownCountryCanGo()
{
    const Editor address = make("contact.address");
    const Editor country = make("passport.nationality");
    country->setValue(u"D"_s);
    auto *offer = new CountryOffer(address.get(), country.get(), true);
    auto *text = qobject_cast<QPlainTextEdit *>(address->firstControl());
    text->insertPlainText(u"1 Example Street\n10115 Berlin\nGermany\n\n"_s);
    QCOMPARE(offeredBy(*address), QStringList{u"Remove the last line"_s});
    offer->findChild<QPushButton *>()->click();
    QCOMPARE(address->value(), QJsonValue(u"1 Example Street\n10115 Berlin"_s));
    QCOMPARE(offeredBy(*address), QStringList());
    text->undo();
    QCOMPARE(address->value(), QJsonValue(u"1 Example Street\n10115 Berlin\nGermany\n\n"_s));
}

QTEST_MAIN(TestFieldsContact)
#include "test_fields_contact.moc"
