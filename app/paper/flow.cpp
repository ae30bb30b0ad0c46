// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow.h"

#include "glyph_texts.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ttp::paper {

namespace {

// Line heights as in the window: Japanese needs more room between its lines.
constexpr qreal LatinLeading = 1.45;
constexpr qreal JapaneseLeading = 1.6;
constexpr qreal EnglishShare = 0.85; ///< of the size of the Japanese above it

bool isLatin(const QString &text)
{
    return std::ranges::all_of(text, [](QChar character) { return character.unicode() < 0x2000; });
}

} // namespace

QStringList japaneseFamilies()
{
    QStringList found;
    const QStringList known{u"Noto Sans CJK JP"_s, u"Noto Sans JP"_s, u"Hiragino Sans"_s, u"Yu Gothic"_s,
                            u"Yu Gothic UI"_s, u"Meiryo"_s, u"IPAexGothic"_s};
    for (const QString &family : known) {
        if (QFontDatabase::hasFamily(family)) {
            found += family;
        }
    }
    return found;
}

qreal heightOf(const Column &column)
{
    return std::accumulate(column.begin(), column.end(), qreal(0),
                           [](qreal sum, const Line &line) { return sum + line.height; });
}

Flow::Flow(QPaintDevice &device, QStringList families, const QRectF &body)
    : m_device(device), m_families(std::move(families)), m_body(body)
{
    newPage();
}

Column Flow::shape(const QString &text, const Face &face, qreal width) const
{
    QFont font;
    font.setFamilies(m_families);
    font.setPointSizeF(face.points);
    font.setBold(face.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    QString lines = text;
    lines.replace(u'\n', QChar::LineSeparator);
    auto layout = std::make_shared<QTextLayout>(lines, font, &m_device);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    layout->setTextOption(option);
    Column column;
    const qreal least = face.points * Point * (isLatin(text) ? LatinLeading : JapaneseLeading);
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        // A line that is lower than the leading stands in its middle; a script with tall letters gets what it needs.
        const qreal height = std::max(least, line.height());
        line.setPosition({0, (height - line.height()) / 2});
        column.push_back({layout, line.lineNumber(), height, face.colour});
    }
    layout->endLayout();
    return column;
}

Column Flow::shapeBoth(const LocalizedText &text, const Face &face, qreal width) const
{
    const QString japanese = text.in(u"ja"_s);
    const QString english = text.in(u"en"_s);
    Column column = shape(japanese, face, width);
    if (english != japanese) {
        const Column below = shape(english, {face.points * EnglishShare, false, ink::Quiet}, width);
        column.insert(column.end(), below.begin(), below.end());
    }
    return column;
}

void Flow::newPage()
{
    m_pages.emplace_back();
    m_y = m_body.top();
}

void Flow::skip(qreal height)
{
    m_y += height;
}

void Flow::need(qreal height)
{
    if (m_y + height > m_body.bottom() && m_y > m_body.top()) {
        newPage();
    }
}

void Flow::rule()
{
    m_pages.back().rules.push_back(m_y);
}

void Flow::place(const Column &column, qreal x)
{
    placeBeside(column, x, {}, x);
}

void Flow::placeBeside(const Column &left, qreal leftX, const Column &right, qreal rightX)
{
    const qreal whole = std::max(heightOf(left), heightOf(right));
    if (whole <= m_body.height() / 2) {
        need(whole);
    }
    std::size_t l = 0;
    std::size_t r = 0;
    const auto put = [this](const Column &column, std::size_t &next, qreal x) {
        qreal y = m_y;
        for (; next < column.size(); ++next) {
            if (y + column[next].height > m_body.bottom() && y > m_body.top()) {
                break;
            }
            m_pages.back().lines.push_back({column[next], {x, y}});
            y += column[next].height;
        }
        return y;
    };
    while (true) {
        const qreal leftEnd = put(left, l, leftX);
        const qreal rightEnd = put(right, r, rightX);
        if (l == left.size() && r == right.size()) {
            m_y = std::max(leftEnd, rightEnd);
            return;
        }
        newPage();
    }
}

void Flow::draw(QPainter &painter, int page, GlyphTexts &glyphs) const
{
    const Page &drawn = m_pages[std::size_t(page)];
    painter.setPen(QPen(ink::Rule, 0.5 * Point));
    for (const qreal y : drawn.rules) {
        painter.drawLine(QPointF(m_body.left(), y), QPointF(m_body.right(), y));
    }
    for (const Placed &placed : drawn.lines) {
        drawColumn(painter, {placed.line}, placed.at, glyphs);
    }
}

void drawColumn(QPainter &painter, const Column &column, const QPointF &topLeft, GlyphTexts &glyphs)
{
    QPointF at = topLeft;
    for (const Line &line : column) {
        painter.setPen(line.colour);
        line.layout->lineAt(line.number).draw(&painter, at);
        glyphs.add(line.layout->lineAt(line.number), line.layout->text());
        at.ry() += line.height;
    }
}

} // namespace ttp::paper
