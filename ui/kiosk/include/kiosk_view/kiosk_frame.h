// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk_view/warning_window.h"

#include <QElapsedTimer>
#include <QUrl>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace ttp::ui {

/// The whole screen of a session on a shared machine: a bar with "finish and clear" above the program's window, and
/// everything kept away that would lead out: context menus, links, closing and minimising.
class KioskFrame final : public QWidget {
    Q_OBJECT
public:
    /// Takes over `content`; `losesSomething` tells whether the person must be asked before everything is cleared.
    KioskFrame(QWidget *content, std::function<bool()> losesSomething);
    ~KioskFrame() override;

    void setSending(bool sending);
    /// Counts down; any input says `input`.
    void warn(int secondsLeft);
    void calm();
    /// Asks first if something would be lost, then says `finished`.
    void finish();
    /// Empties clipboard and selection while they are this process's.
    static void clearClipboard();

Q_SIGNALS:
    /// Somebody is there; a few times a second at most, at once during a warning.
    void input();
    void finished();

public Q_SLOTS:
    /// Shows the address of a link as text: nothing is opened here. By name, because QDesktopServices asks for one.
    void showAddress(const QUrl &address);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(QWidget *content);
    void noticeInput();
    void say(const QString &words);

    std::function<bool()> m_losesSomething;
    QLabel *m_words;
    QPushButton *m_finish;
    WarningWindow m_warning;
    QElapsedTimer m_sinceInput;
    QPoint m_pointer;
    bool m_sending = false;
    bool m_asking = false;
};

} // namespace ttp::ui
