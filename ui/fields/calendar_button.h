// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace ttp::ui {

/// A flat square button with the sheet of a calendar on it. Give it an accessible name and a tooltip.
class CalendarButton final : public QPushButton {
    Q_OBJECT
public:
    explicit CalendarButton(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ttp::ui
