// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/mark.h"

#include "style/palette.h"

#include <QPainter>
#include <QPixmap>

namespace ttp::ui::style {

// Two posts and the half-open leaf of a gate; the arrow goes through.
void drawMark(QPainter &painter, const QRectF &square, const QColor &gate, const QColor &arrow)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 24, square.height() / 24);
    painter.setPen(QPen(gate, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{17, 8}, {17, 3.5}, {7, 3.5}, {7, 8}});
    painter.drawPolyline(QPolygonF{{17, 16}, {17, 20.5}, {7, 20.5}, {7, 16}});
    painter.setPen(QPen(arrow, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(2.5, 12), QPointF(21, 12));
    painter.drawPolyline(QPolygonF{{16.8, 7.8}, {21, 12}, {16.8, 16.2}});
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
