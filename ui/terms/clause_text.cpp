// SPDX-License-Identifier: GPL-3.0-or-later
#include "clause_text.h"

#include "style/metrics.h"
#include "style/palette.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QResizeEvent>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

style::TextRole roleOf(ClauseText::Kind kind)
{
    switch (kind) {
    case ClauseText::Kind::Title:
        return style::TextRole::Section;
    case ClauseText::Kind::Heading:
        return style::TextRole::Label;
    case ClauseText::Kind::Note:
        return style::TextRole::Note;
    case ClauseText::Kind::NoteHeading:
        return style::TextRole::NoteStrong;
    case ClauseText::Kind::Body:
        break;
    }
    return style::TextRole::Body;
}

bool isJapaneseFamily(const QString &family)
{
    return QFontDatabase::writingSystems(family).contains(QFontDatabase::Japanese);
}

// How many characters of a line are the marker of a list item: "1. ", 0 if it is none.
int markerLength(const QString &line)
{
    static const QRegularExpression marker(u"^[0-9]{1,3}\\.[ \u3000]?"_s);
    return int(marker.match(line).capturedLength());
}

QTextBlockFormat blockFormat(const QString &line, const QFont &font, qreal lineHeight)
{
    QTextBlockFormat format;
    // An empty line parts paragraphs; a whole one would tear them apart.
    format.setLineHeight(line.isEmpty() ? lineHeight * 0.45 : lineHeight, QTextBlockFormat::FixedHeight);
    if (const int marker = markerLength(line)) {
        const qreal indent = std::ceil(QFontMetricsF(font).horizontalAdvance(line.first(marker)));
        format.setLeftMargin(indent);
        format.setTextIndent(-indent);
    }
    return format;
}

} // namespace

ClauseText::ClauseText(Kind kind, const QString &text, const QString &language, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_text(text), m_language(language)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_document.setUndoRedoEnabled(false);
    m_document.setDocumentMargin(0);
    QTextOption option = m_document.defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_document.setDefaultTextOption(option);
    m_document.setPlainText(text);
    format();
}

QFont ClauseText::textFont() const
{
    QFont font = style::font(roleOf(m_kind));
    if (m_language.startsWith("ja"_L1)) {
        // Japanese text is set by a Japanese face whatever the program's language: digits and Latin words belong to it.
        QStringList families = font.families();
        std::ranges::stable_partition(families, isJapaneseFamily);
        font.setFamilies(families);
    }
    if (font.pixelSize() > 0) {
        font.setPixelSize(int(std::lround(font.pixelSize() * m_zoom)));
    } else {
        font.setPointSizeF(font.pointSizeF() * m_zoom);
    }
    return font;
}

void ClauseText::format()
{
    const QFont font = textFont();
    m_document.setDefaultFont(font);
    const qreal lineHeight = std::round(QFontInfo(font).pixelSize() * style::lineHeight(m_text));
    QTextCursor cursor(&m_document);
    for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        cursor.setBlockFormat(blockFormat(block.text(), font, lineHeight));
    }
    for (const Mark &mark : m_marks) {
        QTextCharFormat marked;
        marked.setFontStrikeOut(mark.kind == Mark::Kind::Struck);
        marked.setFontUnderline(mark.kind == Mark::Kind::Underlined);
        cursor.setPosition(mark.range.from);
        cursor.setPosition(mark.range.to, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(marked);
    }
    update();
}

void ClauseText::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    format();
}

void ClauseText::setColour(style::Role colour)
{
    m_colour = colour;
    update();
}

void ClauseText::setZoom(qreal zoom)
{
    if (zoom != m_zoom) {
        m_zoom = zoom;
        format();
    }
}

void ClauseText::layOut(int width) const
{
    // Qt lays the document out again even if the width is the same.
    if (m_document.textWidth() != width) {
        m_document.setTextWidth(width);
    }
}

int ClauseText::heightForWidth(int width) const
{
    layOut(width);
    return int(std::ceil(m_document.size().height()));
}

qreal ClauseText::firstBaseline() const
{
    const QTextBlock block = m_document.begin();
    const QRectF place = m_document.documentLayout()->blockBoundingRect(block);
    const QTextLayout *layout = block.layout();
    return layout->lineCount() ? place.y() + layout->lineAt(0).y() + layout->lineAt(0).ascent() : place.bottom();
}

int ClauseText::measure() const
{
    return style::measure(m_document.defaultFont(), m_text);
}

int ClauseText::positionAt(const QPoint &point) const
{
    return std::max(0, m_document.documentLayout()->hitTest(point, Qt::FuzzyHit));
}

QRect ClauseText::cursorRect(int position) const
{
    const QTextBlock block = m_document.findBlock(std::clamp(position, 0, int(m_text.size())));
    const QRectF place = m_document.documentLayout()->blockBoundingRect(block);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    if (!line.isValid()) {
        return QRectF(place.left(), place.top(), 1, place.height()).toAlignedRect();
    }
    const QPointF corner = block.layout()->position();
    return QRectF(corner.x() + line.cursorToX(position - block.position()), place.top() + line.y(), 1, line.height())
        .toAlignedRect();
}

QRect ClauseText::rectOf(const TextRange &range) const
{
    const QRect start = cursorRect(range.from);
    QRect end = cursorRect(range.to);
    if (range.to > range.from) {
        // What ends where a line is broken ends on that line, not at the begin of the next.
        const QRect last = cursorRect(range.to - 1);
        end = last.top() < end.top() ? last : end;
    }
    return start.top() == end.top() ? start.united(end)
                                    : QRect(0, start.top(), width(), end.bottom() - start.top() + 1);
}

void ClauseText::setSelection(const TextRange &range)
{
    if (range == m_selection) {
        return;
    }
    m_selection = range;
    update();
}

void ClauseText::setMatches(std::vector<TextRange> matches, int current)
{
    if (matches == m_matches && current == m_currentMatch) {
        return;
    }
    m_matches = std::move(matches);
    m_currentMatch = current;
    update();
}

void ClauseText::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = palette();
    context.palette.setColor(QPalette::Text, style::colour(palette(), m_colour));
    context.clip = event->rect();
    const auto mark = [&](const TextRange &range, const QColor &ground, const QColor &ink, bool underlined) {
        QAbstractTextDocumentLayout::Selection selection;
        selection.cursor = QTextCursor(&m_document);
        selection.cursor.setPosition(range.from);
        selection.cursor.setPosition(range.to, QTextCursor::KeepAnchor);
        selection.format.setBackground(ground);
        selection.format.setForeground(ink);
        selection.format.setFontUnderline(underlined);
        context.selections.append(selection);
    };
    // What was found is also underlined, the current match is filled: not by colour alone.
    for (size_t i = 0; i < m_matches.size(); ++i) {
        if (int(i) != m_currentMatch) {
            mark(m_matches[i], style::colour(palette(), style::Role::AccentTint),
                 style::colour(palette(), style::Role::Text), true);
        }
    }
    if (m_selection.from < m_selection.to) {
        mark(m_selection, palette().color(QPalette::Active, QPalette::Highlight),
             palette().color(QPalette::Active, QPalette::HighlightedText), false);
    }
    if (m_currentMatch >= 0) {
        mark(m_matches[size_t(m_currentMatch)], style::colour(palette(), style::Role::Accent),
             style::colour(palette(), style::Role::OnAccent), false);
    }
    m_document.documentLayout()->draw(&painter, context);
}

void ClauseText::resizeEvent(QResizeEvent *event)
{
    layOut(event->size().width());
    QWidget::resizeEvent(event);
}

void ClauseText::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        format();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace ttp::ui
