// SPDX-License-Identifier: GPL-3.0-or-later
#include "calendar_popup.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QCalendarWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QTableView>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

// Wide enough for passports and births; a calendar that begins in 4714 BC helps nobody.
const QDate Earliest(1900, 1, 1);
const QDate Latest(2199, 12, 31);

// Qt's own arrows are green balls.
QIcon arrow(const QWidget *widget, bool forward)
{
    const int side = style::px(widget, 20);
    QPixmap picture(QSize(side, side) * widget->devicePixelRatioF());
    picture.setDevicePixelRatio(widget->devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::colour(widget->palette(), style::Role::OnAccent), side / 10.0, Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    const qreal tip = side * (forward ? 0.65 : 0.35);
    const qreal end = side - tip;
    painter.drawPolyline(QPolygonF{{end, side * 0.2}, {tip, side * 0.5}, {end, side * 0.8}});
    return picture;
}

} // namespace

CalendarPopup::CalendarPopup(const QString &name, const QString &language, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_calendar(new QCalendarWidget(this)), m_day(new QLabel(this))
{
    setFrameShape(QFrame::Box);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(name);
    m_calendar->setAccessibleName(name);
    m_calendar->setLocale(QLocale(language));
    m_calendar->setFirstDayOfWeek(QLocale::system().firstDayOfWeek()); // the habit of the person, not of the language
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setDateEditEnabled(false);
    m_calendar->setGridVisible(false);
    paintDays();
    dressButton(u"qt_calendar_prevmonth"_s, tr("Previous month"), false);
    dressButton(u"qt_calendar_nextmonth"_s, tr("Next month"), true);
    auto *view = m_calendar->findChild<QTableView *>();
    view->setAccessibleName(name);
    view->installEventFilter(this);
    setFocusProxy(view);
    style::setRole(m_day, style::TextRole::Note);
    m_day->setTextFormat(Qt::PlainText);
    m_day->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    const int margin = style::px(this, 8);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    column->addWidget(m_calendar);
    column->addWidget(m_day);
    connect(m_calendar, &QCalendarWidget::selectionChanged, this, &CalendarPopup::tellDay);
    connect(m_calendar, &QCalendarWidget::clicked, this, &CalendarPopup::choose);
    connect(m_calendar, &QCalendarWidget::activated, this, &CalendarPopup::choose);
}

void CalendarPopup::dressButton(const QString &object, const QString &name, bool forward)
{
    if (auto *button = m_calendar->findChild<QToolButton *>(object)) {
        button->setIcon(arrow(button, forward));
        button->setAccessibleName(name);
        button->setToolTip(name);
    }
}

// Qt paints weekends in a red that a dark window swallows.
void CalendarPopup::paintDays()
{
    QTextCharFormat plain;
    plain.setForeground(style::colour(palette(), style::Role::Text));
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        m_calendar->setWeekdayTextFormat(Qt::DayOfWeek(day), plain);
    }
    QTextCharFormat head;
    head.setForeground(style::colour(palette(), style::Role::QuietText));
    m_calendar->setHeaderTextFormat(head);
}

void CalendarPopup::setRange(QDate from, QDate to)
{
    const QDate first = from.isValid() ? from : Earliest;
    const QDate last = to.isValid() ? to : Latest;
    if (first <= last) {
        m_calendar->setDateRange(first, last);
    }
}

void CalendarPopup::openBelow(QWidget *control, QDate day)
{
    m_calendar->setSelectedDate(std::clamp(day, m_calendar->minimumDate(), m_calendar->maximumDate()));
    tellDay();
    adjustSize();
    const QRect room = control->screen()->availableGeometry();
    QPoint at = control->mapToGlobal(QPoint(0, control->height()));
    if (at.y() + height() > room.bottom()) {
        at.setY(control->mapToGlobal(QPoint(0, 0)).y() - height());
    }
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(at);
    show();
    setFocus(Qt::PopupFocusReason);
}

void CalendarPopup::tellDay()
{
    const QString day = m_calendar->locale().toString(m_calendar->selectedDate(), QLocale::LongFormat);
    m_day->setText(day);
    m_day->setAccessibleName(day); // a changed name is what Qt 6.4 announces
}

void CalendarPopup::choose(QDate day)
{
    close();
    Q_EMIT chosen(day);
}

bool CalendarPopup::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    return QFrame::eventFilter(object, event);
}

} // namespace ttp::ui
