// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/card.h"

#include "painting.h"
#include "style/metrics.h"

namespace ttp::ui::style {

Card::Card(QWidget *parent) : QFrame(parent) {}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawRounded(&painter, rect(), px(this, Radius), colour(palette(), Role::Surface),
                colour(palette(), Role::Hairline));
}

Rule::Rule(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Role::Hairline));
}

} // namespace ttp::ui::style
