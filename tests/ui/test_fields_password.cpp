// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/password_field.h"

#include "style/style.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDrag>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

const auto Typed = u"Canary-2026"_s;
const auto Before = u"what was there before"_s;

/// QTest sends no release after the second click.
void doubleClick(QWidget *widget, const QPoint &place)
{
    QTest::mouseClick(widget, Qt::LeftButton, {}, place);
    QTest::mouseDClick(widget, Qt::LeftButton, {}, place);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, place);
}

} // namespace

/// A real field in a real window, by keys and mouse. With a selection clipboard only where the platform has one: ctest runs
/// this a second time under Xvfb.
class TestFieldsPassword : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void init();
    void cleanup() { m_window.reset(); }

    void keepsWhatIsTyped();
    void givesNothingToTheClipboard_data();
    void givesNothingToTheClipboard();
    void keysOfTheWindowDoNotCopyEither_data() { givesNothingToTheClipboard_data(); }
    void keysOfTheWindowDoNotCopyEither();
    void markingGivesNothingToTheSelection();
    void markingStays();
    void middleClickPastes();
    void canBePasted();
    void theMenuOnlyPastes();
    void nothingCanBeUndone();
    void nothingIsDragged();
    void nothingIsDroppedIn();
    void inputMethodsDoNotLearn();
    void isShownByTheKeyboard();
    void isToldToScreenReaders();
    void hidingTheFieldHidesThePassword();
    void isOverwritten();

private:
    [[nodiscard]] QLineEdit *line() const { return m_field->line(); }
    [[nodiscard]] QPushButton *show() const { return m_field->findChild<QPushButton *>(); }
    void showPassword() { QTest::mouseClick(show(), Qt::LeftButton); }
    void expectNothingCopied() const;

    std::unique_ptr<QWidget> m_window;
    PasswordField *m_field = nullptr;
    QLineEdit *m_before = nullptr;
};

