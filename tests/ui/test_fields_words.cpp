// SPDX-License-Identifier: GPL-3.0-or-later
// What a field says: labels, hints, problems, names for assistive technology, in both languages.
#include "example_fields.h"
#include "fields/document_editor.h"
#include "fields/editors.h"
#include "fields/option_row.h"
#include "style/style.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

std::unique_ptr<FieldEditor> make(const form::Field &field, const QString &language = u"en"_s)
{
    return std::unique_ptr<FieldEditor>(makeEditor(field, language, {true, example::today}, nullptr));
}

// Everything that a person can read in an editor.
QString words(const QWidget &editor)
{
    QStringList words;
    for (const QLabel *label : editor.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&editor)) {
            words.append(label->accessibleName().isEmpty() ? label->text() : label->accessibleName());
        }
    }
    for (const QAbstractButton *button : editor.findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(&editor)) {
            words.append(button->text());
        }
    }
    return words.join(u'\n');
}

// Controls that Tab reaches, and the row's group members.
QList<QWidget *> controlsOf(const QWidget &editor)
{
    QList<QWidget *> controls;
    for (QWidget *child : editor.findChildren<QWidget *>()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisibleTo(&editor)
            && !child->objectName().startsWith(u"qt_"_s)) {
            controls.append(child);
        }
    }
    return controls;
}

void allFields()
{
    QTest::addColumn<QByteArray>("id");
    for (const form::Field &field : example::fields()) {
        QTest::newRow(qPrintable(field.id)) << field.id.toLatin1();
    }
}

} // namespace

// Translates every string of the program to itself between brackets.
class Brackets final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QByteArray(context).startsWith("ttp::ui") ? u'[' + QString::fromUtf8(source) + u']' : QString();
    }
};

class TestFieldsWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void labelHintAndMark_data() { allFields(); }
    void labelHintAndMark();
    void everyControlIsNamed_data() { allFields(); }
    void everyControlIsNamed();
    void singleControlIsNamedByItsLabel_data();
    void singleControlIsNamedByItsLabel();
    void fieldIsANamedGroup();
    void problemIsSeenAndSpoken_data() { allFields(); }
    void problemIsSeenAndSpoken();
    void problemChangesLanguage();
    void ownWordsChangeAtRunTime();
    void twoProblemsAreTwoLines();
    void requiredChangesTheLabel();
    void whyOpensBelow();
    void ampersandIsNoShortcut();
    void conversionIsAnnounced();
    void documentRowsSayEverything();
    void documentSaysWhatWasChosen();
    void statementShowsItsWordsOnce();
};

void TestFieldsWords::labelHintAndMark()
{
    QFETCH(QByteArray, id);
    const form::Field field = example::field(id.constData());
    const auto editor = make(field);
    QVERIFY(words(*editor).contains(field.label.in(u"en"_s) + (field.required ? u" (required)"_s : u" (optional)"_s)));
    if (field.hint) {
        QVERIFY(words(*editor).contains(field.hint->in(u"en"_s)));
    }
    editor->setLanguage(u"ja"_s);
    QVERIFY(words(*editor).contains(field.label.in(u"ja"_s)));
    QVERIFY(!words(*editor).contains(field.label.in(u"en"_s)));
    if (field.hint) {
        QVERIFY(words(*editor).contains(field.hint->in(u"ja"_s)));
    }
    for (const form::ChoiceOption &option : field.choices) {
        QComboBox *box = editor->findChild<QComboBox *>();
        QVERIFY(box ? box->findText(option.label.in(u"ja"_s)) >= 0 : words(*editor).contains(option.label.in(u"ja"_s)));
    }
}

void TestFieldsWords::everyControlIsNamed()
{
    QFETCH(QByteArray, id);
    const auto editor = make(example::field(id.constData()));
    editor->show();
    const QString said = QString(words(*editor)).remove(u'&');
    for (QWidget *control : controlsOf(*editor)) {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(control);
        QVERIFY(seen);
        const QString name = seen->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), control->metaObject()->className());
        // What is written on a control is in its name; a drawing has its name as a tooltip.
        QVERIFY2(said.contains(QString(name).remove(u'&')) || control->toolTip() == name, qPrintable(name));
        QVERIFY(seen->role() != QAccessible::Client && seen->role() != QAccessible::NoRole);
    }
}

