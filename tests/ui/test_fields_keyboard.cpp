// SPDX-License-Identifier: GPL-3.0-or-later
// Fields without a mouse: Tab order, arrow keys, leaving text editors, the list of countries.
#include "example_fields.h"
#include "fields/document_editor.h"
#include "fields/editors.h"
#include "fields/group_editor.h"
#include "fields/option_row.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::ui;

namespace {

// A window with fields below each other and a button before and after them.
class Page final : public QWidget {
public:
    explicit Page(std::initializer_list<const char *> ids)
    {
        auto *column = new QVBoxLayout(this);
        before = new QPushButton(u"Before"_s, this);
        column->addWidget(before);
        for (const char *id : ids) {
            editors.push_back(makeEditor(example::field(id), u"en"_s, {true, example::today}, this));
            column->addWidget(editors.back());
        }
        after = new QPushButton(u"After"_s, this);
        column->addWidget(after);
        show();
        activateWindow();
    }

    QPushButton *before;
    QPushButton *after;
    std::vector<FieldEditor *> editors;
};

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

} // namespace

class TestFieldsKeyboard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { style::install(*qApp, style::Scheme::Light, u"en"_s); }
    void tabOrderIsVisual_data();
    void tabOrderIsVisual();
    void arrowsMoveThroughRadioRows();
    void radioRowsAreOneStop();
    void spaceTicksRows();
    void wholeRowIsTheTarget();
    void dateByKeyboard();
    void tabLeavesMultiline();
    void countryByKeyboard();
    void statementByKeyboard();
};

void TestFieldsKeyboard::tabOrderIsVisual_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("language");
    for (const form::Field &field : example::fields()) {
        for (const QString &language : {u"en"_s, u"ja"_s}) {
            QTest::addRow("%s %s", qPrintable(field.id), qPrintable(language)) << field.id.toLatin1() << language;
        }
    }
}

void TestFieldsKeyboard::tabOrderIsVisual()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, language);
    Page page({id.constData()});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.editors.front()->setLanguage(language);
    if (id == "journeys") {
        auto *group = qobject_cast<GroupEditor *>(page.editors.front());
        const QJsonObject inner{{u"city"_s, u"Kyoto"_s}};
        group->setValue(
            QJsonArray{QJsonObject{{u"airport"_s, u"HND"_s}, {u"stays"_s, QJsonArray{inner, inner}}}, QJsonObject{}});
        group->openEntry(0);
    }
    if (auto *documents = qobject_cast<DocumentEditor *>(page.editors.front())) {
        documents->setFiles({DocumentFile{}});
    }
    page.resize(page.sizeHint());
    QCoreApplication::sendPostedEvents();
    page.before->setFocus(Qt::TabFocusReason);
    QPoint last(-1, -1);
    int stops = 0;
    QList<QWidget *> forward;
    for (press(Qt::Key_Tab); QApplication::focusWidget() != page.after; press(Qt::Key_Tab)) {
        QWidget *now = QApplication::focusWidget();
        QVERIFY(now && stops < 50);
        const QPoint at = now->mapTo(&page, QPoint(0, 0));
        const bool below = at.y() > last.y() + 8;
        QVERIFY2(below || (qAbs(at.y() - last.y()) <= 8 && at.x() > last.x()), now->metaObject()->className());
        last = at;
        ++stops;
        forward.append(now);
    }
    QVERIFY(stops > 0);
    // Nothing that Tab should reach was left out.
    for (QWidget *child : page.editors.front()->findChildren<QWidget *>()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled() && !child->focusProxy()
            && !child->objectName().startsWith(u"qt_"_s)) {
            QVERIFY2(forward.contains(child), qPrintable(child->accessibleName()));
        }
    }
    for (auto it = forward.crbegin(); it != forward.crend(); ++it) {
        press(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), *it);
    }
}

