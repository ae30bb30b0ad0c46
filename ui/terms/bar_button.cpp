// SPDX-License-Identifier: GPL-3.0-or-later
#include "bar_button.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QPainter>
#include <QPainterPath>

namespace ttp::ui {

BarButton::BarButton(Sign sign, QWidget *parent) : QToolButton(parent), m_sign(sign)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void BarButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked()) {
        const int thick = style::px(this, 3);
        painter.fillRect(QRect(0, height() - thick, width(), thick), style::colour(palette(), style::Role::Accent));
    }
    if (m_sign == Sign::None) {
        return;
    }
    const qreal half = style::px(this, 5);
    const qreal rise = m_sign == Sign::Up ? -half / 2 : half / 2;
    const QPointF middle = QRectF(rect()).center();
    QPainterPath chevron(middle + QPointF(-half, -rise));
    chevron.lineTo(middle + QPointF(0, rise));
    chevron.lineTo(middle + QPointF(half, -rise));
    const auto role = isEnabled() ? style::Role::Text : style::Role::Edge;
    painter.setPen(QPen(style::colour(palette(), role), style::px(this, 2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(chevron);
}

} // namespace ttp::ui
