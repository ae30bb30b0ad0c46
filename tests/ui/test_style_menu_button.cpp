// SPDX-License-Identifier: GPL-3.0-or-later
// The open menu stands in the tree of assistive technology, below its button.
#include "style/menu_button.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ttp::ui::style::MenuButton;

class TestStyleMenuButton : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesAreInTheTree();
    void nextMenuReplacesTheLast();
};

void TestStyleMenuButton::entriesAreInTheTree()
{
    MenuButton button;
    button.setText(u"Menu"_s);
    auto *menu = new QMenu(&button);
    QAction *quit = menu->addAction(u"Quit"_s);
    button.setPopup(menu);
    button.show();
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&button);
    QCOMPARE(accessible->role(), QAccessible::ButtonMenu);
    QCOMPARE(accessible->childCount(), 0);
    QVERIFY(accessible->state().collapsed);

    accessible->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(menu->isVisible());
    QCOMPARE(accessible->childCount(), 1);
    QVERIFY(accessible->state().expanded);
    QAccessibleInterface *popup = accessible->child(0);
    QCOMPARE(popup->role(), QAccessible::PopupMenu);
    QCOMPARE(accessible->indexOfChild(popup), 0);
    QCOMPARE(popup->child(0)->text(QAccessible::Name), u"Quit"_s);
    const QSignalSpy chosen(quit, &QAction::triggered);
    popup->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(chosen.count(), 1);
    QVERIFY(!menu->isVisible());
    QCOMPARE(accessible->childCount(), 0);
}

void TestStyleMenuButton::nextMenuReplacesTheLast()
{
    MenuButton button;
    auto *first = new QMenu(&button);
    const QSignalSpy gone(first, &QObject::destroyed);
    button.setPopup(first);
    auto *second = new QMenu;
    button.setPopup(second);
    QCOMPARE(second->parentWidget(), &button);
    QCoreApplication::sendPostedEvents(first, QEvent::DeferredDelete);
    QCOMPARE(gone.count(), 1);
}

QTEST_MAIN(TestStyleMenuButton)
#include "test_style_menu_button.moc"
