// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace ttp::ui {

/// A small button above the terms: a chevron or a few words; a chosen one has a bar below, as a tab has.
class BarButton final : public QToolButton {
    Q_OBJECT
public:
    enum class Sign { None, Up, Down };

    explicit BarButton(Sign sign, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Sign m_sign;
};

} // namespace ttp::ui
