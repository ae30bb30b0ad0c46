// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <variant>

namespace ttp::kiosk {

// What the supervisor and a session's process say to each other: fixed words, one a line, through the process's standard
// input and output. Nothing that a person entered has a place in them.

/// The session says what happens in it.
enum class Report {
    Alive,    ///< every few seconds: its event loop runs
    Input,    ///< somebody is there
    Sending,  ///< an application is on its way
    Settled,  ///< no longer: its outcome is on the screen
    Finished, ///< "finish and clear"
};

/// The supervisor says what to do.
struct Warn {
    int seconds; ///< left
    bool operator==(const Warn &) const = default;
};
enum class Order {
    Calm,   ///< take the warning away
    Refuse, ///< say why "finish and clear" is not possible now
    End,    ///< empty the clipboard and end
};
using Command = std::variant<Order, Warn>;

/// Longest line of a report or a command; the settings, the first line that a session gets, may be longer.
inline constexpr qsizetype LongestLine = 32;

[[nodiscard]] QByteArray toLine(Report report);
[[nodiscard]] QByteArray toLine(const Command &command);
/// Without line end; nothing if it is none.
[[nodiscard]] std::optional<Report> readReport(QByteArrayView line);
[[nodiscard]] std::optional<Command> readCommand(QByteArrayView line);

} // namespace ttp::kiosk
