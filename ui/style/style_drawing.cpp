// SPDX-License-Identifier: GPL-3.0-or-later
// The painting half of Style: one small function for each part.
#include "painting.h"
#include "style/metrics.h"
#include "style/style.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QStyleOption>

#include <algorithm>

namespace ttp::ui::style {

namespace {

qreal radius(const QWidget *widget)
{
    return px(widget, Radius);
}

bool is(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

QColor pressed(const QStyleOption *option, QColor base)
{
    const QColor text = colour(option->palette, Role::Text);
    if (!is(option, QStyle::State_Enabled)) {
        return base;
    }
    if (is(option, QStyle::State_Sunken)) {
        return towards(base, text, 0.18);
    }
    return is(option, QStyle::State_MouseOver) ? towards(base, text, 0.08) : base;
}

void drawButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool enabled = is(option, QStyle::State_Enabled);
    if (isPrimary(widget)) {
        const QColor fill = enabled ? pressed(option, colour(palette, Role::Accent)) : colour(palette, Role::Hairline);
        drawRounded(painter, option->rect, radius(widget), fill, {});
    } else if (isQuiet(widget)) {
        if (enabled && (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken))) {
            drawRounded(painter, option->rect, radius(widget), pressed(option, colour(palette, Role::AccentTint)), {});
        }
    } else if (is(option, QStyle::State_On)) {
        drawRounded(painter, option->rect, radius(widget), pressed(option, colour(palette, Role::AccentTint)),
                    colour(palette, Role::Accent), 2);
    } else {
        drawRounded(painter, option->rect, radius(widget), pressed(option, colour(palette, Role::Surface)),
                    colour(palette, enabled ? Role::Edge : Role::Hairline));
    }
}

// Border and ground of line edits, combo boxes and text edits.
void drawField(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool enabled = is(option, QStyle::State_Enabled);
    const bool focused = enabled && is(option, QStyle::State_HasFocus);
    QColor edge = colour(palette, enabled ? Role::Edge : Role::Hairline);
    qreal width = 1;
    if (isInvalid(widget)) {
        edge = colour(palette, Role::Error);
        width = 2;
    } else if (focused) {
        edge = colour(palette, Role::Accent);
    } else if (enabled && is(option, QStyle::State_MouseOver)) {
        edge = towards(edge, colour(palette, Role::Text), 0.4);
    }
    drawRounded(painter, option->rect, radius(widget), colour(palette, enabled ? Role::Surface : Role::Ground), edge,
                width);
}

void drawCheckBox(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool enabled = is(option, QStyle::State_Enabled);
    const QRectF box = option->rect;
    const bool on = option->state & (QStyle::State_On | QStyle::State_NoChange);
    if (on) {
        drawRounded(painter, box, radius(widget) - 2, colour(palette, enabled ? Role::Accent : Role::Edge), {});
        drawTick(painter, box, colour(palette, Role::OnAccent));
        return;
    }
    const QColor edge = isInvalid(widget) ? colour(palette, Role::Error) : colour(palette, Role::Edge);
    drawRounded(painter, box, radius(widget) - 2, pressed(option, colour(palette, Role::Surface)), edge, 1.5);
}

void drawRadioButton(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const QRectF box = option->rect;
    const bool on = is(option, QStyle::State_On);
    QColor edge = colour(palette, on ? Role::Accent : Role::Edge);
    if (isInvalid(widget)) {
        edge = colour(palette, Role::Error);
    }
    drawRounded(painter, box, box.width() / 2, pressed(option, colour(palette, Role::Surface)), edge, on ? 2 : 1.5);
    if (on) {
        const qreal inset = box.width() * 0.27;
        drawRounded(painter, box.adjusted(inset, inset, -inset, -inset), box.width() / 2,
                    colour(palette, is(option, QStyle::State_Enabled) ? Role::Accent : Role::Edge), {});
    }
}

void drawScrollBar(const QStyle *style, const QStyleOptionSlider *option, QPainter *painter, const QWidget *widget)
{
    if (option->minimum >= option->maximum) {
        return;
    }
    const bool upright = option->orientation == Qt::Vertical;
    QRectF thumb = style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const qreal inset = px(widget, 3);
    thumb = upright ? thumb.adjusted(inset, 2, -inset, -2) : thumb.adjusted(2, inset, -2, -inset);
    const bool active = option->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider)
        && (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const QColor edge = colour(option->palette, Role::Edge);
    drawRounded(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
                active ? towards(edge, colour(option->palette, Role::Text), 0.4) : edge, {});
}

QRect scrollBarPart(const QStyleOptionSlider *option, QStyle::SubControl part, const QWidget *widget)
{
    const QRect whole = option->rect;
    const bool upright = option->orientation == Qt::Vertical;
    const int length = upright ? whole.height() : whole.width();
    const int range = option->maximum - option->minimum;
    int slider = length;
    if (range > 0) {
        slider = int(qint64(option->pageStep) * length / std::max(1, range + option->pageStep));
        slider = std::clamp(slider, std::min(length, px(widget, 32)), length);
    }
    const int start = QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                                      length - slider, option->upsideDown);
    const auto stretch = [&](int from, int size) {
        return upright ? QRect(whole.x(), whole.y() + from, whole.width(), size)
                       : QRect(whole.x() + from, whole.y(), size, whole.height());
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider: return stretch(start, slider);
    case QStyle::SC_ScrollBarGroove: return whole;
    case QStyle::SC_ScrollBarSubPage: return stretch(0, start);
    case QStyle::SC_ScrollBarAddPage: return stretch(start + slider, length - start - slider);
    default: return {};
    }
}

