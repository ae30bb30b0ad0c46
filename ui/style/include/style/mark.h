// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

class QPainter;

namespace ttp::ui::style {

/// The program's own mark, a gate opened by an arrow, painted into a square.
void drawMark(QPainter &painter, const QRectF &square, const QColor &gate, const QColor &arrow);

/// The mark on an accent tile, as the window's icon, in the sizes that platforms ask for.
[[nodiscard]] QIcon markIcon();

} // namespace ttp::ui::style
