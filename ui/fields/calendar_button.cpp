// SPDX-License-Identifier: GPL-3.0-or-later
#include "calendar_button.h"

#include "style/metrics.h"
#include "style/palette.h"
#include "style/style.h"

#include <QPainter>

#include <algorithm>

namespace ttp::ui {

CalendarButton::CalendarButton(QWidget *parent) : QPushButton(parent)
{
    style::setQuiet(this);
    setAutoDefault(false);
}

QSize CalendarButton::sizeHint() const
{
    const int side = std::max(style::px(this, style::FieldHeight), QPushButton::sizeHint().height());
    return {side, side};
}

void CalendarButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = style::px(this, 20);
    const QPointF corner((width() - side) / 2, (height() - side) / 2);
    const QColor ink = style::colour(palette(), isEnabled() ? style::Role::Accent : style::Role::QuietText);
    const auto at = [&](qreal x, qreal y) { return corner + QPointF(x * side, y * side); };
    painter.setPen(QPen(ink, side / 12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawRoundedRect(QRectF(at(0.08, 0.16), at(0.92, 0.94)), side / 10, side / 10);
    painter.drawLine(at(0.08, 0.4), at(0.92, 0.4));
    painter.drawLine(at(0.32, 0.04), at(0.32, 0.24));
    painter.drawLine(at(0.68, 0.04), at(0.68, 0.24));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (const QPointF &day : {at(0.3, 0.57), at(0.5, 0.57), at(0.7, 0.57), at(0.3, 0.77), at(0.5, 0.77)}) {
        painter.drawEllipse(day, side / 18, side / 18);
    }
}

} // namespace ttp::ui