void TestFieldsWords::singleControlIsNamedByItsLabel_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"passport.number", "contact.email", "contact.address", "work.years",
                           "passport.nationality", "work.kind"}) {
        QTest::newRow(id) << QByteArray(id);
    }
}

void TestFieldsWords::singleControlIsNamedByItsLabel()
{
    QFETCH(QByteArray, id);
    const auto editor = make(example::field(id.constData()));
    for (const QString &language : {u"en"_s, u"ja"_s, u"en"_s}) {
        editor->setLanguage(language);
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(editor->firstControl());
        QVERIFY(seen);
        QCOMPARE(seen->text(QAccessible::Name), editor->labelText());
        const auto labels = seen->relations(QAccessible::Label);
        QCOMPARE(labels.size(), 1);
        QCOMPARE(labels.first().first->text(QAccessible::Name), editor->labelText());
    }
}

void TestFieldsWords::fieldIsANamedGroup()
{
    const auto editor = make(example::field("passport.expiry"));
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(editor.get());
    QVERIFY(seen);
    QCOMPARE(seen->role(), QAccessible::Grouping);
    QCOMPARE(seen->text(QAccessible::Name), u"Date of expiry (required)"_s);
    const auto boxes = editor->findChildren<QLineEdit *>();
    QCOMPARE(boxes.at(0)->accessibleName(), u"Year"_s);
    QCOMPARE(boxes.at(1)->accessibleName(), u"Month"_s);
    QCOMPARE(boxes.at(2)->accessibleName(), u"Day"_s);
}

void TestFieldsWords::problemIsSeenAndSpoken()
{
    QFETCH(QByteArray, id);
    const form::Field field = example::field(id.constData());
    const auto editor = make(field);
    const QString message = u"Please fill this in."_s;
    QVERIFY(!words(*editor).contains(message));
    editor->setProblems({example::problem(field)});
    QVERIFY(words(*editor).contains(message));
    QVERIFY(editor->firstControl());
    QVERIFY2(editor->firstControl()->accessibleDescription().contains(u"Error: "_s + message),
             qPrintable(editor->firstControl()->accessibleDescription()));
    if (field.hint) {
        QVERIFY(editor->firstControl()->accessibleDescription().contains(field.hint->in(u"en"_s)));
    }
    editor->setProblems({});
    QVERIFY(!words(*editor).contains(message));
    QVERIFY(!editor->firstControl()->accessibleDescription().contains(message));
}

void TestFieldsWords::problemChangesLanguage()
{
    for (const form::Field &field : example::fields()) {
        const auto editor = make(field);
        editor->setProblems({example::problem(field)});
        editor->setLanguage(u"ja"_s);
        QVERIFY2(words(*editor).contains(u"入力してください。"_s), qPrintable(field.id));
        QVERIFY(!words(*editor).contains(u"Please"_s));
        QVERIFY(editor->firstControl()->accessibleDescription().contains(u"入力してください。"_s));
    }
}

void TestFieldsWords::ownWordsChangeAtRunTime()
{
    for (const form::Field &field : example::fields()) {
        const auto editor = make(field);
        editor->setValue(field.type == form::FieldType::Group ? QJsonValue(QJsonArray{QJsonObject()}) : QJsonValue());
        const QString before = words(*editor);
        Brackets translator;
        QCoreApplication::installTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        const QString label = field.label.in(u"en"_s);
        QVERIFY2(words(*editor).contains(u'[' + label + (field.required ? u" (required)]"_s : u" (optional)]"_s)),
                 qPrintable(words(*editor)));
        if (field.type == form::FieldType::Group) {
            QVERIFY2(words(*editor).contains(u"[Edit]"_s), qPrintable(words(*editor)));
        }
        QCoreApplication::removeTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(words(*editor), before);
    }
}

void TestFieldsWords::twoProblemsAreTwoLines()
{
    const form::Field field = example::field("passport.number");
    const auto editor = make(field);
    Problem other = example::problem(field);
    other.message = LocalizedText(u"短すぎます。"_s, u"Too short."_s);
    editor->setProblems({example::problem(field), other, other});
    QCOMPARE(words(*editor).count(u"Too short."_s), 1);
    QVERIFY(words(*editor).contains(u"Please fill this in.\nToo short."_s));
}

