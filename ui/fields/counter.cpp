// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QEvent>

namespace ttp::ui {

Counter::Counter(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    style::setRole(this, style::TextRole::Note);
}

void Counter::setCount(qsizetype count, int limit)
{
    m_count = count;
    m_limit = limit;
    render();
}

void Counter::render()
{
    const bool over = m_count > m_limit;
    QPalette wanted = palette();
    const QColor ink = style::colour(wanted, over ? style::Role::Error : style::Role::QuietText);
    if (wanted.color(QPalette::Active, QPalette::WindowText) != ink) {
        wanted.setColor(QPalette::Active, QPalette::WindowText, ink);
        wanted.setColor(QPalette::Inactive, QPalette::WindowText, ink);
        setPalette(wanted);
    }
    const QString numbers = tr("%1 / %2").arg(m_count).arg(m_limit);
    setText(over ? tr("%1: %n too many", nullptr, int(m_count - m_limit)).arg(numbers) : numbers);
}

void Counter::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        render();
    }
}

} // namespace ttp::ui
