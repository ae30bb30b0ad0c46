// SPDX-License-Identifier: GPL-3.0-or-later
// What an input method sends, and what must not become of it. With a real one: tests/end_to_end/test_input_method.py.

#include "wizard/composed_once.h"

#include "fields/editors.h"
#include "fields/password_field.h"
#include "form/definition.h"

#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

void compose(QWidget *field, const QString &text)
{
    QInputMethodEvent event(text, {});
    QCoreApplication::sendEvent(field, &event);
}

void accept(QWidget *field, const QString &text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(field, &event);
}

/// Two lines side by side, and the filter.
struct Lines {
    QWidget window;
    QLineEdit *one = new QLineEdit(&window);
    QLineEdit *two = new QLineEdit(&window);
    ComposedOnce filter{nullptr};

    Lines()
    {
        auto *column = new QVBoxLayout(&window);
        column->addWidget(one);
        column->addWidget(two);
        window.show();
        window.activateWindow();
        one->setFocus();
    }
};

form::Field fieldOf(form::FieldType type)
{
    form::Field field;
    field.id = u"a"_s;
    field.type = type;
    return field;
}

} // namespace

class WizardComposingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secondTextIsDropped();
    void everyOtherTextIsTaken();
    void composingIsNotDisturbed_data();
    void composingIsNotDisturbed();
    void composingInAPassword();
};

void WizardComposingTest::secondTextIsDropped()
{
    Lines lines;
    QVERIFY(QTest::qWaitForWindowActive(&lines.window));
    compose(lines.one, u"今日"_s);
    accept(lines.one, u"今日"_s); // by Qt, because the focus is about to move
    lines.two->setFocus();
    accept(lines.two, u"今日"_s); // by IBus
    QCOMPARE(lines.one->text(), u"今日"_s);
    QCOMPARE(lines.two->text(), QString());
    // The focus may come back meanwhile.
    compose(lines.one, u"明日"_s);
    accept(lines.one, u"明日"_s);
    lines.one->setFocus();
    lines.two->setFocus();
    lines.one->setFocus();
    accept(lines.one, u"明日"_s);
    QCOMPARE(lines.one->text(), u"今日明日"_s);
    QCOMPARE(lines.two->text(), QString());
    // Only once.
    accept(lines.two, u"明日"_s);
    QCOMPARE(lines.two->text(), u"明日"_s);
}

void WizardComposingTest::everyOtherTextIsTaken()
{
    Lines lines;
    QVERIFY(QTest::qWaitForWindowActive(&lines.window));
    // The same word again, converted again.
    compose(lines.one, u"今日"_s);
    accept(lines.one, u"今日"_s);
    lines.two->setFocus();
    compose(lines.two, u"きょう"_s);
    compose(lines.two, u"今日"_s);
    accept(lines.two, u"今日"_s);
    QCOMPARE(lines.two->text(), u"今日"_s);
    // After a key.
    lines.one->setFocus();
    QTest::keyClick(lines.one, Qt::Key_End);
    accept(lines.one, u"今日"_s);
    QCOMPARE(lines.one->text(), u"今日今日"_s);
    // Another text, and texts that were never composed: a hand-writing or emoji panel.
    lines.two->setFocus();
    accept(lines.two, u"明日"_s);
    accept(lines.two, u"明日"_s);
    lines.one->setFocus();
    accept(lines.one, u"明日"_s);
    QCOMPARE(lines.two->text(), u"今日明日明日"_s);
    QCOMPARE(lines.one->text(), u"今日今日明日"_s);
    // In the same field, which never lost the focus.
    compose(lines.one, u"あ"_s);
    accept(lines.one, u"あ"_s);
    accept(lines.one, u"あ"_s);
    QCOMPARE(lines.one->text(), u"今日今日明日ああ"_s);
}

void WizardComposingTest::composingIsNotDisturbed_data()
{
    using form::FieldType;
    QTest::addColumn<int>("type");
    QTest::newRow("text") << int(FieldType::Text);
    QTest::newRow("e-mail") << int(FieldType::Email);
    QTest::newRow("telephone") << int(FieldType::Phone);
    QTest::newRow("date") << int(FieldType::Date);
    QTest::newRow("partial date") << int(FieldType::PartialDate);
    QTest::newRow("country") << int(FieldType::Country);
    QTest::newRow("number") << int(FieldType::Integer);
}

// Whatever the program does meanwhile (reads the value, shows problems, changes the language), the text goes on being
// composed, and is there once when it is accepted.
void WizardComposingTest::composingIsNotDisturbed()
{
    QFETCH(int, type);
    const form::Field field = fieldOf(form::FieldType(type));
    const std::unique_ptr<FieldEditor> editor(makeEditor(field, u"en"_s, {}, nullptr));
    editor->show();
    editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    for (QLineEdit *line : editor->findChildren<QLineEdit *>()) {
        line->setFocus();
        line->insert(u"8"_s);
        const QJsonValue before = editor->value();
        compose(line, u"れいわ"_s);
        for (const QString &text : {u"れいわ８"_s, u"令和"_s}) {
            QVERIFY(line->displayText().isEmpty() || line->text() == u"8"_s);
            editor->setProblems({{field.id, u"required"_s, {}, LocalizedText(u"誤り"_s, u"wrong"_s)}});
            editor->setLanguage(editor->language() == u"en"_s ? u"ja"_s : u"en"_s);
            QCOMPARE(editor->value(), before);
            compose(line, text);
        }
        accept(line, u"令和"_s);
        QCOMPARE(line->text(), u"8令和"_s);
        line->clear();
        QTest::keyClick(line, Qt::Key_Escape); // a list that opened
    }
}

void WizardComposingTest::composingInAPassword()
{
    PasswordField field;
    field.show();
    field.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    auto *line = field.findChild<QLineEdit *>();
    line->setFocus();
    compose(line, u"abc"_s);
    accept(line, u"abc"_s);
    QCOMPARE(line->text(), u"abc"_s);
}

QTEST_MAIN(WizardComposingTest)
#include "test_wizard_composing.moc"