void TestFieldsPassword::init()
{
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_before = new QLineEdit;
    m_field = new PasswordField;
    layout->addWidget(m_before);
    layout->addWidget(m_field);
    m_window->resize(500, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    line()->setFocus();
    QTRY_VERIFY(line()->hasFocus());
    QApplication::clipboard()->setText(Before);
    if (QApplication::clipboard()->supportsSelection()) {
        QApplication::clipboard()->setText(Before, QClipboard::Selection);
    }
    QTest::keyClicks(line(), Typed);
}

void TestFieldsPassword::expectNothingCopied() const
{
    QCoreApplication::processEvents();
    QCOMPARE(QApplication::clipboard()->text(), Before);
    if (QApplication::clipboard()->supportsSelection()) {
        QCOMPARE(QApplication::clipboard()->text(QClipboard::Selection), Before);
    }
}

void TestFieldsPassword::keepsWhatIsTyped()
{
    QCOMPARE(m_field->secret().reveal().toByteArray(), Typed.toUtf8());
    QCOMPARE(line()->echoMode(), QLineEdit::Password);
    QSignalSpy edited(m_field, &PasswordField::edited);
    QTest::keyClick(line(), Qt::Key_Left);
    QTest::keyClick(line(), Qt::Key_X);
    QCOMPARE(m_field->secret().reveal().toByteArray(), "Canary-202x6"_ba);
    QCOMPARE(line()->cursorPosition(), 11);
    QCOMPARE(edited.size(), 1);
    QSignalSpy pressed(m_field, &PasswordField::returnPressed);
    QTest::keyClick(line(), Qt::Key_Return);
    QCOMPARE(pressed.size(), 1);
    m_field->setSecret(Secret::fromString(u"other"_s));
    QCOMPARE(line()->text(), u"other"_s);
    m_field->clear();
    QVERIFY(m_field->isEmpty() && m_field->secret().isEmpty());
}

void TestFieldsPassword::givesNothingToTheClipboard_data()
{
    QTest::addColumn<bool>("shown");
    QTest::addColumn<QKeySequence>("keys");
    for (const bool shown : {false, true}) {
        const auto row = [shown](const char *name, const QKeySequence &keys) {
            QTest::addRow("%s, %s", name, shown ? "shown" : "hidden") << shown << keys;
        };
        row("copy", QKeySequence(Qt::CTRL | Qt::Key_C));
        row("copy, old keys", QKeySequence(Qt::CTRL | Qt::Key_Insert));
        row("cut", QKeySequence(Qt::CTRL | Qt::Key_X));
        row("cut, old keys", QKeySequence(Qt::SHIFT | Qt::Key_Delete));
        row("delete to the end", QKeySequence(Qt::CTRL | Qt::Key_K));
        row("delete the line", QKeySequence(Qt::CTRL | Qt::Key_U));
    }
}

void TestFieldsPassword::givesNothingToTheClipboard()
{
    QFETCH(bool, shown);
    QFETCH(QKeySequence, keys);
    if (shown) {
        showPassword();
        line()->setFocus();
    }
    QTest::keyClick(line(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(line()->selectedText().size(), Typed.size());
    QTest::keySequence(line(), keys);
    expectNothingCopied();
    QTest::keyClick(line(), Qt::Key_Home);
    QTest::keySequence(line(), keys);
    expectNothingCopied();
    QCOMPARE(m_field->secret().reveal().toByteArray(), Typed.toUtf8());
}

void TestFieldsPassword::keysOfTheWindowDoNotCopyEither()
{
    QFETCH(QKeySequence, keys);
    constexpr std::array Meanings{QKeySequence::Copy, QKeySequence::Cut, QKeySequence::DeleteEndOfLine,
                                  QKeySequence::DeleteCompleteLine};
    if (std::ranges::none_of(Meanings, [&](auto meaning) { return QKeySequence::keyBindings(meaning).contains(keys); })) {
        QSKIP("these keys mean nothing to a line on this platform");
    }
    auto *action = new QAction(m_window.get());
    action->setShortcut(keys);
    m_window->addAction(action);
    QSignalSpy triggered(action, &QAction::triggered);
    QTest::keySequence(line(), keys);
    QCOMPARE(triggered.size(), 0);
}

void TestFieldsPassword::markingGivesNothingToTheSelection()
{
    if (!QApplication::clipboard()->supportsSelection()) {
        QSKIP("no selection clipboard on this platform; see ui_fields_password_x11");
    }
    // Another line does, so the test can see it.
    m_before->setText(u"open"_s);
    doubleClick(m_before, QPoint(20, m_before->height() / 2));
    QTRY_COMPARE(QApplication::clipboard()->text(QClipboard::Selection), u"open"_s);
    QApplication::clipboard()->setText(Before, QClipboard::Selection);

    showPassword();
    const QPoint middle(20, line()->height() / 2);
    doubleClick(line(), middle);
    QVERIFY(line()->hasSelectedText());
    expectNothingCopied();
    QTest::keyClick(line(), Qt::Key_End);
    QTest::mousePress(line(), Qt::LeftButton, {}, QPoint(2, middle.y()));
    QTest::mouseMove(line(), QPoint(line()->width() - 4, middle.y()));
    QTest::mouseRelease(line(), Qt::LeftButton, {}, QPoint(line()->width() - 4, middle.y()));
    expectNothingCopied();
    QTest::keyClick(line(), Qt::Key_Home, Qt::ShiftModifier);
    QTest::keyClick(line(), Qt::Key_A, Qt::ControlModifier);
    expectNothingCopied();
}

void TestFieldsPassword::markingStays()
{
    showPassword();
    doubleClick(line(), QPoint(20, line()->height() / 2));
    QVERIFY(line()->hasSelectedText()); // what is typed next replaces it
    const QString rest = line()->text().remove(line()->selectionStart(), line()->selectionLength());
    QTest::keyClick(line(), Qt::Key_Z);
    QCOMPARE(line()->text().remove(u'z'), rest);
}

void TestFieldsPassword::middleClickPastes()
{
    if (!QApplication::clipboard()->supportsSelection()) {
        QSKIP("no selection clipboard on this platform; see ui_fields_password_x11");
    }
    m_field->clear();
    QTest::mouseClick(line(), Qt::MiddleButton);
    QCOMPARE(line()->text(), Before);
    QVERIFY(!line()->isUndoAvailable());
}

void TestFieldsPassword::canBePasted()
{
    QTest::keyClick(line(), Qt::Key_A, Qt::ControlModifier);
    QTest::keySequence(line(), QKeySequence::Paste);
    QCOMPARE(m_field->secret().reveal().toByteArray(), Before.toUtf8());
    QVERIFY(!line()->isUndoAvailable());
}

void TestFieldsPassword::theMenuOnlyPastes()
{
    showPassword();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(5, 5), line()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(line(), &asked);
    auto *menu = line()->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    line()->clear();
    menu->actions().first()->trigger();
    QCOMPARE(line()->text(), Before);
    menu->close();
}

void TestFieldsPassword::nothingCanBeUndone()
{
    QVERIFY(!line()->isUndoAvailable());
    QTest::keyClick(line(), Qt::Key_Backspace);
    QVERIFY(!line()->isUndoAvailable());
    QTest::keySequence(line(), QKeySequence::Undo);
    QCOMPARE(line()->text(), Typed.chopped(1));
    showPassword();
    line()->setFocus();
    QTest::keyClick(line(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line(), Qt::Key_Delete);
    QTest::keySequence(line(), QKeySequence::Undo);
    QTest::keySequence(line(), QKeySequence::Redo);
    line()->undo(); // whoever may call it
    QCOMPARE(line()->text(), QString());
}

void TestFieldsPassword::nothingIsDragged()
{
    for (const bool shown : {false, true}) {
        show()->setChecked(shown);
        QVERIFY(!line()->dragEnabled());
        line()->selectAll();
        const QPoint inside(15, line()->height() / 2);
        QTest::mousePress(line(), Qt::LeftButton, {}, inside);
        QTest::mouseMove(line(), inside + QPoint(60, 40));
        QVERIFY(!line()->findChild<QDrag *>());
        QTest::mouseRelease(line(), Qt::LeftButton, {}, inside + QPoint(60, 40));
        expectNothingCopied();
    }
}

void TestFieldsPassword::nothingIsDroppedIn()
{
    QMimeData data;
    data.setText(u"dropped"_s);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(line(), &enter);
    QVERIFY(!line()->acceptDrops());
    QCOMPARE(line()->text(), Typed);
}

void TestFieldsPassword::inputMethodsDoNotLearn()
{
    for (const bool shown : {false, true, false}) {
        show()->setChecked(shown);
        for (const Qt::InputMethodHint hint :
             {Qt::ImhHiddenText, Qt::ImhSensitiveData, Qt::ImhNoPredictiveText, Qt::ImhNoAutoUppercase}) {
            QVERIFY(line()->inputMethodHints().testFlag(hint));
        }
        line()->selectAll();
        for (const Qt::InputMethodQuery query : {Qt::ImSurroundingText, Qt::ImCurrentSelection,
                                                 Qt::ImTextBeforeCursor, Qt::ImTextAfterCursor}) {
            QInputMethodQueryEvent asked(query);
            QCoreApplication::sendEvent(line(), &asked);
            QCOMPARE(asked.value(query).toString(), QString());
        }
    }
    QInputMethodEvent written;
    written.setCommitString(u"é"_s);
    line()->end(false);
    QCoreApplication::sendEvent(line(), &written);
    QCOMPARE(line()->text(), QString(Typed + u'é'));
    QVERIFY(!line()->isUndoAvailable());
}

void TestFieldsPassword::isShownByTheKeyboard()
{
    QTest::keyClick(line(), Qt::Key_Tab);
    QVERIFY(show()->hasFocus());
    QTest::keyClick(show(), Qt::Key_Space);
    QCOMPARE(line()->echoMode(), QLineEdit::Normal);
    QCOMPARE(line()->displayText(), Typed);
    QTest::keyClick(show(), Qt::Key_Space);
    QCOMPARE(line()->echoMode(), QLineEdit::Password);
    QVERIFY(!line()->displayText().contains(u"Canary"_s));
}

void TestFieldsPassword::isToldToScreenReaders()
{
    m_field->setTexts(u"Password"_s, u"Missing"_s);
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(line());
    QCOMPARE(told->text(QAccessible::Name), u"Password"_s);
    QCOMPARE(told->text(QAccessible::Description), u"Missing"_s);
    QVERIFY(told->state().passwordEdit);
    QVERIFY(!told->text(QAccessible::Value).contains(u"Canary"_s));
    QAccessibleInterface *toggle = QAccessible::queryAccessibleInterface(show());
    QCOMPARE(toggle->text(QAccessible::Name), u"Show password"_s);
    QVERIFY(toggle->state().checkable && !toggle->state().checked);
    showPassword();
    QVERIFY(toggle->state().checked);
    QCOMPARE(toggle->text(QAccessible::Name), u"Show password"_s);
}

void TestFieldsPassword::hidingTheFieldHidesThePassword()
{
    showPassword();
    m_field->hide();
    m_field->show();
    QCOMPARE(line()->echoMode(), QLineEdit::Password);
    QVERIFY(!show()->isChecked());
}

void TestFieldsPassword::isOverwritten()
{
    for (const bool byClearing : {true, false}) {
        m_field->setSecret(Secret::fromString(Typed));
        const QString shared = line()->text(); // the same memory, kept by us, so that nobody else gets it
        QVERIFY(shared == Typed);
        if (byClearing) {
            m_field->clear();
            QVERIFY(!line()->isUndoAvailable());
        } else {
            delete m_field;
        }
        QCOMPARE(shared, QString(Typed.size(), u'0'));
    }
}

QTEST_MAIN(TestFieldsPassword)
#include "test_fields_password.moc"
