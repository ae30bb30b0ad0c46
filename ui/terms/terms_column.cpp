// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_column.h"

#include "side_note_box.h"
#include "style/metrics.h"
#include "terms/side_notes.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace ttp::ui {

using namespace Qt::StringLiterals;

TermsColumn::TermsColumn(const terms::Document &document, qreal zoom, QWidget *parent)
    : QWidget(parent), m_language(document.language)
{
    setCursor(Qt::IBeamCursor);
    using Kind = ClauseText::Kind;
    m_pieces.push_back(new ClauseText(Kind::Title, document.title, m_language, this));
    for (const terms::Clause &clause : document.clauses) {
        m_pieces.push_back(new ClauseText(Kind::Heading, clause.heading, m_language, this));
        m_pieces.push_back(new ClauseText(Kind::Body, clause.text, m_language, this));
        const QStringList notes = terms::sideNotesOn(clause, m_language, terms::sideNotes());
        for (auto note = notes.crbegin(); note != notes.crend(); ++note) { // a row gives them back the other way round
            m_notes.insert(rows() - 1, new SideNoteBox(*note, m_language, this));
        }
    }
    setZoom(zoom);
}

void TermsColumn::setZoom(qreal zoom)
{
    for (ClauseText *piece : m_pieces) {
        piece->setZoom(zoom);
    }
    for (SideNoteBox *note : std::as_const(m_notes)) {
        note->setZoom(zoom);
    }
}

int TermsColumn::measure() const
{
    int widest = 0;
    for (const ClauseText *piece : m_pieces) {
        widest = std::max(widest, piece->kind() == ClauseText::Kind::Body ? piece->measure() : 0);
    }
    return widest;
}

int TermsColumn::gapAfterHeading() const
{
    return style::px(this, 4);
}

int TermsColumn::gapBeforeNote() const
{
    return style::px(this, 12);
}

TermsColumn::RowSize TermsColumn::sizeOfRow(int row, int width) const
{
    const size_t first = row == 0 ? 0 : size_t(row) * 2 - 1;
    RowSize size;
    size.height = m_pieces[first]->heightForWidth(width);
    size.baseline = int(std::lround(m_pieces[first]->firstBaseline()));
    if (row > 0) {
        size.height += gapAfterHeading() + m_pieces[first + 1]->heightForWidth(width);
    }
    for (const SideNoteBox *note : m_notes.values(row)) {
        size.height += gapBeforeNote() + note->heightForWidth(width);
    }
    return size;
}

void TermsColumn::placeRow(int row, int y, int width)
{
    const size_t first = row == 0 ? 0 : size_t(row) * 2 - 1;
    const int height = m_pieces[first]->heightForWidth(width);
    m_pieces[first]->setGeometry(0, y, width, height);
    if (row > 0) {
        ClauseText *body = m_pieces[first + 1];
        body->setGeometry(0, y + height + gapAfterHeading(), width, body->heightForWidth(width));
        int below = body->geometry().bottom() + 1;
        for (SideNoteBox *note : m_notes.values(row)) {
            below += gapBeforeNote();
            note->setGeometry(0, below, width, note->heightForWidth(width));
            below += note->height();
        }
    }
}

void TermsColumn::select(const Place &anchor, const Place &caret)
{
    m_anchor = anchor;
    m_caret = caret;
    m_hasCaret = true;
    showSelection();
}

void TermsColumn::select(const ClauseText *piece, const TextRange &range)
{
    const auto found = std::ranges::find(m_pieces, piece);
    if (found != m_pieces.end()) {
        const int index = int(found - m_pieces.begin());
        select({index, range.from}, {index, range.to});
    }
}

void TermsColumn::selectAll()
{
    select({0, 0}, {int(m_pieces.size()) - 1, int(m_pieces.back()->text().size())});
}

void TermsColumn::clearSelection()
{
    m_hasCaret = false;
    m_anchor = m_caret;
    showSelection();
}

void TermsColumn::showSelection()
{
    const auto [start, end] = std::minmax(m_anchor, m_caret);
    for (int i = 0; i < int(m_pieces.size()); ++i) {
        ClauseText *piece = m_pieces[size_t(i)];
        if (i < start.piece || i > end.piece) {
            piece->setSelection({});
        } else {
            piece->setSelection({i == start.piece ? start.offset : 0,
                                 i == end.piece ? end.offset : int(piece->text().size())});
        }
    }
}

