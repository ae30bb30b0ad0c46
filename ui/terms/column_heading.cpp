// SPDX-License-Identifier: GPL-3.0-or-later
#include "column_heading.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QPainter>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

TermsBadge::TermsBadge(const QString &text, bool authoritative, QWidget *parent)
    : QLabel(parent), m_text(text), m_authoritative(authoritative)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(text);
    style::setRole(this, style::TextRole::Note);
}

int TermsBadge::widthOfOneLine() const
{
    return fontMetrics().horizontalAdvance(m_text) + 2 * style::px(this, 8) + 2;
}

QSize TermsBadge::fit(int width)
{
    const int side = style::px(this, 8);
    setContentsMargins(side, style::px(this, 2), side, style::px(this, 2));
    const bool oneLine = widthOfOneLine() <= width;
    setText(oneLine ? m_text : QString(m_text).replace(u" / "_s, u"\n"_s));
    int widest = 0;
    for (const QString &line : text().split(u'\n')) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(line));
    }
    const int shown = std::min(width, widest + 2 * side + 2);
    return {shown, QLabel::heightForWidth(shown)};
}

void TermsBadge::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground = style::colour(palette(), style::Role::AccentTint);
    painter.setPen(style::colour(palette(), style::Role::Edge));
    painter.setBrush(m_authoritative ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::px(this, 4), style::px(this, 4));
    painter.end();
    QLabel::paintEvent(event);
}

ColumnHeading::ColumnHeading(const QString &languageName, const QString &badge, bool authoritative, QWidget *parent)
    : QWidget(parent), m_name(new QLabel(languageName, this)), m_badge(new TermsBadge(badge, authoritative, this))
{
    m_name->setTextFormat(Qt::PlainText);
    style::setRole(m_name, style::TextRole::Label);
}

bool ColumnHeading::fitsOneLine(int width) const
{
    return m_name->sizeHint().width() + style::px(this, 12) + m_badge->widthOfOneLine() <= width;
}

int ColumnHeading::arrange(int width, bool oneLine)
{
    const int gap = style::px(this, 12);
    const QSize name = m_name->sizeHint();
    if (oneLine) {
        const QSize badge = m_badge->fit(width - name.width() - gap);
        const int height = std::max(name.height(), badge.height());
        m_name->setGeometry(0, 0, name.width(), height);
        m_badge->setGeometry(name.width() + gap, (height - badge.height()) / 2, badge.width(), badge.height());
        return height;
    }
    const QSize badge = m_badge->fit(width);
    const int below = name.height() + style::px(this, 4);
    m_name->setGeometry(0, 0, width, name.height());
    m_badge->setGeometry(0, below, badge.width(), badge.height());
    return below + badge.height();
}

void TermsHeader::setCurrent(const QWidget *heading)
{
    if (m_current != heading) {
        m_current = heading;
        update();
    }
}

void TermsHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), style::colour(palette(), style::Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), style::colour(palette(), style::Role::Edge));
    if (m_current) {
        const int thick = style::px(this, 3);
        painter.fillRect(QRect(m_current->x(), height() - thick, m_current->width(), thick),
                         style::colour(palette(), style::Role::Accent));
    }
}

} // namespace ttp::ui