void TestFieldsWords::requiredChangesTheLabel()
{
    const auto editor = make(example::field("passport.sex"));
    QCOMPARE(editor->labelText(), u"Sex (optional)"_s);
    editor->setRequired(true);
    QCOMPARE(editor->labelText(), u"Sex (required)"_s);
    QVERIFY(words(*editor).contains(u"Sex (required)"_s));
    QCOMPARE(editor->accessibleName(), u"Sex (required)"_s);
}

void TestFieldsWords::whyOpensBelow()
{
    const form::Field field = example::field("passport.number");
    const auto editor = make(field);
    QAbstractButton *why = nullptr;
    for (QAbstractButton *button : editor->findChildren<QAbstractButton *>()) {
        if (button->text() == u"Why we ask this"_s) {
            why = button;
        }
    }
    QVERIFY(why);
    QVERIFY(!words(*editor).contains(field.why->in(u"en"_s)));
    QTest::keyClick(why, Qt::Key_Space);
    QVERIFY(words(*editor).contains(field.why->in(u"en"_s)));
    QTest::keyClick(why, Qt::Key_Return);
    QVERIFY(!words(*editor).contains(field.why->in(u"en"_s)));
}

void TestFieldsWords::ampersandIsNoShortcut()
{
    const auto editor = make(example::field("work.visits"));
    const auto rows = editor->findChildren<CheckRow *>();
    QCOMPARE(rows.first()->title(), u"Meetings & negotiations"_s);
    QCOMPARE(rows.first()->accessibleName(), u"Meetings & negotiations"_s);
    QVERIFY(rows.first()->shortcut().isEmpty());
}

void TestFieldsWords::conversionIsAnnounced()
{
    const auto editor = make(example::field("passport.surname"));
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"ｅriksson"_s);
    QVERIFY(words(*editor).contains(u"Will be stored as: ERIKSSON"_s));
    line->clear();
    QVERIFY(!words(*editor).contains(u"Will be stored"_s));
}

void TestFieldsWords::documentRowsSayEverything()
{
    const auto editor = make(example::field("documents.proof"));
    auto *documents = qobject_cast<DocumentEditor *>(editor.get());
    QVERIFY(documents);
    DocumentFile file;
    file.id = u"7"_s;
    file.name = u"<b>scan</b>.pdf"_s;
    file.mediaType = u"application/pdf"_s;
    file.size = 2'345'678;
    file.state = DocumentFile::State::Refused;
    file.message = LocalizedText(u"大きすぎます。"_s, u"Too large."_s);
    documents->setFiles({file});
    const QString said = words(*editor);
    QVERIFY(said.contains(u"<b>scan</b>.pdf"_s));
    QVERIFY(said.contains(u"PDF"_s));
    QVERIFY(said.contains(u"2.3"_s));
    QVERIFY(said.contains(u"Too large."_s));
    QVERIFY(editor->firstControl()->accessibleDescription().contains(u"1 of 3 files"_s));
    editor->setLanguage(u"ja"_s);
    QVERIFY(words(*editor).contains(u"大きすぎます。"_s));
    documents->setFiles({});
    QVERIFY(!words(*editor).contains(u"scan"_s));
}

void TestFieldsWords::documentSaysWhatWasChosen()
{
    const auto editor = make(example::field("documents.photo"));
    auto *documents = qobject_cast<DocumentEditor *>(editor.get());
    QSignalSpy removed(documents, &DocumentEditor::removeRequested);
    DocumentFile file;
    file.id = u"7"_s;
    file.name = u"photo.jpg"_s;
    documents->setFiles({file});
    // One file at most: no room for another.
    for (const QAbstractButton *button : editor->findChildren<QAbstractButton *>()) {
        QVERIFY(!button->isVisibleTo(editor.get()) || !button->text().startsWith(u"Choose"_s));
    }
    for (QAbstractButton *button : editor->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == u"Remove: photo.jpg"_s) {
            button->click();
        }
    }
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().toString(), u"7"_s);
}

void TestFieldsWords::statementShowsItsWordsOnce()
{
    const auto editor = make(example::field("declarations.true"));
    QCOMPARE(words(*editor).count(u"I have checked"_s), 1);
}

QTEST_MAIN(TestFieldsWords)
#include "test_fields_words.moc"
