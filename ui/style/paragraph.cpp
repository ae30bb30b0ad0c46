// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/paragraph.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace ttp::ui::style {

using namespace Qt::StringLiterals;

Paragraph::Paragraph(const QString &text, TextRole role, QWidget *parent) : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // A click may put a cursor here, Tab passes by.
    setFocusPolicy(Qt::ClickFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setRole(this, role);
    m_text = text;
    render();
}

void Paragraph::setPlainText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        render();
    }
}

void Paragraph::setColour(Role role)
{
    m_colour = role;
    render();
}

void Paragraph::setMeasured(bool measured)
{
    m_measured = measured;
    render();
}

int Paragraph::widest() const
{
    if (m_widest == 0) {
        m_widest = m_measured ? measure(font(), m_text) : QWIDGETSIZE_MAX;
    }
    return m_widest;
}

int Paragraph::heightForWidth(int width) const
{
    // Nested layouts ask for the same few widths dozens of times, and every answer lays the whole text out anew.
    const int used = std::min(width, widest());
    if (const auto known = m_heights.constFind(used); known != m_heights.cend()) {
        return *known;
    }
    const QMargins margins = contentsMargins();
    const int height = QLabel::heightForWidth(used + margins.left() + margins.right());
    m_heights.insert(used, height);
    return height;
}

QSize Paragraph::minimumSizeHint() const
{
    return {px(this, 48), int(std::ceil(QFontMetricsF(font()).height()))};
}

QSize Paragraph::sizeHint() const
{
    const int width = int(std::ceil(QFontMetricsF(font()).horizontalAdvance(m_text))) + 2;
    const int shown = std::min(width, widest());
    return {shown, heightForWidth(shown)};
}

void Paragraph::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    // The measure is kept by an empty margin, so that layouts may still stretch the label.
    const int margin = std::max(0, event->size().width() - widest());
    const QMargins wanted =
        layoutDirection() == Qt::RightToLeft ? QMargins(margin, 0, 0, 0) : QMargins(0, 0, margin, 0);
    if (contentsMargins() != wanted) {
        setContentsMargins(wanted);
    }
}

void Paragraph::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        render();
    }
}

void Paragraph::render()
{
    if (m_rendering) {
        return;
    }
    m_rendering = true;
    m_heights.clear();
    m_widest = 0;
    QPalette wanted = palette();
    const QColor ink = colour(wanted, m_colour);
    if (m_colour != Role::Text && wanted.color(QPalette::Active, QPalette::WindowText) != ink) {
        wanted.setColor(QPalette::Active, QPalette::WindowText, ink);
        wanted.setColor(QPalette::Inactive, QPalette::WindowText, ink);
        setPalette(wanted);
    }
    const QFontMetricsF metrics(font());
    const qreal size = QFontInfo(font()).pixelSize();
    const int percent = int(std::lround(100 * lineHeight(m_text) * size / metrics.height()));
    QString html;
    const QStringList lines = m_text.split(u'\n');
    for (const QString &line : lines) {
        html += u"<p style=\"margin:0;line-height:%1%\">%2</p>"_s.arg(percent).arg(
            line.isEmpty() ? u"<br>"_s : line.toHtmlEscaped());
    }
    setText(m_text.isEmpty() ? QString() : html);
    setAccessibleName(m_text);
    setContentsMargins(0, 0, std::max(0, width() - widest()), 0);
    m_rendering = false;
    updateGeometry();
}

} // namespace ttp::ui::style
