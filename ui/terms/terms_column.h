// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clause_text.h"
#include "terms/terms.h"

#include <QMultiMap>
#include <QTextCursor>
#include <QWidget>

#include <vector>

namespace ttp::ui {

class SideNoteBox;

/// One language of the terms from top to bottom: its title, then heading and text of every clause. What is selected may
/// begin in one clause and end in another. Row 0 is the title, row n the n-th clause.
class TermsColumn final : public QWidget {
    Q_OBJECT
public:
    TermsColumn(const ttp::terms::Document &document, qreal zoom, QWidget *parent);

    [[nodiscard]] const QString &language() const { return m_language; }
    [[nodiscard]] int rows() const { return int(m_pieces.size() / 2) + 1; }
    [[nodiscard]] const std::vector<ClauseText *> &pieces() const { return m_pieces; }
    [[nodiscard]] int rowOf(int piece) const { return (piece + 1) / 2; }
    void setZoom(qreal zoom);
    [[nodiscard]] int measure() const;

    /// Lays a row out at that width; `baseline` is where the first line of it stands.
    struct RowSize {
        int height = 0;
        int baseline = 0;
    };
    [[nodiscard]] RowSize sizeOfRow(int row, int width) const;
    /// Puts a row's texts at this y of the column.
    void placeRow(int row, int y, int width);

    /// Where a selection begins or ends.
    struct Place {
        int piece = 0;
        int offset = 0;
        auto operator<=>(const Place &) const = default;
    };
    void select(const Place &anchor, const Place &caret);
    void select(const ClauseText *piece, const TextRange &range);
    void selectAll();
    void clearSelection();
    [[nodiscard]] bool hasCaret() const { return m_hasCaret; }
    /// Moves the selection's moving end, as Shift with the arrows does.
    void extend(QTextCursor::MoveOperation operation);
    /// The selected text; an empty line parts a clause from the next.
    [[nodiscard]] QString selectedText() const;
    void copy() const;
    /// The moving end in that piece, -1 if it is elsewhere.
    [[nodiscard]] int caretIn(const ClauseText *piece) const;
    [[nodiscard]] QRect rectOf(int piece, const TextRange &range) const;
    void askToShow(const ClauseText *piece, const TextRange &range);

Q_SIGNALS:
    /// This part of the column should be on the screen.
    void showRequested(const QRect &rect);
    /// The person began to select here.
    void pressed();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] Place placeAt(const QPoint &point) const;
    [[nodiscard]] Place moved(const Place &from, QTextCursor::MoveOperation operation) const;
    [[nodiscard]] int gapAfterHeading() const;
    [[nodiscard]] int gapBeforeNote() const;
    void showSelection();

    QString m_language;
    std::vector<ClauseText *> m_pieces; ///< title, heading, text, heading, text, …
    QMultiMap<int, SideNoteBox *> m_notes; ///< by row; they are no part of the text
    Place m_anchor;
    Place m_caret;
    bool m_hasCaret = false;
};

} // namespace ttp::ui
