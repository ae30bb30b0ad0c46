// SPDX-License-Identifier: GPL-3.0-or-later
#include "side_note_box.h"

#include "clause_text.h"
#include "style/metrics.h"
#include "style/palette.h"
#include "terms/side_notes.h"

#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

SideNoteBox::SideNoteBox(const QString &text, const QString &language, QWidget *parent)
    : QWidget(parent),
      m_mark(new ClauseText(ClauseText::Kind::NoteHeading, terms::sideNoteMark().replace(u" / "_s, u"\n"_s), language, this)),
      m_text(new ClauseText(ClauseText::Kind::Note, text, language, this))
{
    setAccessibleName(terms::sideNoteMark());
    setCursor(Qt::ArrowCursor);
    setAttribute(Qt::WA_NoMousePropagation); // what is pressed here selects nothing in the text
    m_mark->setColour(style::Role::QuietText);
    m_text->setColour(style::Role::QuietText);
}

void SideNoteBox::setZoom(qreal zoom)
{
    m_mark->setZoom(zoom);
    m_text->setZoom(zoom);
}

int SideNoteBox::side() const
{
    return style::px(this, 12);
}

int SideNoteBox::above() const
{
    return style::px(this, 8);
}

int SideNoteBox::heightForWidth(int width) const
{
    const int inner = std::max(1, width - 2 * side());
    return m_mark->heightForWidth(inner) + style::px(this, 4) + m_text->heightForWidth(inner) + 2 * above();
}

void SideNoteBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int inner = std::max(1, width() - 2 * side());
    const int mark = m_mark->heightForWidth(inner);
    m_mark->setGeometry(side(), above(), inner, mark);
    m_text->setGeometry(side(), above() + mark + style::px(this, 4), inner, m_text->heightForWidth(inner));
}

void SideNoteBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen dashes(style::colour(palette(), style::Role::Edge));
    dashes.setStyle(Qt::DashLine);
    painter.setPen(dashes);
    painter.setBrush(style::colour(palette(), style::Role::Ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::px(this, 4), style::px(this, 4));
}

} // namespace ttp::ui
