// SPDX-License-Identifier: GPL-3.0-or-later
#include "clause_accessible.h"

#include "clause_text.h"
#include "side_note_box.h"
#include "terms_changes.h"
#include "terms_column.h"
#include "terms_scroll.h"
#include "terms_sheet.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>

namespace ttp::ui {

using namespace Qt::StringLiterals;

namespace {

class ScrollAccessible final : public QAccessibleWidget {
public:
    explicit ScrollAccessible(TermsScroll *scroll) : QAccessibleWidget(scroll, QAccessible::Document) {}
};

// The head lies above the columns, so it is the last child; it is read before them.
class SheetAccessible final : public QAccessibleWidget {
public:
    explicit SheetAccessible(TermsSheet *sheet) : QAccessibleWidget(sheet, QAccessible::Client) {}

    int childCount() const override { return int(parts().size()); }
    QAccessibleInterface *child(int index) const override
    {
        return QAccessible::queryAccessibleInterface(parts().value(index));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child ? int(parts().indexOf(child->object())) : -1;
    }

private:
    QObjectList parts() const { return static_cast<TermsSheet *>(object())->readingOrder(); }
};

class GroupAccessible final : public QAccessibleWidget {
public:
    explicit GroupAccessible(QWidget *group) : QAccessibleWidget(group, QAccessible::Grouping) {}
};

class ColumnAccessible final : public QAccessibleWidget {
public:
    explicit ColumnAccessible(TermsColumn *column) : QAccessibleWidget(column, QAccessible::Grouping) {}
};

bool isHeading(ClauseText::Kind kind)
{
    return kind == ClauseText::Kind::Title || kind == ClauseText::Kind::Heading;
}

// The name of a piece is its text; the text interface lets a reader go by line, word and letter.
class ClauseAccessible final : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit ClauseAccessible(ClauseText *piece)
        : QAccessibleWidget(piece, isHeading(piece->kind()) ? QAccessible::Heading : QAccessible::StaticText)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this)
                                                  : QAccessibleWidget::interface_cast(type);
    }

    QString text(QAccessible::Text type) const override
    {
        return type == QAccessible::Name ? piece()->text() : QAccessibleWidget::text(type);
    }

    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = column() != nullptr; // remarks and changes are not selected
        return state;
    }

    void selection(int, int *from, int *to) const override
    {
        *from = piece()->selection().from;
        *to = piece()->selection().to;
    }
    int selectionCount() const override { return piece()->selection().from < piece()->selection().to ? 1 : 0; }
    void addSelection(int from, int to) override { select(from, to); }
    void removeSelection(int) override { select(0, 0); }
    void setSelection(int, int from, int to) override { select(from, to); }
    int cursorPosition() const override { return column() ? std::max(0, column()->caretIn(piece())) : 0; }
    void setCursorPosition(int position) override { select(position, position); }
    QString text(int from, int to) const override { return piece()->text().mid(from, to - from); }
    int characterCount() const override { return int(piece()->text().size()); }

    QRect characterRect(int offset) const override
    {
        const QRect rect = piece()->rectOf({offset, std::min(offset + 1, characterCount())});
        return {piece()->mapToGlobal(rect.topLeft()), rect.size()};
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const QPoint inside = piece()->mapFromGlobal(point);
        return piece()->rect().contains(inside) ? piece()->positionAt(inside) : -1;
    }
    void scrollToSubstring(int from, int to) override
    {
        if (column()) {
            column()->askToShow(piece(), {from, to});
        }
    }
    QString attributes(int, int *from, int *to) const override
    {
        *from = 0;
        *to = characterCount();
        return u"language:"_s + piece()->language() + u';';
    }

private:
    ClauseText *piece() const { return static_cast<ClauseText *>(object()); }
    TermsColumn *column() const { return qobject_cast<TermsColumn *>(piece()->parentWidget()); }

    void select(int from, int to)
    {
        if (column()) {
            const int last = characterCount();
            column()->select(piece(), {std::clamp(from, 0, last), std::clamp(to, 0, last)});
        }
    }
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    if (auto *piece = qobject_cast<ClauseText *>(object)) {
        return new ClauseAccessible(piece);
    }
    if (auto *sheet = qobject_cast<TermsSheet *>(object)) {
        return new SheetAccessible(sheet);
    }
    if (auto *scroll = qobject_cast<TermsScroll *>(object)) {
        return new ScrollAccessible(scroll);
    }
    if (auto *column = qobject_cast<TermsColumn *>(object)) {
        return new ColumnAccessible(column);
    }
    if (qobject_cast<SideNoteBox *>(object) || qobject_cast<TermsChanges *>(object)) {
        return new GroupAccessible(static_cast<QWidget *>(object));
    }
    return nullptr;
}

} // namespace

void installClauseAccessibility()
{
    // Qt keeps each factory once, however often it is installed.
    QAccessible::installFactory(makeInterface);
}

} // namespace ttp::ui
