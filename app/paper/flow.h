// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>

#include <memory>
#include <vector>

class QPaintDevice;
class QPainter;
class QTextLayout;

namespace ttp::paper {

class GlyphTexts;

/// Device units of one point (1/72 inch): the writer draws with 720 units an inch.
inline constexpr qreal Point = 10;
inline constexpr int UnitsPerInch = 720;
[[nodiscard]] constexpr qreal mm(qreal millimetres) { return millimetres / 25.4 * UnitsPerInch; }

/// Colours of the light scheme of the window.
namespace ink {
inline constexpr QColor Text(0x1a, 0x1f, 0x1e);
inline constexpr QColor Quiet(0x55, 0x60, 0x5e);
inline constexpr QColor Rule(0xd0, 0xd6, 0xd4);
inline constexpr QColor PracticeText(0x5c, 0x3b, 0x00);
inline constexpr QColor PracticeGround(0xff, 0xe2, 0xa8);
inline constexpr QColor Watermark(0xfd, 0xf4, 0xe1);
} // namespace ink

struct Face {
    qreal points = 10;
    bool bold = false;
    QColor colour = ink::Text;
};

/// The families that set Japanese as it is written in Japan, those installed first; empty if there is none.
[[nodiscard]] QStringList japaneseFamilies();

/// One line of a shaped text.
struct Line {
    std::shared_ptr<QTextLayout> layout;
    int number = 0;
    qreal height = 0;
    QColor colour;
};
using Column = std::vector<Line>;
[[nodiscard]] qreal heightOf(const Column &column);

/// Breaks texts into lines and lines into pages; knows nothing of what they say.
class Flow {
public:
    Flow(QPaintDevice &device, QStringList families, const QRectF &body);

    [[nodiscard]] Column shape(const QString &text, const Face &face, qreal width) const;
    /// Japanese, and below it English in a smaller and quiet face; once if they say the same.
    [[nodiscard]] Column shapeBoth(const LocalizedText &text, const Face &face, qreal width) const;

    [[nodiscard]] const QRectF &body() const { return m_body; }
    [[nodiscard]] qreal y() const { return m_y; }
    void skip(qreal height);
    /// Goes to a new page if less than `height` is left.
    void need(qreal height);
    void rule();
    /// Lines at `x`; goes on on the next page when the page is full.
    void place(const Column &column, qreal x);
    /// Two columns side by side. A row that would be torn stands on the next page as a whole, unless it is longer than
    /// half a page.
    void placeBeside(const Column &left, qreal leftX, const Column &right, qreal rightX);

    [[nodiscard]] int pageCount() const { return int(m_pages.size()); }
    void draw(QPainter &painter, int page, GlyphTexts &glyphs) const;

private:
    struct Placed {
        Line line;
        QPointF at;
    };
    struct Page {
        std::vector<Placed> lines;
        std::vector<qreal> rules;
    };
    void newPage();

    QPaintDevice &m_device;
    QStringList m_families;
    QRectF m_body;
    qreal m_y = 0;
    std::vector<Page> m_pages;
};

/// Draws a shaped text and notes what its glyphs stand for. All text is drawn by this.
void drawColumn(QPainter &painter, const Column &column, const QPointF &topLeft, GlyphTexts &glyphs);

} // namespace ttp::paper
