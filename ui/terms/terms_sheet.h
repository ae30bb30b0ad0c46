// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terms/difference.h"
#include "terms/terms.h"

#include <QWidget>

#include <vector>

namespace ttp::ui::style {
class Paragraph;
}

namespace ttp::ui {

class ColumnHeading;
class TermsChanges;
class TermsColumn;
class TermsHeader;

/// What scrolls: notes on where the texts come from, the head that sticks to the top, the columns with their clauses
/// aligned and a thin rule between them. It keeps all documents and shows one or two of them.
class TermsSheet final : public QWidget {
    Q_OBJECT
public:
    explicit TermsSheet(QWidget *parent);

    /// Columns in the order of `documents`; none is shown before `show`.
    void setDocuments(const std::vector<const ttp::terms::Document *> &documents, qreal zoom);
    /// The texts above the columns, a list for each document; all are shown if only one column is.
    void setNotes(const std::vector<QStringList> &notes);
    /// What stands above everything else: what has changed since the person agreed. Nothing at first.
    void setChanges(const std::optional<ttp::terms::ChangesSince> &changes, const QString &language, qreal zoom);
    [[nodiscard]] bool hasChanges() const { return m_changes != nullptr; }
    void setShown(const std::vector<int> &columns);
    void setZoom(qreal zoom);
    [[nodiscard]] const std::vector<int> &shown() const { return m_shown; }
    [[nodiscard]] const std::vector<TermsColumn *> &columns() const { return m_columns; }

    /// Lays everything out for a view of that size and takes its width.
    void arrange(const QSize &view);
    /// Puts the head where it belongs when that much is scrolled away.
    void stick(int scrolled);
    void setCurrent(int column);

    /// What is shown, in the order in which one reads it.
    [[nodiscard]] QObjectList readingOrder() const;
    /// How much of the view the head covers: nothing where it would cover too much and scrolls away instead.
    [[nodiscard]] int headerHeight() const;
    [[nodiscard]] int rowTop(int row) const { return m_rowTops[size_t(row)]; }
    [[nodiscard]] int rowCount() const { return int(m_rowTops.size()); }
    /// Where the last clause ends; nothing but an empty margin is below.
    [[nodiscard]] int textBottom() const { return m_textBottom; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Grid {
        int left = 0;
        int width = 0; ///< of one column
        int step = 0;  ///< from column to column
    };
    [[nodiscard]] Grid gridFor(int width) const;
    [[nodiscard]] int arrangeNotes(const Grid &grid, int y);
    [[nodiscard]] int arrangeHeader(const Grid &grid, int width);
    void arrangeRows(const Grid &grid, int y);

    std::vector<TermsColumn *> m_columns;
    std::vector<ColumnHeading *> m_headings;
    std::vector<std::vector<style::Paragraph *>> m_notes;
    TermsChanges *m_changes = nullptr;
    TermsHeader *m_header;
    QWidget *m_notesGroup;
    std::vector<int> m_shown;
    std::vector<int> m_rowTops;
    std::vector<int> m_rules;
    Grid m_grid;
    int m_headerTop = 0;
    bool m_sticks = true;
    int m_textBottom = 0;
};

} // namespace ttp::ui
