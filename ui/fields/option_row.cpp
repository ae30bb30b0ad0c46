// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/option_row.h"

#include "style/metrics.h"
#include "style/style.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace ttp::ui {

namespace {

struct Frame {
    int margin;    // inside of the row, at the sides
    int vertical;  // above and below
    int indicator; // side of the box
    int gap;       // between box and words
};

Frame frameOf(const QWidget *row)
{
    return {style::px(row, 14), style::px(row, 10), style::px(row, 22), style::px(row, 12)};
}

// Lays a text out with its script's line height; paints it if there is a painter. Returns its height.
qreal layText(QPainter *painter, QPointF at, qreal width, const QString &text, const QFont &font, const QColor &ink)
{
    if (text.isEmpty()) {
        return 0;
    }
    const qreal line = std::ceil(style::lineHeight(text) * QFontInfo(font).pixelSize());
    QTextLayout layout(text, font);
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine part = layout.createLine(); part.isValid(); part = layout.createLine()) {
        part.setLineWidth(std::max(1.0, width));
        part.setPosition({0, y + (line - part.height()) / 2});
        y += line;
    }
    layout.endLayout();
    if (painter) {
        painter->setPen(ink);
        layout.draw(painter, at);
    }
    return y;
}

int heightOf(const QWidget *row, const OptionText &text, int width)
{
    const Frame frame = frameOf(row);
    const qreal words = width - 2 * frame.margin - frame.indicator - frame.gap;
    const qreal title = layText(nullptr, {}, words, text.title, row->font(), {});
    const qreal hint = layText(nullptr, {}, words, text.hint, style::font(style::TextRole::Note), {});
    return std::max(style::px(row, 48), int(std::ceil(title + hint)) + 2 * frame.vertical);
}

QSize hintOf(const QWidget *row, const OptionText &text)
{
    const Frame frame = frameOf(row);
    const int words = std::max(row->fontMetrics().horizontalAdvance(text.title),
                               QFontMetrics(style::font(style::TextRole::Note)).horizontalAdvance(text.hint));
    const int width =
        std::min(words + 2 * frame.margin + frame.indicator + frame.gap + 2, style::px(row, style::ColumnWidth));
    return {width, heightOf(row, text, width)};
}

QSize minimumOf(const QWidget *row, const OptionText &text)
{
    const Frame frame = frameOf(row);
    const int width = 2 * frame.margin + frame.indicator + frame.gap + style::px(row, 96);
    return {width, std::min(heightOf(row, text, width), heightOf(row, text, style::px(row, 480)))};
}

void paintRow(QAbstractButton *row, const OptionText &text, const QStyleOptionButton &option,
              QStyle::PrimitiveElement indicator)
{
    QPainter painter(row);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &palette = row->palette();
    const bool on = row->isChecked();
    const bool pointed = row->isEnabled() && row->underMouse();
    const qreal width = on ? 2 : 1;
    style::Role edge = on ? style::Role::Accent : pointed ? style::Role::QuietText : style::Role::Edge;
    if (style::isInvalid(row)) {
        edge = style::Role::Error;
    }
    painter.setPen(QPen(style::colour(palette, edge), width));
    painter.setBrush(style::colour(palette, on ? style::Role::AccentTint : style::Role::Surface));
    const qreal radius = style::px(row, style::Radius);
    painter.drawRoundedRect(QRectF(row->rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);

    const Frame frame = frameOf(row);
    const qreal words = row->width() - 2 * frame.margin - frame.indicator - frame.gap;
    const qreal title = layText(nullptr, {}, words, text.title, row->font(), {});
    const qreal hint = layText(nullptr, {}, words, text.hint, style::font(style::TextRole::Note), {});
    const qreal top = std::max(qreal(frame.vertical), (row->height() - title - hint) / 2);
    const qreal line = style::lineHeight(text.title) * QFontInfo(row->font()).pixelSize();

    QStyleOptionButton box = option;
    box.rect =
        QRect(frame.margin, int(std::lround(top + (line - frame.indicator) / 2)), frame.indicator, frame.indicator);
    box.rect = QStyle::visualRect(row->layoutDirection(), row->rect(), box.rect);
    row->style()->drawPrimitive(indicator, &box, &painter, row);

    const bool mirrored = row->layoutDirection() == Qt::RightToLeft;
    const qreal left = mirrored ? frame.margin : frame.margin + frame.indicator + frame.gap;
    const style::Role ink = row->isEnabled() ? style::Role::Text : style::Role::QuietText;
    layText(&painter, {left, top}, words, text.title, row->font(), style::colour(palette, ink));
    layText(&painter, {left, top + title}, words, text.hint, style::font(style::TextRole::Note),
            style::colour(palette, style::Role::QuietText));
}

void setUp(QAbstractButton *row)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum, QSizePolicy::RadioButton);
    policy.setHeightForWidth(true);
    row->setSizePolicy(policy);
    row->setAttribute(Qt::WA_Hover);
}

void putTexts(QAbstractButton *row, const OptionText &text)
{
    // An ampersand in data is an ampersand, not a shortcut.
    row->setText(QString(text.title).replace(u'&', QStringLiteral("&&")));
    row->setAccessibleName(text.title);
    row->setAccessibleDescription(text.hint);
    row->updateGeometry();
    row->update();
}

} // namespace

RadioRow::RadioRow(QWidget *parent) : QRadioButton(parent)
{
    setUp(this);
}

void RadioRow::setTexts(const QString &title, const QString &hint)
{
    m_text = {title, hint};
    putTexts(this, m_text);
}

QSize RadioRow::sizeHint() const
{
    return hintOf(this, m_text);
}

QSize RadioRow::minimumSizeHint() const
{
    return minimumOf(this, m_text);
}

int RadioRow::heightForWidth(int width) const
{
    return heightOf(this, m_text, width);
}

void RadioRow::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    paintRow(this, m_text, option, QStyle::PE_IndicatorRadioButton);
}

bool RadioRow::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

CheckRow::CheckRow(QWidget *parent) : QCheckBox(parent)
{
    setUp(this);
}

void CheckRow::setTexts(const QString &title, const QString &hint)
{
    m_text = {title, hint};
    putTexts(this, m_text);
}

QSize CheckRow::sizeHint() const
{
    return hintOf(this, m_text);
}

QSize CheckRow::minimumSizeHint() const
{
    return minimumOf(this, m_text);
}

int CheckRow::heightForWidth(int width) const
{
    return heightOf(this, m_text, width);
}

void CheckRow::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    paintRow(this, m_text, option, QStyle::PE_IndicatorCheckBox);
}

bool CheckRow::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

} // namespace ttp::ui
