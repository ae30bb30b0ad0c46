// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ttp::ui {

/// `9 / 12`; too long a text is counted in words and in the error colour.
class Counter final : public QLabel {
    Q_OBJECT
public:
    explicit Counter(QWidget *parent);

    void setCount(qsizetype count, int limit);

protected:
    void changeEvent(QEvent *event) override;

private:
    void render();

    qsizetype m_count = 0;
    int m_limit = 0;
};

} // namespace ttp::ui