TermsColumn::Place TermsColumn::moved(const Place &from, QTextCursor::MoveOperation operation) const
{
    const int last = int(m_pieces.size()) - 1;
    if (operation == QTextCursor::Start) {
        return {0, 0};
    }
    if (operation == QTextCursor::End) {
        return {last, int(m_pieces[size_t(last)]->text().size())};
    }
    const ClauseText *piece = m_pieces[size_t(from.piece)];
    QTextCursor cursor(piece->document().begin());
    cursor.setPosition(from.offset);
    if (cursor.movePosition(operation)) {
        return {from.piece, cursor.position()};
    }
    const bool back = operation == QTextCursor::Up || operation == QTextCursor::PreviousCharacter
                      || operation == QTextCursor::PreviousWord;
    const bool forth = operation == QTextCursor::Down || operation == QTextCursor::NextCharacter
                       || operation == QTextCursor::NextWord;
    const int next = from.piece + (forth ? 1 : 0) - (back ? 1 : 0);
    if (next == from.piece || next < 0 || next > last) {
        return next == from.piece ? from : moved(from, back ? QTextCursor::Start : QTextCursor::End);
    }
    const ClauseText *other = m_pieces[size_t(next)];
    if (operation == QTextCursor::Up || operation == QTextCursor::Down) {
        const int y = back ? other->height() - 1 : 0;
        return {next, other->positionAt({piece->cursorRect(from.offset).left(), y})};
    }
    return {next, back ? int(other->text().size()) : 0};
}

void TermsColumn::extend(QTextCursor::MoveOperation operation)
{
    select(m_anchor, moved(m_caret, operation));
    Q_EMIT showRequested(rectOf(m_caret.piece, {m_caret.offset, m_caret.offset}));
}

QString TermsColumn::selectedText() const
{
    QString all;
    for (const ClauseText *piece : m_pieces) {
        const TextRange &range = piece->selection();
        if (range.from >= range.to) {
            continue;
        }
        if (!all.isEmpty()) {
            all += piece->kind() == ClauseText::Kind::Body ? u"\n"_s : u"\n\n"_s;
        }
        all += piece->text().mid(range.from, range.to - range.from);
    }
    return all;
}

void TermsColumn::copy() const
{
    if (const QString text = selectedText(); !text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

int TermsColumn::caretIn(const ClauseText *piece) const
{
    return m_hasCaret && m_pieces[size_t(m_caret.piece)] == piece ? m_caret.offset : -1;
}

QRect TermsColumn::rectOf(int piece, const TextRange &range) const
{
    const ClauseText *shown = m_pieces[size_t(piece)];
    return shown->rectOf(range).translated(shown->pos());
}

void TermsColumn::askToShow(const ClauseText *piece, const TextRange &range)
{
    Q_EMIT showRequested(piece->rectOf(range).translated(piece->pos()));
}

TermsColumn::Place TermsColumn::placeAt(const QPoint &point) const
{
    // The last piece that begins above the point, so that gaps belong to the text before them.
    size_t index = 0;
    while (index + 1 < m_pieces.size() && m_pieces[index + 1]->y() <= point.y()) {
        ++index;
    }
    return {int(index), m_pieces[index]->positionAt(point - m_pieces[index]->pos())};
}

void TermsColumn::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        return QWidget::mousePressEvent(event);
    }
    const Place place = placeAt(event->position().toPoint());
    select(event->modifiers() & Qt::ShiftModifier && m_hasCaret ? m_anchor : place, place);
    Q_EMIT pressed();
}

void TermsColumn::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton)) {
        return;
    }
    select(m_anchor, placeAt(event->position().toPoint()));
    Q_EMIT showRequested(rectOf(m_caret.piece, {m_caret.offset, m_caret.offset}));
}

void TermsColumn::mouseReleaseEvent(QMouseEvent *event)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::LeftButton && clipboard->supportsSelection()) {
        if (const QString text = selectedText(); !text.isEmpty()) {
            clipboard->setText(text, QClipboard::Selection);
        }
    }
}

void TermsColumn::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    QTextCursor cursor(m_pieces[size_t(place.piece)]->document().begin());
    cursor.setPosition(place.offset);
    cursor.select(QTextCursor::WordUnderCursor);
    select({place.piece, cursor.selectionStart()}, {place.piece, cursor.selectionEnd()});
}

void TermsColumn::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copying = menu->addAction(tr("Copy"), this, &TermsColumn::copy);
    copying->setEnabled(!selectedText().isEmpty());
    menu->addAction(tr("Select all"), this, &TermsColumn::selectAll);
    menu->popup(event->globalPos());
}

} // namespace ttp::ui