void TestFieldsKeyboard::arrowsMoveThroughRadioRows()
{
    Page page({"passport.sex"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    FieldEditor *editor = page.editors.front();
    QSignalSpy changed(editor, &FieldEditor::valueChanged);
    page.before->setFocus();
    press(Qt::Key_Tab);
    // Arriving chooses nothing.
    QVERIFY(editor->value().isUndefined());
    press(Qt::Key_Space);
    QCOMPARE(editor->value(), QJsonValue(u"M"_s));
    press(Qt::Key_Down);
    QCOMPARE(editor->value(), QJsonValue(u"F"_s));
    press(Qt::Key_Down);
    QCOMPARE(editor->value(), QJsonValue(u"X"_s));
    press(Qt::Key_Up);
    QCOMPARE(editor->value(), QJsonValue(u"F"_s));
    QCOMPARE(changed.count(), 4);
}

void TestFieldsKeyboard::radioRowsAreOneStop()
{
    Page page({"work.listed"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.editors.front()->setValue(false);
    page.before->setFocus();
    press(Qt::Key_Tab);
    auto *row = qobject_cast<RadioRow *>(QApplication::focusWidget());
    QVERIFY(row);
    QCOMPARE(row->title(), u"No"_s);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.after));
}

void TestFieldsKeyboard::spaceTicksRows()
{
    Page page({"work.visits"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.before->setFocus();
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QCOMPARE(page.editors.front()->value(), QJsonValue(QJsonArray{u"meet"_s, u"other"_s}));
}

void TestFieldsKeyboard::wholeRowIsTheTarget()
{
    Page page({"work.listed"});
    page.resize(700, 400);
    QVERIFY(QTest::qWaitForWindowActive(&page));
    const auto rows = page.findChildren<RadioRow *>();
    QVERIFY(rows.first()->width() > 500);
    QTest::mouseClick(rows.first(), Qt::LeftButton, {}, QPoint(rows.first()->width() - 4, 4));
    QCOMPARE(page.editors.front()->value(), QJsonValue(true));
}

void TestFieldsKeyboard::dateByKeyboard()
{
    Page page({"passport.expiry"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.before->setFocus();
    press(Qt::Key_Tab);
    for (const char *part : {"2031", "8", "02"}) {
        QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(part));
        press(Qt::Key_Tab);
    }
    QVERIFY(qobject_cast<QAbstractButton *>(QApplication::focusWidget())); // the calendar
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.after));
    QCOMPARE(page.editors.front()->value(), QJsonValue(u"2031-08-02"_s));
}

void TestFieldsKeyboard::tabLeavesMultiline()
{
    Page page({"contact.address"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.before->setFocus();
    press(Qt::Key_Tab);
    QVERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), u"12 Road"_s);
    press(Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), u"London"_s);
    press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.after));
    QCOMPARE(page.editors.front()->value(), QJsonValue(u"12 Road\nLondon"_s));
    press(Qt::Key_Tab, Qt::ShiftModifier);
    press(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(page.before));
}

void TestFieldsKeyboard::countryByKeyboard()
{
    Page page({"passport.nationality"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.before->setFocus();
    press(Qt::Key_Tab);
    auto *box = qobject_cast<QComboBox *>(page.editors.front()->firstControl());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(box));
    QTest::keyClicks(box, u"swe"_s);
    QWidget *list = box->completer()->popup();
    QVERIFY(list->isVisible());
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(page.editors.front()->value(), QJsonValue(u"SWE"_s));
    QCOMPARE(box->currentText(), u"Sweden"_s);
    // The arrow keys go through the list, as in any combo box.
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(page.editors.front()->value() != QJsonValue(u"SWE"_s));
}

void TestFieldsKeyboard::statementByKeyboard()
{
    Page page({"declarations.true"});
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.before->setFocus();
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QCOMPARE(page.editors.front()->value(), QJsonValue(true));
    press(Qt::Key_Space);
    QVERIFY(page.editors.front()->value().isUndefined());
}

QTEST_MAIN(TestFieldsKeyboard)
#include "test_fields_keyboard.moc"
