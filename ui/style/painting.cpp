// SPDX-License-Identifier: GPL-3.0-or-later
#include "painting.h"

#include <cmath>

namespace ttp::ui::style {

namespace {

QPen stroke(const QColor &colour, qreal width)
{
    return {QBrush(colour), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

} // namespace

void drawRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
                 qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : Qt::NoBrush);
    painter->setPen(edge.isValid() ? QPen(edge, width) : QPen(Qt::NoPen));
    const qreal inset = edge.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void drawTick(QPainter *painter, const QRectF &square, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(stroke(colour, square.width() * 0.12));
    const auto at = [&](qreal x, qreal y) {
        return QPointF(square.x() + x * square.width(), square.y() + y * square.height());
    };
    painter->drawPolyline(QPolygonF{at(0.24, 0.53), at(0.43, 0.71), at(0.77, 0.32)});
    painter->restore();
}

void drawChevron(QPainter *painter, const QRectF &square, const QColor &colour)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(stroke(colour, std::max(1.5, square.width() * 0.14)));
    const auto at = [&](qreal x, qreal y) {
        return QPointF(square.x() + x * square.width(), square.y() + y * square.height());
    };
    painter->drawPolyline(QPolygonF{at(0.15, 0.34), at(0.5, 0.68), at(0.85, 0.34)});
    painter->restore();
}

QColor towards(const QColor &colour, const QColor &other, qreal share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return {mix(colour.red(), other.red()), mix(colour.green(), other.green()), mix(colour.blue(), other.blue())};
}

} // namespace ttp::ui::style
