// SPDX-License-Identifier: GPL-3.0-or-later
#include "tab_order.h"

#include <QLayout>
#include <QWidget>

namespace ttp::ui {

namespace {

void collect(const QLayout *layout, QList<QWidget *> &controls);

void collect(QWidget *widget, QList<QWidget *> &controls)
{
    if (widget->focusPolicy() != Qt::NoFocus) {
        controls.append(widget);
    }
    if (widget->layout()) {
        collect(widget->layout(), controls);
    }
}

void collect(const QLayout *layout, QList<QWidget *> &controls)
{
    for (int i = 0; i < layout->count(); ++i) {
        const QLayoutItem *item = layout->itemAt(i);
        if (QWidget *widget = item->widget()) {
            collect(widget, controls);
        } else if (const QLayout *inner = const_cast<QLayoutItem *>(item)->layout()) {
            collect(inner, controls);
        }
    }
}

} // namespace

void putBefore(QWidget *part, QWidget *next)
{
    QWidget *last = next->previousInFocusChain();
    while (last != next && (last->focusPolicy() == Qt::NoFocus || part->isAncestorOf(last))) {
        last = last->previousInFocusChain();
    }
    QList<QWidget *> controls;
    collect(part, controls);
    for (QWidget *control : controls) {
        if (last != next) {
            QWidget::setTabOrder(last, control);
        }
        last = control;
    }
    if (last != next) {
        QWidget::setTabOrder(last, next);
    }
}

} // namespace ttp::ui
