// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/mark.h"

#include "style/palette.h"

#include <QPainter>
#include <QPixmap>

namespace ttp::ui::style {

// The two leaves of a gate swing open; the arrow goes ahead between them.
void drawMark(QPainter &painter, const QRectF &square, const QColor &gate, const QColor &arrow)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 24, square.height() / 24);
    painter.setPen(QPen(gate, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(gate);
    painter.drawPolygon(QPolygonF{{1.4, 5.2}, {5.4, 9.4}, {5.4, 18.4}, {1.4, 21.6}});
    painter.drawPolygon(QPolygonF{{22.6, 5.2}, {18.6, 9.4}, {18.6, 18.4}, {22.6, 21.6}});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(arrow, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(12, 21), QPointF(12, 3.4));
    painter.drawPolyline(QPolygonF{{8.2, 7}, {12, 3.2}, {15.8, 7}});
    painter.restore();
}

QIcon markIcon()
{
    QIcon icon;
    const QPalette palette = paletteFor(Scheme::Light, {});
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(palette, Role::Accent));
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22);
        const qreal inset = side * 0.16;
        drawMark(painter, QRectF(inset, inset, side - 2 * inset, side - 2 * inset), colour(palette, Role::OnAccent),
                 colour(palette, Role::OnAccent));
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace ttp::ui::style
