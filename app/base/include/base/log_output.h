// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace ttp::log {

/// Where the log goes, and how much of it.
struct Settings {
    enum class Level { Error, Info, Debug };

    Level level = Level::Error;
    QString file; ///< appended to, one line at a time; empty: standard error

    /// TTP_APPLY_LOG (error, info, debug; anything else counts as error) and TTP_APPLY_LOG_FILE.
    [[nodiscard]] static Settings fromEnvironment();
};

/// Takes the place of Qt's message handler: one at a time in a process, made by `main`. When it has ended, nothing is written
/// any more.
///
/// Lines of this program (base/log.h) are written as they are: time (UTC), level, category, text. QT_LOGGING_RULES can switch
/// their categories (`ttp.*`) on and off as those of any program. Of all other messages, Qt's own at any level included, no text
/// is written: nobody can know what is in it (Qt names files, and shows what is typed and sent). Only that there was an error or
/// a warning, and in which category; debugging messages not at all. Two exceptions, which name parts of the program only: what
/// loads plugins and libraries may say why it cannot, and whoever ends the program by a fatal message may say why.
class Output {
public:
    explicit Output(const Settings &settings);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    /// False if a file was named that cannot be opened: the log goes to standard error then.
    [[nodiscard]] bool isWhereAsked() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ttp::log
