// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace ttp::ui {

namespace style {
class Paragraph;
}

/// "N seconds left" over the whole screen, in both languages. A window of its own, so that it stands above every question
/// that is open. What extends the time is seen elsewhere; the button is there for those who look for one.
class WarningWindow final : public QWidget {
    Q_OBJECT
public:
    WarningWindow();

    /// Shows the seconds; a screen reader hears them at the beginning and at 20, 10 and 5.
    void count(int secondsLeft);
    /// What a screen reader hears.
    [[nodiscard]] QString spoken() const;

Q_SIGNALS:
    void goOn();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    style::Paragraph *m_japanese;
    style::Paragraph *m_english;
    QPushButton *m_goOn;
};

} // namespace ttp::ui
