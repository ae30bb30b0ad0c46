// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRadioButton>
#include <QToolButton>

namespace ttp::ui {

/// A small button with a chevron: the match before, the match after.
class ChevronButton final : public QToolButton {
    Q_OBJECT
public:
    enum class Points { Up, Down };

    ChevronButton(Points points, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Points m_points;
};

/// One of a few choices in a row: a radio button without its circle; the chosen one has a bar below, as a tab has.
class ChoiceButton final : public QRadioButton {
    Q_OBJECT
public:
    explicit ChoiceButton(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override;

private:
    [[nodiscard]] QFont chosenFont() const;
};

} // namespace ttp::ui
