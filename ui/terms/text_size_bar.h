// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace ttp::ui {

/// Chooses the size of the terms: 100, 125 or 150 percent of the program's text.
class TextSizeBar final : public QWidget {
    Q_OBJECT
public:
    explicit TextSizeBar(QWidget *parent);

    [[nodiscard]] int percent() const;
    /// Chooses the offered size that is nearest.
    void setPercent(int percent);
    /// The words before the sizes; a screen reader has them always.
    void setLabelShown(bool shown);
    /// What the bar needs without them.
    [[nodiscard]] int widthOfSizes() const;

Q_SIGNALS:
    void percentChanged(int percent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_label;
    QButtonGroup *m_sizes;
};

} // namespace ttp::ui
