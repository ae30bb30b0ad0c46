// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/messages.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QSocketNotifier;

namespace ttp::kiosk {

/// The session's end of the line to the supervisor. When the supervisor has gone, the process ends at once.
class SessionLine final : public QObject {
    Q_OBJECT
public:
    /// Reads commands and writes reports by descriptor; `alive` is said by itself.
    SessionLine(int input, int output, QObject *parent = nullptr);

    void say(Report report) const;

    /// The first line, which carries the settings, without its end; empty if there is none or the line is closed. Waits for it.
    [[nodiscard]] static QByteArray readSettings(int input);

Q_SIGNALS:
    void warned(int secondsLeft);
    void calmed();
    void refused();
    void ended();

private:
    void read();
    void obey(const Command &command);

    int m_input;
    int m_output;
    QByteArray m_read;
    QSocketNotifier *m_notifier;
    QTimer m_alive;
};

} // namespace ttp::kiosk
