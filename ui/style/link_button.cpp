// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/link_button.h"

#include "painting.h"
#include "style/metrics.h"

#include <QKeyEvent>

#include <algorithm>

namespace ttp::ui::style {

LinkButton::LinkButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Maximum, QSizePolicy::Minimum, QSizePolicy::PushButton);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QRect LinkButton::textRect(int width) const
{
    return fontMetrics().boundingRect(QRect(0, 0, std::max(1, width), QWIDGETSIZE_MAX / 2),
                                      Qt::TextWordWrap | Qt::AlignLeft, text());
}

QSize LinkButton::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(text()) + 2;
    return {width, std::max(fontMetrics().height() + px(this, 4), px(this, 28))};
}

QSize LinkButton::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), px(this, 80)), sizeHint().height()};
}

int LinkButton::heightForWidth(int width) const
{
    return std::max(textRect(width).height() + px(this, 4), px(this, 28));
}

bool LinkButton::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void LinkButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ink = colour(palette(), isEnabled() ? Role::Accent : Role::QuietText);
    if (!isEnabled() || isDown()) {
        ink = towards(ink, colour(palette(), Role::Text), isDown() ? 0.4 : 0);
    }
    QFont underlined = font();
    underlined.setUnderline(isEnabled());
    painter.setFont(underlined);
    painter.setPen(ink);
    painter.drawText(rect(), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter, text());
}

} // namespace ttp::ui::style
