// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/palette.h"

#include <QPainter>

namespace ttp::ui::style {

/// Fills and outlines a rounded rectangle crisply; an invalid colour leaves that part out.
void drawRounded(QPainter *painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge,
                 qreal width = 1);

/// A tick, a chevron that points down, a cross: strokes in a square.
void drawTick(QPainter *painter, const QRectF &square, const QColor &colour);
void drawChevron(QPainter *painter, const QRectF &square, const QColor &colour);

/// A colour moved towards another by a share of 0 to 1.
[[nodiscard]] QColor towards(const QColor &colour, const QColor &other, qreal share);

} // namespace ttp::ui::style
