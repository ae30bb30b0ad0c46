// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/menu_button.h"

#include <QAccessibleWidget>
#include <QMenu>

namespace ttp::ui::style {

namespace {

class AccessibleMenuButton final : public QAccessibleWidget {
public:
    explicit AccessibleMenuButton(MenuButton *button) : QAccessibleWidget(button, QAccessible::ButtonMenu) {}

    [[nodiscard]] int childCount() const override { return shown() ? 1 : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 && shown() ? QAccessible::queryAccessibleInterface(button()->popup()) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && shown() && child->object() == button()->popup() ? 0 : -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        return shown() && button()->popup()->geometry().contains(x, y) ? child(0) : nullptr;
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.hasPopup = true;
        state.expandable = true;
        state.expanded = shown();
        state.collapsed = !shown();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return widget()->isEnabled() ? QStringList{pressAction(), setFocusAction()} : QStringList();
    }
    void doAction(const QString &action) override
    {
        if (action == pressAction()) {
            button()->click();
        } else {
            QAccessibleWidget::doAction(action);
        }
    }

private:
    [[nodiscard]] MenuButton *button() const { return static_cast<MenuButton *>(widget()); }
    [[nodiscard]] bool shown() const { return button()->popup() && button()->popup()->isVisible(); }
};

QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    auto *button = className == QLatin1String(MenuButton::staticMetaObject.className()) ? qobject_cast<MenuButton *>(object)
                                                                                        : nullptr;
    return button ? new AccessibleMenuButton(button) : nullptr;
}

} // namespace

MenuButton::MenuButton(QWidget *parent) : QPushButton(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    connect(this, &QPushButton::clicked, this, &MenuButton::open);
}

void MenuButton::setPopup(QMenu *menu)
{
    if (m_popup) {
        m_popup->deleteLater();
    }
    m_popup = menu;
    if (menu) {
        menu->setParent(this, menu->windowFlags());
        // An entry that assistive technology presses would leave the menu open, over what it has opened.
        connect(menu, &QMenu::triggered, menu, &QWidget::close);
    }
}

void MenuButton::open()
{
    if (m_popup) {
        m_popup->popup(mapToGlobal(QPoint(0, height())));
    }
}

} // namespace ttp::ui::style
