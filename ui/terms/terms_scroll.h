// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTextCursor>

#include <optional>

namespace ttp::ui {

class TermsColumn;
class TermsSheet;

/// The window onto the sheet: scrolls, keeps the place when sizes change, and is the one stop of Tab for all texts.
class TermsScroll final : public QScrollArea {
    Q_OBJECT
public:
    explicit TermsScroll(QWidget *parent);

    [[nodiscard]] TermsSheet *sheet() const { return m_sheet; }
    /// Where the reader is: a clause, or what stands above them (row -1), and how much of it is scrolled away.
    struct Place {
        int row = -1;
        double part = 0;
    };
    [[nodiscard]] Place place() const;
    /// Lays the sheet out again and stays at that place; while it is hidden, as soon as it is shown.
    void rearrange(const Place &place);
    /// Follows up new columns: signals, and the keys work on this one.
    void adoptColumns();
    void setCurrentColumn(int column);
    /// Makes it the current column and forgets what was selected in the others.
    void workOn(int column);
    /// Scrolls a part of the sheet into the free room below the head.
    void reveal(const QRect &rect);
    [[nodiscard]] bool isEndOnScreen() const;
    /// True if some of that column can be seen.
    [[nodiscard]] bool isOnScreen(int column) const;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Something else is on the screen than before.
    void moved();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] TermsColumn *column() const;
    void goTo(const Place &place);
    [[nodiscard]] static std::optional<QTextCursor::MoveOperation> selecting(const QKeyEvent *event);
    [[nodiscard]] bool scrollByKey(const QKeyEvent *event);
    void beginSelection();
    void turnPage(int pages);
    void markCurrent();

    TermsSheet *m_sheet;
    int m_current = 0; ///< the column that the keys work on
    std::optional<Place> m_pending; ///< to be laid out when it is shown
};

} // namespace ttp::ui
