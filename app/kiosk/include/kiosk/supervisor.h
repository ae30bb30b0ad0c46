// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/messages.h"
#include "kiosk/session.h"
#include "kiosk/wipe.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace ttp::kiosk {

/// How sessions are run.
struct Supervision {
    QString program; ///< absolute path of the program of a session
    QStringList arguments; ///< nothing of a person
    QByteArray settings; ///< one line without its end: the first that a session reads
    Durations durations;
    std::chrono::milliseconds silence = std::chrono::seconds(30); ///< without a report a session counts as stuck
    std::chrono::milliseconds ending = std::chrono::seconds(3);   ///< to end by itself before it is killed
    /// The environment of the next session, everything made ready for it; nothing if that failed.
    std::function<std::optional<QProcessEnvironment>()> prepare;
    std::vector<WipeStep> steps; ///< after each session
};

/// Stays when sessions come and go, and holds nothing of them: starts the process of a session, keeps its time, ends it,
/// wipes, checks, and starts the next one, or takes the machine out of service.
class Supervisor final : public QObject {
    Q_OBJECT
public:
    Supervisor(Supervision supervision, std::shared_ptr<const Times> times, QObject *parent = nullptr);
    ~Supervisor() override; ///< kills a session that still runs

    void start();
    /// Ends the session that runs, whatever it does, clears, and emits `stopped`.
    void stop();

    [[nodiscard]] State state() const { return m_session.state(); }
    /// Sessions that have been cleared.
    [[nodiscard]] int cleared() const { return m_cleared; }
    /// The process of the session; 0 if there is none.
    [[nodiscard]] qint64 sessionProcess() const { return m_process ? m_process->processId() : 0; }

Q_SIGNALS:
    void sessionCleared();
    /// Names of what is not clean; `session` if none can be started.
    void outOfService(const QStringList &left);
    void stopped();

private:
    void handle(Event event);
    void perform(Effects effects);
    void tick();
    void startSession();
    void endSession();
    void clear();
    void read();
    void onGone();
    void tell(const Command &command);
    [[nodiscard]] static Event eventOf(Report report);

    Supervision m_supervision;
    std::shared_ptr<const Times> m_times;
    Session m_session;
    QTimer m_ticking;
    QTimer m_killing;
    QTimer m_wipeAgain;
    QProcess *m_process = nullptr;
    std::chrono::milliseconds m_heard{0}; ///< when the session last said something
    std::optional<int> m_told;            ///< seconds of the last warning
    QStringList m_left;
    int m_wipes = 0;   ///< attempts after this session
    int m_unused = 0;  ///< sessions one after the other that ended before anybody used them
    int m_cleared = 0;
    bool m_stopping = false;
};

} // namespace ttp::kiosk
