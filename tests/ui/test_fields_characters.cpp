// SPDX-License-Identifier: GPL-3.0-or-later
// Text fields help with characters that they do not take: named with their place, with something else to put there.
#include "example_fields.h"
#include "fields/editors.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

form::Field fieldOf(const char *type, const char *charset)
{
    const QByteArray text = R"({"ja":"あ","en":"a"})";
    const QByteArray json = R"({"format":1,"id":"f","version":"1","title":)" + text + R"(,"steps":[{"id":"s","title":)" + text
        + R"(,"fields":[{"id":"a","max_length":20,"type":")" + type + R"(","charset":")" + charset + R"(","label":)" + text
        + "}]}]}";
    const auto definition = form::readDefinition(json);
    if (!definition) {
        qFatal("%s", qPrintable(definition.error().facts));
    }
    return definition->steps[0].fields[0];
}

QString words(const QWidget &editor)
{
    QStringList words;
    for (const QLabel *label : editor.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&editor)) {
            words.append(label->accessibleName().isEmpty() ? label->text() : label->accessibleName());
        }
    }
    return words.join(u'\n');
}

QStringList buttons(const QWidget &editor)
{
    QStringList names;
    for (const QAbstractButton *button : editor.findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(&editor)) {
            names += button->accessibleName();
        }
    }
    return names;
}

QAbstractButton *button(const QWidget &editor, const QString &name)
{
    for (QAbstractButton *button : editor.findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(&editor) && button->accessibleName() == name) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestFieldsCharacters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void substituteByMouse();
    void severalLines();
    void nothingToPropose();
    void kanjiNeedNoWords();
};

void TestFieldsCharacters::substituteByMouse()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    FieldEditor *editor = makeEditor(fieldOf("text", "latin_upper"), u"en"_s, {true, {}}, &window);
    column->addWidget(editor);
    window.show();
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->setFocus();
    line->insert(u"Müller-Bür"_s);
    QVERIFY2(words(*editor).contains(u"Character 2 cannot be stored here: “ü” (U+00FC)."_s), qPrintable(words(*editor)));
    QVERIFY(!words(*editor).contains(u"Will be stored"_s)); // it will not, like this
    QCOMPARE(buttons(*editor), (QStringList{u"Use “UE” instead"_s, u"Use “UXX” instead"_s, u"Use “U” instead"_s}));
    QSignalSpy changed(editor, &FieldEditor::valueChanged);
    // The press takes the focus, which rewrites the text under the button.
    QTest::mouseClick(button(*editor, u"Use “UE” instead"_s), Qt::LeftButton);
    QCOMPARE(line->text(), u"MUELLER-BUER"_s);
    QCOMPARE(editor->value().toString(), u"MUELLER-BUER"_s);
    QVERIFY(changed.count() > 0);
    QCOMPARE(window.focusWidget(), line);
    QCOMPARE(buttons(*editor), QStringList());
    QVERIFY(!words(*editor).contains(u"cannot be stored"_s));
    line->undo();
    QVERIFY(line->text().contains(u'ü'));
}

void TestFieldsCharacters::severalLines()
{
    const std::unique_ptr<FieldEditor> editor(makeEditor(fieldOf("multiline", "any"), u"en"_s, {true, {}}, nullptr));
    auto *text = qobject_cast<QPlainTextEdit *>(editor->firstControl());
    text->setPlainText(u"one\ntwo\u202e"_s);
    QVERIFY2(words(*editor).contains(u"Character 8 cannot be stored here: invisible formatting character (U+202E)."_s),
             qPrintable(words(*editor)));
    QCOMPARE(buttons(*editor), QStringList{u"Leave it out"_s});
    button(*editor, u"Leave it out"_s)->click();
    QCOMPARE(text->toPlainText(), u"one\ntwo"_s);
    QCOMPARE(buttons(*editor), QStringList());
}

void TestFieldsCharacters::nothingToPropose()
{
    const std::unique_ptr<FieldEditor> editor(makeEditor(fieldOf("text", "latin_upper"), u"en"_s, {true, {}}, nullptr));
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"김"_s);
    QVERIFY(words(*editor).contains(u"Use the spelling in Latin letters that your passport shows."_s));
    QCOMPARE(buttons(*editor), QStringList());
    line->setText(u"A1"_s);
    QVERIFY(words(*editor).contains(u"Remove it, or write it in another way."_s));
    QVERIFY(!words(*editor).contains(u"passport"_s));
}

// U+FA10 is stored as another sequence that looks the same: no preview that puzzles; the counter counts what is stored.
void TestFieldsCharacters::kanjiNeedNoWords()
{
    const std::unique_ptr<FieldEditor> editor(makeEditor(fieldOf("text", "fullwidth"), u"en"_s, {true, {}}, nullptr));
    auto *line = qobject_cast<QLineEdit *>(editor->firstControl());
    line->insert(u"\uFA10本髙﨑"_s);
    QVERIFY2(!words(*editor).contains(u"stored"_s), qPrintable(words(*editor)));
    QVERIFY2(words(*editor).contains(u"5 / 20"_s), qPrintable(words(*editor)));
    line->insert(u"ｱ"_s);
    QVERIFY(words(*editor).contains(u"Will be stored as"_s));
}

QTEST_MAIN(TestFieldsCharacters)
#include "test_fields_characters.moc"
