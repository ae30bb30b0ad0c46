// SPDX-License-Identifier: GPL-3.0-or-later
// The menu of the window: appearance, starting anew, About.

#include "style/menu_button.h"
#include "wizard/wizard_window.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ttp::ui {

void WizardWindow::makeMenu()
{
    auto *menu = new QMenu(m_menuButton);
    menu->setTitle(tr("Menu")); // its name for assistive technology
    m_menuButton->setPopup(menu);
    QMenu *appearance = menu->addMenu(tr("Appearance"));
    const std::pair<QString, QString> schemes[]{
        {u"system"_s, tr("As the computer is set")}, {u"light"_s, tr("Light")}, {u"dark"_s, tr("Dark")}};
    for (const auto &[scheme, name] : schemes) {
        connect(appearance->addAction(name), &QAction::triggered, this,
                [this, scheme = scheme] { Q_EMIT schemeChosen(scheme); });
    }
    menu->addSeparator();
    m_plan = menu->addAction(tr("Plan of your visit"));
    m_plan->setEnabled(m_planPossible);
    connect(m_plan, &QAction::triggered, this, &WizardWindow::planRequested);
    if (!m_shared) {
        m_startPage = menu->addAction(tr("Start page"));
        m_startPage->setEnabled(m_startPagePossible);
        connect(m_startPage, &QAction::triggered, this, &WizardWindow::startPageRequested);
        m_passphrase = menu->addAction(tr("Save what I enter under a passphrase…"));
        m_passphrase->setVisible(m_passphrasePossible);
        connect(m_passphrase, &QAction::triggered, this, &WizardWindow::passphraseRequested);
        m_abandon = menu->addAction(tr("Discard and start again"));
        m_abandon->setEnabled(m_abandonPossible);
        connect(m_abandon, &QAction::triggered, this, &WizardWindow::abandonRequested);
    }
    if (m_canCheck) {
        connect(menu->addAction(tr("Check this computer…")), &QAction::triggered, this, &WizardWindow::checkRequested);
    }
    if (m_canErase) {
        m_erase = menu->addAction(tr("Erase everything this program has kept…"));
        m_erase->setEnabled(m_abandonPossible);
        connect(m_erase, &QAction::triggered, this, &WizardWindow::eraseRequested);
    }
    connect(menu->addAction(tr("About TTP Apply")), &QAction::triggered, this, &WizardWindow::showAbout);
    if (!m_shared) {
        menu->addSeparator();
        connect(menu->addAction(tr("Quit")), &QAction::triggered, this, &QWidget::close);
    }
}

void WizardWindow::setShared(bool shared)
{
    m_shared = shared;
    makeMenu();
}

void WizardWindow::setUpkeep(bool canErase, bool canCheck)
{
    m_canErase = canErase;
    m_canCheck = canCheck;
    makeMenu();
}

void WizardWindow::setAbandonPossible(bool possible)
{
    m_abandonPossible = possible;
    if (m_erase) {
        m_erase->setEnabled(possible);
    }
    if (m_abandon) {
        m_abandon->setEnabled(possible);
    }
}

void WizardWindow::setPassphrasePossible(bool possible)
{
    m_passphrasePossible = possible;
    if (m_passphrase) {
        m_passphrase->setVisible(possible);
    }
}

void WizardWindow::setPlanPossible(bool possible)
{
    m_planPossible = possible;
    if (m_plan) {
        m_plan->setEnabled(possible);
    }
}

void WizardWindow::setStartPagePossible(bool possible)
{
    m_startPagePossible = possible;
    if (m_startPage) {
        m_startPage->setEnabled(possible);
    }
}

void WizardWindow::showAbout()
{
    auto *about = new QMessageBox(this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setWindowTitle(tr("About TTP Apply"));
    about->setText(u"TTP Apply "_s + QCoreApplication::applicationVersion());
    about->setInformativeText(
        tr("Independent software. It is not the Immigration Services Agency's and is not connected with it. Out of the box "
           "it only practises; it becomes a way to apply when the operator of a service provides a service profile. To "
           "apply today, use the Agency's own site: isa.go.jp\n\n"
           "Free software under the GNU General Public License, version 3 or later."));
    about->setTextFormat(Qt::PlainText);
    about->open();
}

} // namespace ttp::ui
