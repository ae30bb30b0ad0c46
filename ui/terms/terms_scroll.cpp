// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_scroll.h"

#include "clause_accessible.h"
#include "style/metrics.h"
#include "terms_column.h"
#include "terms_sheet.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ttp::ui {

using namespace Qt::StringLiterals;

TermsScroll::TermsScroll(QWidget *parent) : QScrollArea(parent), m_sheet(new TermsSheet(this))
{
    installClauseAccessibility();
    setFrameShape(QFrame::StyledPanel);
    // The frame is rounded; what is inside keeps off its corners and lets its ground through.
    setViewportMargins(2, 2, 2, 2);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there, so that the width of the text never depends on its height.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFocusPolicy(Qt::StrongFocus);
    setWidget(m_sheet);
    m_sheet->setAutoFillBackground(false);
}

TermsColumn *TermsScroll::column() const
{
    return m_sheet->columns()[size_t(m_current)];
}

TermsScroll::Place TermsScroll::place() const
{
    if (m_pending) {
        return *m_pending;
    }
    const int scrolled = verticalScrollBar()->value();
    const int top = scrolled + m_sheet->headerHeight();
    Place place;
    if (scrolled == 0 || m_sheet->rowCount() == 0) {
        return place;
    }
    while (place.row + 1 < m_sheet->rowCount() && m_sheet->rowTop(place.row + 1) <= top) {
        ++place.row;
    }
    if (place.row < 0) {
        place.part = double(scrolled) / std::max(1, m_sheet->rowTop(0) - m_sheet->headerHeight());
        return place;
    }
    const int next = place.row + 1 < m_sheet->rowCount() ? m_sheet->rowTop(place.row + 1) : m_sheet->textBottom();
    place.part = double(top - m_sheet->rowTop(place.row)) / std::max(1, next - m_sheet->rowTop(place.row));
    return place;
}

void TermsScroll::goTo(const Place &place)
{
    int y = 0;
    if (place.row >= 0 && place.row < m_sheet->rowCount()) {
        const int top = m_sheet->rowTop(place.row);
        const int next = place.row + 1 < m_sheet->rowCount() ? m_sheet->rowTop(place.row + 1) : m_sheet->textBottom();
        y = top + int(std::lround(place.part * (next - top))) - m_sheet->headerHeight();
    }
    if (place.row < 0 && m_sheet->rowCount() > 0) {
        y = int(std::lround(place.part * (m_sheet->rowTop(0) - m_sheet->headerHeight())));
    }
    verticalScrollBar()->setValue(y);
    m_sheet->stick(verticalScrollBar()->value());
}

void TermsScroll::rearrange(const Place &place)
{
    if (!isVisible()) {
        m_pending = place;
        return;
    }
    m_pending.reset();
    m_sheet->arrange(viewport()->size());
    verticalScrollBar()->setSingleStep(style::px(this, 40));
    goTo(place);
    Q_EMIT moved();
}

void TermsScroll::adoptColumns()
{
    m_current = 0;
    for (int i = 0; i < int(m_sheet->columns().size()); ++i) {
        TermsColumn *column = m_sheet->columns()[size_t(i)];
        connect(column, &TermsColumn::pressed, this, [this, i] { workOn(i); });
        connect(column, &TermsColumn::showRequested, this,
                [this, column](const QRect &rect) { reveal(rect.translated(column->pos())); });
    }
}

void TermsScroll::workOn(int column)
{
    for (int i = 0; i < int(m_sheet->columns().size()); ++i) {
        if (i != column) {
            m_sheet->columns()[size_t(i)]->clearSelection();
        }
    }
    setCurrentColumn(column);
}

void TermsScroll::setCurrentColumn(int column)
{
    m_current = column;
    markCurrent();
}

void TermsScroll::markCurrent()
{
    m_sheet->setCurrent(hasFocus() ? m_current : -1);
}

void TermsScroll::reveal(const QRect &rect)
{
    const int margin = style::px(this, 12);
    const int scrolled = verticalScrollBar()->value();
    const int top = rect.top() - m_sheet->headerHeight() - margin;
    const int bottom = rect.bottom() + margin - viewport()->height();
    if (scrolled > top || scrolled < bottom) {
        // What is taller than the room shows its beginning.
        verticalScrollBar()->setValue(scrolled > top ? top : std::min(top, bottom));
    }
}

bool TermsScroll::isEndOnScreen() const
{
    return m_sheet->rowCount() > 0 && isVisible() && viewport()->height() > m_sheet->headerHeight()
           && verticalScrollBar()->value() + viewport()->height() >= m_sheet->textBottom();
}

