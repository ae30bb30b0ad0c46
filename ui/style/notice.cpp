// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/notice.h"

#include "painting.h"

#include <QEvent>
#include <QFontMetrics>
#include <QVBoxLayout>

namespace ttp::ui::style {

namespace {

Role inkOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Practice: return Role::PracticeText;
    case Notice::Kind::Error: return Role::Error;
    case Notice::Kind::Done: return Role::Done;
    case Notice::Kind::Information: break;
    }
    return Role::Accent;
}

Role groundOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Practice: return Role::PracticeGround;
    case Notice::Kind::Error: return Role::ErrorGround;
    case Notice::Kind::Done: return Role::DoneGround;
    case Notice::Kind::Information: break;
    }
    return Role::AccentTint;
}

} // namespace

void drawSign(QPainter &painter, const QRectF &square, Notice::Kind kind, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal line = square.width() * 0.1;
    const QPen pen(ink, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    const auto at = [&](qreal x, qreal y) {
        return QPointF(square.x() + x * square.width(), square.y() + y * square.height());
    };
    const auto dot = [&](QPointF centre) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(centre, line * 0.75, line * 0.75);
    };
    if (kind == Notice::Kind::Done) {
        painter.drawEllipse(square.adjusted(line, line, -line, -line));
        painter.restore();
        drawTick(&painter, square.adjusted(line, line, -line, -line), ink);
        return;
    }
    if (kind == Notice::Kind::Error || kind == Notice::Kind::Practice) {
        painter.drawPolygon(QPolygonF{at(0.5, 0.1), at(0.93, 0.86), at(0.07, 0.86)});
        painter.drawLine(at(0.5, 0.4), at(0.5, 0.58));
        dot(at(0.5, 0.72));
    } else {
        painter.drawEllipse(square.adjusted(line, line, -line, -line));
        painter.drawLine(at(0.5, 0.47), at(0.5, 0.7));
        dot(at(0.5, 0.3));
    }
    painter.restore();
}

Notice::Notice(Kind kind, QWidget *parent)
    : QFrame(parent),
      m_kind(kind),
      m_column(new QVBoxLayout(this)),
      m_heading(new Paragraph({}, TextRole::Label, this)),
      m_text(new Paragraph({}, TextRole::Body, this))
{
    m_heading->setColour(inkOf(kind));
    m_text->setColour(kind == Kind::Practice ? Role::PracticeText : Role::Text);
    m_heading->setMeasured(false);
    m_heading->hide();
    m_text->hide();
    m_column->addWidget(m_heading);
    m_column->addWidget(m_text);
    fit();
}

void Notice::setHeading(const QString &heading)
{
    m_heading->setPlainText(heading);
    m_heading->setVisible(!heading.isEmpty());
    name();
}

void Notice::setText(const QString &text)
{
    m_text->setPlainText(text);
    m_text->setVisible(!text.isEmpty());
    name();
}

void Notice::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

void Notice::setStrip(bool strip)
{
    m_strip = strip;
    m_text->setMeasured(!strip);
    fit();
    update();
}

void Notice::name()
{
    // A changed name reaches assistive technology without the focus (Qt 6.4 has no announcements).
    const QString words = m_heading->plainText().isEmpty() ? m_text->plainText() : m_heading->plainText();
    setAccessibleName(words);
}

void Notice::fit()
{
    const int vertical = px(this, m_strip ? 8 : 16);
    const int sign = px(this, 20) + px(this, 12);
    m_column->setSpacing(px(this, 8));
    m_column->setContentsMargins(px(this, 16) + sign, vertical, px(this, 16), vertical);
}

void Notice::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = colour(palette(), inkOf(m_kind));
    const QColor ground = colour(palette(), groundOf(m_kind));
    if (m_strip) {
        painter.fillRect(rect(), ground);
    } else {
        drawRounded(&painter, rect(), px(this, Radius), ground, ink);
    }
    const Paragraph *first = m_heading->isHidden() ? m_text : m_heading;
    const qreal side = px(this, 20);
    const qreal line = lineHeight(first->plainText()) * QFontInfo(first->font()).pixelSize();
    drawSign(painter, {qreal(px(this, 16)), first->y() + (line - side) / 2, side, side}, m_kind, ink);
}

} // namespace ttp::ui::style
