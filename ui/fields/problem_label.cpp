// SPDX-License-Identifier: GPL-3.0-or-later
#include "problem_label.h"

#include "style/notice.h"

#include <QPainter>
#include <QVBoxLayout>

namespace ttp::ui {

ProblemLabel::ProblemLabel(QWidget *parent)
    : QWidget(parent), m_text(new style::Paragraph({}, style::TextRole::NoteStrong, this))
{
    m_text->setColour(style::Role::Error);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    fit();
    hide();
}

void ProblemLabel::setProblem(const QString &text)
{
    m_text->setPlainText(text);
    setVisible(!text.isEmpty());
}

void ProblemLabel::fit()
{
    layout()->setContentsMargins(style::px(this, 24), 0, 0, 0);
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && layout()) {
        fit();
    }
}

void ProblemLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal side = style::px(this, 16);
    const qreal line = style::lineHeight(m_text->plainText()) * QFontInfo(m_text->font()).pixelSize();
    style::drawSign(painter, {0, (line - side) / 2, side, side}, style::Notice::Kind::Error,
                    style::colour(palette(), style::Role::Error));
}

} // namespace ttp::ui
