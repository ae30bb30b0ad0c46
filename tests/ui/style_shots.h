// SPDX-License-Identifier: GPL-3.0-or-later
// The style as the tests install it, and pictures of what it draws.
#pragma once

#include "style/style.h"

#include <QApplication>
#include <QImage>
#include <QWidget>

namespace ttp::test {

/// On a platform font of 10 points, so that sizes are the same on every desktop.
inline ui::style::Style *installStyle()
{
    QFont platform = QApplication::font();
    platform.setPointSizeF(10);
    QApplication::setFont(platform);
    return ui::style::install(*qApp, ui::style::Scheme::Light, QStringLiteral("en"));
}

inline QImage shotOf(QWidget &widget)
{
    QImage image(widget.size(), QImage::Format_RGB32);
    widget.render(&image);
    return image;
}

inline int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
        }
    }
    return count;
}

} // namespace ttp::test
