// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

class QMenu;

namespace ttp::ui::style {

/// A button that opens a menu below itself. Qt leaves menus that stand alone out of the tree of assistive technology (a
/// popup is no child of QAccessibleApplication); here the open menu is a child of the button.
/// Not QPushButton::setMenu: that one waits in an event loop of its own, and a screen reader's press with it.
class MenuButton final : public QPushButton {
    Q_OBJECT
public:
    explicit MenuButton(QWidget *parent = nullptr);

    /// The button becomes the menu's parent; a menu that it had before is deleted.
    void setPopup(QMenu *menu);
    [[nodiscard]] QMenu *popup() const { return m_popup; }

private:
    void open();

    QPointer<QMenu> m_popup;
};

} // namespace ttp::ui::style
