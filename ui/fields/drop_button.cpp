// SPDX-License-Identifier: GPL-3.0-or-later
#include "drop_button.h"

#include "style/metrics.h"
#include "style/palette.h"
#include "style/style.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include <algorithm>

namespace ttp::ui {

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile()) {
            paths.append(url.toLocalFile());
        }
    }
    return paths;
}

constexpr int Flags = Qt::TextWordWrap | Qt::AlignHCenter | Qt::AlignTop;

} // namespace

DropButton::DropButton(QWidget *parent) : QAbstractButton(parent)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum, QSizePolicy::PushButton);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void DropButton::setTexts(const QString &act, const QString &note)
{
    setText(act);
    setAccessibleName(act);
    m_note = note;
    updateGeometry();
    update();
}

int DropButton::words(int width) const
{
    const QRect room(0, 0, std::max(1, width - 2 * style::px(this, 24)), QWIDGETSIZE_MAX / 2);
    const int act = QFontMetrics(style::font(style::TextRole::Label)).boundingRect(room, Flags, text()).height();
    const int note = QFontMetrics(style::font(style::TextRole::Note)).boundingRect(room, Flags, m_note).height();
    return act + style::px(this, 4) + note;
}

int DropButton::heightForWidth(int width) const
{
    return words(width) + style::px(this, 24 + 8) + 2 * style::px(this, 16);
}

QSize DropButton::sizeHint() const
{
    const int width = style::px(this, 440);
    return {width, heightForWidth(width)};
}

QSize DropButton::minimumSizeHint() const
{
    return {style::px(this, 200), heightForWidth(style::px(this, 480))};
}

void DropButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void DropButton::dragEnterEvent(QDragEnterEvent *event)
{
    if (isEnabled() && !localFiles(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_over = true;
        update();
    }
}

void DropButton::dragLeaveEvent(QDragLeaveEvent *)
{
    m_over = false;
    update();
}

void DropButton::dropEvent(QDropEvent *event)
{
    m_over = false;
    update();
    const QStringList paths = localFiles(event->mimeData());
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT filesDropped(paths);
    }
}

void DropButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lively = isEnabled() && (m_over || underMouse() || isDown());
    const QColor accent = style::colour(palette(), isEnabled() ? style::Role::Accent : style::Role::QuietText);
    QPen edge(style::isInvalid(this) ? style::colour(palette(), style::Role::Error)
                  : lively           ? accent
                                     : style::colour(palette(), style::Role::Edge),
              m_over ? 2 : 1.5);
    edge.setStyle(Qt::CustomDashLine);
    edge.setDashPattern({4, 3});
    painter.setPen(edge);
    painter.setBrush(style::colour(palette(), lively ? style::Role::AccentTint : style::Role::Surface));
    const qreal radius = style::px(this, style::Radius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    // An arrow into a tray.
    const qreal side = style::px(this, 24);
    const QPointF corner((width() - side) / 2, style::px(this, 16));
    painter.setPen(QPen(accent, side / 12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&](qreal x, qreal y) { return corner + QPointF(x * side, y * side); };
    painter.drawLine(at(0.5, 0.1), at(0.5, 0.62));
    painter.drawPolyline(QPolygonF{at(0.3, 0.3), at(0.5, 0.1), at(0.7, 0.3)});
    painter.drawPolyline(QPolygonF{at(0.12, 0.62), at(0.12, 0.9), at(0.88, 0.9), at(0.88, 0.62)});

    const int inset = style::px(this, 24);
    QRect room(inset, int(corner.y() + side) + style::px(this, 8), width() - 2 * inset, height());
    painter.setFont(style::font(style::TextRole::Label));
    painter.setPen(accent);
    QRect used;
    painter.drawText(room, Flags, text(), &used);
    room.setTop(used.bottom() + style::px(this, 4));
    painter.setFont(style::font(style::TextRole::Note));
    painter.setPen(style::colour(palette(), style::Role::QuietText));
    painter.drawText(room, Flags, m_note);
}

} // namespace ttp::ui