bool TermsScroll::isOnScreen(int column) const
{
    const QRect place = m_sheet->columns()[size_t(column)]->geometry();
    const int top = verticalScrollBar()->value();
    return place.bottom() >= top + m_sheet->headerHeight() && place.top() < top + viewport()->height();
}

QSize TermsScroll::minimumSizeHint() const
{
    return {style::px(this, 240), style::px(this, 120)};
}

void TermsScroll::scrollContentsBy(int dx, int dy)
{
    QScrollArea::scrollContentsBy(dx, dy);
    m_sheet->stick(verticalScrollBar()->value());
    Q_EMIT moved();
}

void TermsScroll::resizeEvent(QResizeEvent *event)
{
    const Place here = place();
    QScrollArea::resizeEvent(event);
    rearrange(here);
}

void TermsScroll::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    if (m_pending) {
        rearrange(*m_pending);
    }
}

void TermsScroll::focusInEvent(QFocusEvent *event)
{
    QScrollArea::focusInEvent(event);
    markCurrent();
    update();
}

void TermsScroll::focusOutEvent(QFocusEvent *event)
{
    QScrollArea::focusOutEvent(event);
    markCurrent();
    update();
}

std::optional<QTextCursor::MoveOperation> TermsScroll::selecting(const QKeyEvent *event)
{
    constexpr std::pair<QKeySequence::StandardKey, QTextCursor::MoveOperation> Keys[] = {
        {QKeySequence::SelectNextChar, QTextCursor::NextCharacter},
        {QKeySequence::SelectPreviousChar, QTextCursor::PreviousCharacter},
        {QKeySequence::SelectNextWord, QTextCursor::NextWord},
        {QKeySequence::SelectPreviousWord, QTextCursor::PreviousWord},
        {QKeySequence::SelectNextLine, QTextCursor::Down},
        {QKeySequence::SelectPreviousLine, QTextCursor::Up},
        {QKeySequence::SelectStartOfLine, QTextCursor::StartOfLine},
        {QKeySequence::SelectEndOfLine, QTextCursor::EndOfLine},
        {QKeySequence::SelectStartOfDocument, QTextCursor::Start},
        {QKeySequence::SelectEndOfDocument, QTextCursor::End},
    };
    for (const auto &[key, operation] : Keys) {
        if (event->matches(key)) {
            return operation;
        }
    }
    return std::nullopt;
}

void TermsScroll::beginSelection()
{
    // As in a browser: from where the reader clicked or found something, else from what is at the top.
    if (!column()->hasCaret()) {
        const int row = std::max(0, place().row);
        const int piece = row == 0 ? 0 : row * 2 - 1;
        column()->select({piece, 0}, {piece, 0});
    }
}

void TermsScroll::turnPage(int pages)
{
    const int page = viewport()->height() - m_sheet->headerHeight() - style::px(this, 24);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + pages * std::max(page, style::px(this, 24)));
}

bool TermsScroll::scrollByKey(const QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        return false;
    }
    QScrollBar *bar = verticalScrollBar();
    const bool back = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        bar->setValue(bar->value() - bar->singleStep());
        return true;
    case Qt::Key_Down:
        bar->setValue(bar->value() + bar->singleStep());
        return true;
    case Qt::Key_PageUp:
        turnPage(-1);
        return true;
    case Qt::Key_PageDown:
        turnPage(1);
        return true;
    case Qt::Key_Space:
        turnPage(back ? -1 : 1);
        return true;
    case Qt::Key_Home:
        bar->setValue(0);
        return true;
    case Qt::Key_End:
        bar->setValue(bar->maximum());
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const auto &shown = m_sheet->shown();
        const bool first = (event->key() == Qt::Key_Left) == (layoutDirection() == Qt::LeftToRight);
        setCurrentColumn(first ? shown.front() : shown.back());
        return true;
    }
    default:
        return false;
    }
}

void TermsScroll::keyPressEvent(QKeyEvent *event)
{
    if (m_sheet->columns().empty()) {
        return QScrollArea::keyPressEvent(event);
    }
    if (event->matches(QKeySequence::Copy)) {
        column()->copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        workOn(m_current);
        column()->selectAll();
    } else if (const auto operation = selecting(event)) {
        workOn(m_current);
        beginSelection();
        column()->extend(*operation);
    } else if (!scrollByKey(event)) {
        QScrollArea::keyPressEvent(event);
    }
}

bool TermsScroll::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll) || selecting(key)) {
            event->accept();
            return true;
        }
    }
    return QScrollArea::event(event);
}

} // namespace ttp::ui
