// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_sheet.h"

#include "column_heading.h"
#include "style/metrics.h"
#include "style/paragraph.h"
#include "terms_changes.h"
#include "terms_column.h"
#include "terms_view/terms_view.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

template<typename Widget>
void discard(std::vector<Widget *> &widgets)
{
    qDeleteAll(widgets);
    widgets.clear();
}

} // namespace

QString nativeLanguageName(const QString &language)
{
    // Qt calls English "American English".
    if (language == "en"_L1) {
        return u"English"_s;
    }
    const QString name = QLocale(language).nativeLanguageName();
    return name.isEmpty() ? language : name;
}

TermsSheet::TermsSheet(QWidget *parent)
    : QWidget(parent), m_header(new TermsHeader(this)), m_notesGroup(new QWidget(this))
{
    m_notesGroup->stackUnder(m_header);
}

void TermsSheet::setDocuments(const std::vector<const terms::Document *> &documents, qreal zoom)
{
    discard(m_columns);
    discard(m_headings);
    m_header->setCurrent(nullptr);
    m_shown.clear();
    m_rowTops.clear();
    m_rules.clear();
    for (const terms::Document *document : documents) {
        const bool authoritative = document->role == terms::Role::Authoritative;
        m_headings.push_back(
            new ColumnHeading(nativeLanguageName(document->language), document->badge(), authoritative, m_header));
        m_columns.push_back(new TermsColumn(*document, zoom, this));
        m_headings.back()->hide();
        m_columns.back()->hide();
    }
    m_header->raise();
}

void TermsSheet::setNotes(const std::vector<QStringList> &notes)
{
    for (auto &paragraphs : m_notes) {
        discard(paragraphs);
    }
    m_notes.clear();
    for (const QStringList &texts : notes) {
        auto &paragraphs = m_notes.emplace_back();
        for (const QString &text : texts) {
            auto *paragraph = new style::Paragraph(text, style::TextRole::Note, m_notesGroup);
            paragraph->setColour(style::Role::QuietText);
            paragraphs.push_back(paragraph);
        }
    }
}

void TermsSheet::setChanges(const std::optional<terms::ChangesSince> &changes, const QString &language, qreal zoom)
{
    if (!changes) {
        delete std::exchange(m_changes, nullptr);
        return;
    }
    if (!m_changes) {
        m_changes = new TermsChanges(this);
        m_changes->stackUnder(m_notesGroup);
        m_changes->show();
    }
    m_changes->setContent(*changes, language, zoom);
}

void TermsSheet::setShown(const std::vector<int> &columns)
{
    m_shown = columns;
    const auto isShown = [&columns](size_t i) { return std::ranges::find(columns, int(i)) != columns.end(); };
    for (size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i]->setVisible(isShown(i));
        m_headings[i]->setVisible(isShown(i));
        for (style::Paragraph *note : m_notes[i]) {
            note->setVisible(columns.size() == 1 || isShown(i));
        }
    }
}

void TermsSheet::setZoom(qreal zoom)
{
    for (TermsColumn *column : m_columns) {
        column->setZoom(zoom);
    }
    if (m_changes) {
        m_changes->setZoom(zoom);
    }
}

TermsSheet::Grid TermsSheet::gridFor(int width) const
{
    const int count = int(m_shown.size());
    const int gap = style::px(this, 32);
    Grid grid;
    grid.left = style::px(this, width < style::px(this, 480) ? 16 : 24);
    int widest = 0;
    for (const int i : m_shown) {
        widest = std::max(widest, m_columns[size_t(i)]->measure());
    }
    grid.width = std::clamp((width - 2 * grid.left - (count - 1) * gap) / count, 1, std::max(1, widest));
    grid.step = grid.width + gap;
    return grid;
}

int TermsSheet::arrangeNotes(const Grid &grid, int y)
{
    const int gap = style::px(this, 8);
    const int top = y;
    int bottom = y;
    for (size_t i = 0; i < m_notes.size(); ++i) {
        const auto place = std::ranges::find(m_shown, int(i));
        const bool stacked = m_shown.size() == 1;
        if (!stacked && place == m_shown.end()) {
            continue;
        }
        int below = stacked ? bottom : top;
        const int x = stacked ? 0 : int(place - m_shown.begin()) * grid.step;
        for (style::Paragraph *note : m_notes[i]) {
            const int height = note->heightForWidth(grid.width);
            note->setGeometry(x, below - top, grid.width, height);
            below += height + gap;
        }
        bottom = std::max(bottom, below);
    }
    m_notesGroup->setGeometry(grid.left, top, width() - grid.left, bottom - top);
    return bottom;
}

