// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "command/arguments.h"

#include <QObject>

#include <functional>
#include <memory>

class QIODevice;

namespace ttp::command {

/// What a command works with; tests hand in others.
struct Surroundings {
    std::shared_ptr<const Clock> clock;
    std::function<QByteArray()> readInput; ///< reads a line of standard input with its end: at most 64 KiB
    QIODevice *output = nullptr; ///< standard output
    QIODevice *errors = nullptr; ///< standard error
    QString language;            ///< of the messages: `ja` or `en`
    QString dataFolder;          ///< absolute; made when something is written there
    bool canAsk = false;         ///< somebody sits at standard input
    QString program = QString(); ///< the program's own file, to look at screen and fonts in another process; empty: not done
};

/// One command of the command line. Runs on the event loop of the thread that made it and emits `ended` once.
class Command : public QObject {
    Q_OBJECT
public:
    Command(Arguments arguments, Surroundings surroundings);

    virtual void start() = 0;

Q_SIGNALS:
    void ended(int exitCode);

protected:
    [[nodiscard]] const Arguments &arguments() const { return m_arguments; }
    [[nodiscard]] const Surroundings &surroundings() const { return m_surroundings; }
    /// A sentence that is no result: to standard error.
    void say(const LocalizedText &text);

private:
    Arguments m_arguments;
    Surroundings m_surroundings;
};

/// Makes the command that the arguments name (never for the window).
[[nodiscard]] std::unique_ptr<Command> makeCommand(Arguments arguments, Surroundings surroundings);

/// Reports arguments that cannot be understood; returns the exit code.
[[nodiscard]] int reportUsage(const Failure &failure, bool json, const Surroundings &surroundings);

} // namespace ttp::command
