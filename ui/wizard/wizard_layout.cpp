// SPDX-License-Identifier: GPL-3.0-or-later
// How the window uses its room, and in which order the focus goes through it.

#include "wizard/wizard_window.h"

#include "step_rail.h"
#include "style/menu_button.h"
#include "style/metrics.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ttp::ui {

namespace {

/// Narrower than this, in pixels at 100 % text, the rail folds into "Step 3 of 8".
constexpr int FoldWidth = 900;
/// Lower than this the title scrolls with the page; narrower than this the buttons stand above it.
constexpr int LowHeight = 520;
constexpr int SqueezedWidth = 520;
constexpr int SideMargin = 32;

} // namespace

void WizardWindow::placePage()
{
    if (!m_page) {
        return;
    }
    m_bodyLayout->removeWidget(m_page);
    m_bodyLayout->addWidget(m_page);
    fitColumn();
}

/// A wide page may use all the room; any other is a column that a person can read. By a margin and not by the page's
/// maximum width: box layouts ask for the height at a width that the page would never get, and lines would be cut off.
void WizardWindow::fitColumn()
{
    const int side = style::px(this, SideMargin);
    const int room = m_body->width() - 2 * side;
    const bool wide = m_page && m_page->isWide();
    const int spare = wide ? 0 : qMax(0, room - style::px(this, style::ColumnWidth));
    m_bodyLayout->setContentsMargins(side, style::px(this, 8), side + spare, style::px(this, 24));
}

bool WizardWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_body && event->type() == QEvent::Resize) {
        fitColumn();
    }
    return QWidget::eventFilter(watched, event);
}

/// Pages, rail and cards come and go, and Qt puts each new widget at the end of the focus chain: before every Tab the
/// chain is put in the order of the eye.
void WizardWindow::orderFocus()
{
    QList<QWidget *> order;
    for (QAbstractButton *step : m_rail->findChildren<QAbstractButton *>()) {
        order += step;
    }
    order << m_language << m_menuButton;
    for (QWidget *widget = nextInFocusChain(); widget != this; widget = widget->nextInFocusChain()) {
        if (m_page && m_page->isAncestorOf(widget) && widget->focusPolicy() != Qt::NoFocus) {
            order += widget;
        }
    }
    order << m_back << m_primary;
    for (qsizetype i = 0; i + 1 < order.size(); ++i) {
        setTabOrder(order.at(i), order.at(i + 1));
    }
}

bool WizardWindow::focusNextPrevChild(bool next)
{
    orderFocus();
    return QWidget::focusNextPrevChild(next);
}

void WizardWindow::fold()
{
    const bool narrow = width() < style::px(this, FoldWidth);
    const bool hasSteps = !m_steps.empty();
    m_rail->setVisible(hasSteps && !narrow);
    int current = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        if (m_steps[i].state == RailStep::State::Current) {
            current = int(i) + 1;
        }
    }
    m_stepCount->setVisible(hasSteps && narrow && current > 0);
    m_stepCount->setText(tr("Step %1 of %2").arg(current).arg(m_steps.size()));
    placeHeader();
}

/// In a low window (a small screen, large letters) the title scrolls with the page, so that the page keeps its room.
void WizardWindow::placeHeader()
{
    const bool low = height() < style::px(this, LowHeight);
    const int side = style::px(this, SideMargin);
    m_headerRow->setDirection(width() < style::px(this, SqueezedWidth) ? QBoxLayout::BottomToTop
                                                                       : QBoxLayout::LeftToRight);
    m_headerRow->setContentsMargins(low ? QMargins(0, 0, 0, style::px(this, 8))
                                        : QMargins(side, style::px(this, 24), style::px(this, 16), style::px(this, 16)));
    const bool scrolls = m_bodyLayout->indexOf(m_header) >= 0;
    if (low && !scrolls) {
        m_pane->removeWidget(m_header);
        m_bodyLayout->insertWidget(0, m_header);
    } else if (!low && scrolls) {
        m_bodyLayout->removeWidget(m_header);
        m_pane->insertWidget(0, m_header);
        m_scroll->raise(); // the header is read before the page
    }
}

} // namespace ttp::ui