void drawTab(const QStyleOptionTab *option, QPainter *painter, const QWidget *widget)
{
    const bool chosen = is(option, QStyle::State_Selected);
    const QRect below(option->rect.left(), option->rect.bottom() - px(widget, 2), option->rect.width(), px(widget, 3));
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                      colour(option->palette, Role::Hairline));
    if (chosen) {
        painter->fillRect(below, colour(option->palette, Role::Accent));
    }
}

void drawProgress(const QStyleOptionProgressBar *option, QPainter *painter, const QWidget *widget)
{
    const qreal height = px(widget, 8);
    const QRectF track(option->rect.x(), option->rect.center().y() - height / 2 + 0.5, option->rect.width(), height);
    drawRounded(painter, track, height / 2, colour(option->palette, Role::Hairline), {});
    const qint64 range = qint64(option->maximum) - option->minimum;
    // A bar without a range waits: a full, quiet bar and no movement; words tell what is going on.
    const qreal share = range > 0 ? qreal(option->progress - option->minimum) / qreal(range) : 1.0;
    QRectF done = track;
    done.setWidth(std::max(share > 0 ? height : 0.0, track.width() * std::clamp(share, 0.0, 1.0)));
    if (option->direction == Qt::RightToLeft) {
        done.moveRight(track.right());
    }
    drawRounded(painter, done, height / 2, colour(option->palette, range > 0 ? Role::Accent : Role::Edge), {});
}

} // namespace

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: return drawButton(option, painter, widget);
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0) {
            drawField(option, painter, widget);
        }
        return;
    }
    case PE_FrameLineEdit:
    case PE_FrameDefaultButton: return;
    case PE_FrameFocusRect:
        // The ring shows the focus; inside of a list the current row needs its own mark.
        if (qobject_cast<const QAbstractItemView *>(widget)) {
            drawRounded(painter, option->rect, 3, {}, colour(option->palette, Role::Accent), 2);
        }
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget)) {
            return drawField(option, painter, widget);
        }
        return drawRounded(painter, option->rect, 2, {}, colour(option->palette, Role::Edge));
    case PE_FrameMenu:
        painter->save();
        painter->setPen(colour(option->palette, Role::Edge));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return drawCheckBox(option, painter, widget);
    case PE_IndicatorRadioButton: return drawRadioButton(option, painter, widget);
    case PE_IndicatorArrowDown: {
        const qreal side = px(widget, 12);
        const QRectF square(QRectF(option->rect).center() - QPointF(side / 2, side / 2), QSizeF(side, side));
        return drawChevron(painter, square, colour(option->palette, Role::QuietText));
    }
    case PE_PanelButtonTool:
        if (option->state & (State_MouseOver | State_Sunken | State_On)) {
            drawRounded(painter, option->rect, radius(widget), pressed(option, colour(option->palette, Role::Hairline)),
                        {});
        }
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy = *button;
            const bool enabled = is(option, State_Enabled);
            Role role = isPrimary(widget) ? Role::OnAccent : isQuiet(widget) ? Role::Accent : Role::Text;
            if (!enabled) {
                role = Role::QuietText;
            }
            copy.palette.setColor(QPalette::ButtonText, colour(option->palette, role));
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_FocusFrame:
        return drawRounded(painter, option->rect, px(widget, Radius) + FocusMargin, {},
                           colour(option->palette, Role::Accent), 2);
    case CE_ProgressBarGroove: return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            return drawProgress(bar, painter, widget);
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            return drawTab(tab, painter, widget);
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            return drawScrollBar(this, slider, painter, widget);
        }
    }
    if (control == CC_ComboBox) {
        drawField(option, painter, widget);
        const qreal side = px(widget, 12);
        const QRectF arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        const QRectF square(arrow.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
        return drawChevron(painter, square, colour(option->palette, Role::QuietText));
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            return visualRect(option->direction, option->rect, scrollBarPart(slider, subControl, widget));
        }
    }
    if (control == CC_ComboBox) {
        const QRect whole = option->rect;
        QRect part = whole;
        if (subControl == SC_ComboBoxEditField) {
            part = whole.adjusted(px(widget, 10), 1, -px(widget, 36), -1);
        } else if (subControl == SC_ComboBoxArrow) {
            part = QRect(whole.right() - px(widget, 36), whole.y(), px(widget, 36), whole.height());
        }
        return visualRect(option->direction, whole, part);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace ttp::ui::style
