// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_box.h"

#include "base/text.h"
#include "style/metrics.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QWheelEvent>

#include <algorithm>

namespace ttp::ui {

namespace {

constexpr int SearchRole = Qt::UserRole + 1;

// Matches folded text anywhere in an item's names, and puts the label into the field.
class Completer final : public QCompleter {
public:
    Completer(QAbstractItemModel *model, QObject *parent) : QCompleter(model, parent)
    {
        setCompletionRole(SearchRole);
        setFilterMode(Qt::MatchContains);
        setCompletionMode(QCompleter::PopupCompletion);
        setMaxVisibleItems(10);
    }

    [[nodiscard]] QStringList splitPath(const QString &path) const override { return {searchKey(path)}; }
    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override
    {
        return index.data(Qt::DisplayRole).toString();
    }
};

} // namespace

SearchBox::SearchBox(QWidget *parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setMaxVisibleItems(12);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setModel(new QStandardItemModel(this));
    setCompleter(new Completer(model(), this));
    connect(this, &QComboBox::editTextChanged, this, &SearchBox::edited);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &SearchBox::settle);
}

void SearchBox::setItems(const std::vector<Item> &items)
{
    const QString kept = value();
    const QSignalBlocker quiet(this);
    m_items = items;
    auto *list = static_cast<QStandardItemModel *>(model());
    // Row by row, not anew: a model that begins anew empties the line, also while an input method is at work on it.
    if (list->rowCount() != int(m_items.size())) {
        list->clear();
        list->insertRows(0, int(m_items.size()));
        list->setColumnCount(1);
    }
    for (size_t i = 0; i < m_items.size(); ++i) {
        QStringList keys{searchKey(m_items[i].label)};
        for (const QString &name : m_items[i].names) {
            keys.append(searchKey(name));
        }
        auto *row = new QStandardItem(m_items[i].label);
        row->setData(keys.join(u'\n'), SearchRole);
        row->setEditable(false);
        list->setItem(int(i), row);
    }
    setValue(kept);
}

QString SearchBox::value() const
{
    const int index = find(currentText());
    return index >= 0 ? m_items[size_t(index)].value : currentText();
}

void SearchBox::setValue(const QString &value)
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [&](const Item &item) { return item.value == value; });
    // Text that stands there already is not written again: an input method may be at work on it.
    if (found == m_items.end() && currentIndex() < 0 && currentText() == value) {
        return;
    }
    setCurrentIndex(found == m_items.end() ? -1 : int(found - m_items.begin()));
    if (found == m_items.end()) {
        setEditText(value);
    }
    lineEdit()->setCursorPosition(0);
}

int SearchBox::find(const QString &typed) const
{
    // Two items may have one label: then the chosen one counts.
    if (currentIndex() >= 0 && itemText(currentIndex()) == typed) {
        return currentIndex();
    }
    const QString key = searchKey(typed);
    if (key.isEmpty()) {
        return -1;
    }
    for (size_t i = 0; i < m_items.size(); ++i) {
        const Item &item = m_items[i];
        if (searchKey(item.label) == key || std::any_of(item.names.begin(), item.names.end(), [&](const QString &name) {
                return searchKey(name) == key;
            })) {
            return int(i);
        }
    }
    return -1;
}

void SearchBox::settle()
{
    int index = find(currentText());
    const QString key = searchKey(currentText());
    if (index < 0 && !key.isEmpty()) {
        // What matches only one item means that item.
        int matches = 0;
        for (int row = 0; row < count(); ++row) {
            if (itemData(row, SearchRole).toString().contains(key)) {
                index = row;
                ++matches;
            }
        }
        index = matches == 1 ? index : -1;
    }
    if (index >= 0 && (currentIndex() != index || currentText() != itemText(index))) {
        setCurrentIndex(index);
        setEditText(itemText(index));
        Q_EMIT edited();
    }
}

QSize SearchBox::sizeHint() const
{
    int widest = 24;
    for (const Item &item : m_items) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(item.label));
    }
    const int width = std::clamp(widest + style::px(this, 56), style::px(this, 240), style::px(this, 380));
    return {width, QComboBox::sizeHint().height()};
}

QSize SearchBox::minimumSizeHint() const
{
    return {style::px(this, 140), sizeHint().height()};
}

void SearchBox::focusOutEvent(QFocusEvent *event)
{
    QComboBox::focusOutEvent(event);
    // The line edit keeps quiet while its completer is open.
    if (event->reason() != Qt::PopupFocusReason) {
        settle();
    }
}

void SearchBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace ttp::ui
