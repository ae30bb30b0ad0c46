// SPDX-License-Identifier: GPL-3.0-or-later
#include "bar_buttons.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace ttp::ui {

namespace {

void paintGround(QPainter &painter, const QAbstractButton *button)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (button->isEnabled() && (button->underMouse() || button->isDown())) {
        const int radius = style::px(button, style::Radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style::colour(button->palette(), style::Role::AccentTint));
        painter.drawRoundedRect(button->rect(), radius, radius);
        painter.setBrush(Qt::NoBrush);
    }
}

} // namespace

ChevronButton::ChevronButton(Points points, QWidget *parent) : QToolButton(parent), m_points(points)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void ChevronButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter, this);
    const qreal half = style::px(this, 5);
    const qreal rise = m_points == Points::Up ? -half / 2 : half / 2;
    const QPointF middle = QRectF(rect()).center();
    QPainterPath chevron(middle + QPointF(-half, -rise));
    chevron.lineTo(middle + QPointF(0, rise));
    chevron.lineTo(middle + QPointF(half, -rise));
    const QColor ink = style::colour(palette(), isEnabled() ? style::Role::Text : style::Role::Edge);
    painter.setPen(QPen(ink, style::px(this, 2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(chevron);
}

ChoiceButton::ChoiceButton(QWidget *parent) : QRadioButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QFont ChoiceButton::chosenFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize ChoiceButton::sizeHint() const
{
    const QSize words = QFontMetrics(chosenFont()).size(Qt::TextSingleLine, text());
    return {words.width() + 2 * style::px(this, 12), style::px(this, style::FieldHeight)};
}

bool ChoiceButton::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter, this);
    if (isChecked()) {
        const int thick = style::px(this, 3);
        painter.fillRect(QRect(0, height() - thick, width(), thick), style::colour(palette(), style::Role::Accent));
        painter.setFont(chosenFont());
    }
    painter.setPen(style::colour(palette(), style::Role::Text));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace ttp::ui