int TermsSheet::arrangeHeader(const Grid &grid, int width)
{
    const int above = style::px(this, 8);
    const bool oneLine = std::ranges::all_of(
        m_shown, [&](int i) { return m_headings[size_t(i)]->fitsOneLine(grid.width); });
    int tallest = 0;
    for (const int i : m_shown) {
        tallest = std::max(tallest, m_headings[size_t(i)]->arrange(grid.width, oneLine));
    }
    for (size_t i = 0; i < m_shown.size(); ++i) {
        m_headings[size_t(m_shown[i])]->setGeometry(grid.left + int(i) * grid.step, above, grid.width, tallest);
    }
    m_header->resize(width, tallest + 2 * above + 1);
    return m_header->height();
}

void TermsSheet::arrangeRows(const Grid &grid, int y)
{
    const int space = style::px(this, 16);
    const int top = y;
    m_rowTops.clear();
    m_rules.clear();
    const int rows = m_columns[size_t(m_shown.front())]->rows();
    for (int row = 0; row < rows; ++row) {
        y += space;
        m_rowTops.push_back(y);
        std::vector<TermsColumn::RowSize> sizes;
        int baseline = 0;
        for (const int i : m_shown) {
            sizes.push_back(m_columns[size_t(i)]->sizeOfRow(row, grid.width));
            baseline = std::max(baseline, sizes.back().baseline);
        }
        int bottom = y;
        for (size_t i = 0; i < sizes.size(); ++i) {
            // First lines stand on one line although Japanese has the taller one.
            const int lower = baseline - sizes[i].baseline;
            m_columns[size_t(m_shown[i])]->placeRow(row, y + lower - top, grid.width);
            bottom = std::max(bottom, y + lower + sizes[i].height);
        }
        y = bottom;
        if (row + 1 < rows) {
            y += space;
            m_rules.push_back(y);
        }
    }
    m_textBottom = y;
    for (size_t i = 0; i < m_shown.size(); ++i) {
        m_columns[size_t(m_shown[i])]->setGeometry(grid.left + int(i) * grid.step, top, grid.width, y - top);
    }
}

void TermsSheet::arrange(const QSize &view)
{
    if (m_shown.empty()) {
        return;
    }
    const int width = view.width();
    m_grid = gridFor(width);
    resize(width, height());
    int top = style::px(this, 16);
    if (m_changes) {
        const bool beside = m_shown.size() > 1;
        const int across = beside ? int(m_shown.size() - 1) * m_grid.step + m_grid.width : m_grid.width;
        m_changes->setGeometry(m_grid.left, top, across, m_changes->arrange(across, beside));
        top += m_changes->height() + style::px(this, 24);
    }
    m_headerTop = arrangeNotes(m_grid, top);
    arrangeRows(m_grid, m_headerTop + arrangeHeader(m_grid, width));
    m_sticks = m_header->height() * 3 <= view.height();
    resize(width, m_textBottom + style::px(this, 24));
    update();
}

void TermsSheet::stick(int scrolled)
{
    m_header->move(0, m_sticks ? std::max(m_headerTop, scrolled) : m_headerTop);
}

void TermsSheet::setCurrent(int column)
{
    const bool marked = column >= 0 && m_shown.size() > 1;
    m_header->setCurrent(marked ? m_headings[size_t(column)] : nullptr);
}

QObjectList TermsSheet::readingOrder() const
{
    QObjectList parts{m_notesGroup, m_header};
    if (m_changes) {
        parts.prepend(m_changes);
    }
    for (const int i : m_shown) {
        parts.append(m_columns[size_t(i)]);
    }
    return parts;
}

int TermsSheet::headerHeight() const
{
    return m_sticks ? m_header->height() : 0;
}

void TermsSheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor line = style::colour(palette(), style::Role::Hairline);
    const int width = int(m_shown.size() - 1) * m_grid.step + m_grid.width;
    for (const int y : m_rules) {
        painter.fillRect(QRect(m_grid.left, y, width, 1), line);
    }
}

} // namespace ttp::ui
