// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <vector>

namespace ttp::ui {

/// A list that is searched by typing: parts of names in any of their languages, codes; width, case, accents and
/// hiragana make no difference. The wheel never changes the choice. Text that matches nothing stays.
class SearchBox final : public QComboBox {
    Q_OBJECT
public:
    struct Item {
        QString value;
        QString label;     ///< shown
        QStringList names; ///< whole names and codes that choose it when they are typed in full
    };

    explicit SearchBox(QWidget *parent);

    /// Replaces the items and keeps the value.
    void setItems(const std::vector<Item> &items);
    /// The chosen item's value, else the typed text; empty if there is none.
    [[nodiscard]] QString value() const;
    void setValue(const QString &value);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void wheelEvent(QWheelEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int find(const QString &typed) const;
    void settle();

    std::vector<Item> m_items;
};

} // namespace ttp::ui
