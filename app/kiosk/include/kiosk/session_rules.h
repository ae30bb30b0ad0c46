// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>

#include <array>

namespace ttp::kiosk {

/// Where a session on a shared machine stands.
enum class State {
    Idle,         ///< the start page waits for somebody; nothing to clear
    InUse,        ///< somebody is at it
    Warning,      ///< nobody has been for a while: the seconds are counted down, any input goes on
    Sending,      ///< an application is under way: no time-out until its outcome is told
    Clearing,     ///< the session's process is ended, then everything it may have left is wiped and looked for
    OutOfService, ///< something was left, or no session can be started: staff is needed; nothing leads out of it
};
inline constexpr std::array AllStates{State::Idle,    State::InUse,    State::Warning,
                                      State::Sending, State::Clearing, State::OutOfService};

enum class Event {
    Input,          ///< a key, a click, a touch, a movement
    IdleOver,       ///< no input for the idle time
    WarningOver,    ///< none during the warning either
    Suspended,      ///< the machine slept: whoever is there now may be somebody else
    SendingBegan,
    SendingEnded,   ///< with whatever outcome; it is on the screen
    FinishAsked,    ///< "finish and clear", confirmed where something would be lost
    StopAsked,      ///< the operator ends the kiosk
    SessionGone,    ///< the session's process has ended: as it was told to, or by a crash
    Cleared,        ///< wiped, and the check found nothing
    ClearingFailed, ///< the check found something
    CannotStart,    ///< sessions end as soon as they begin
};
inline constexpr std::array AllEvents{Event::Input,        Event::IdleOver,       Event::WarningOver, Event::Suspended,
                                      Event::SendingBegan, Event::SendingEnded,   Event::FinishAsked, Event::StopAsked,
                                      Event::SessionGone,  Event::Cleared,        Event::ClearingFailed,
                                      Event::CannotStart};

/// What is to be done, in the order of this list.
enum class Effect {
    None = 0,
    HideWarning = 1 << 0,
    ShowWarning = 1 << 1,
    RefuseFinish = 1 << 2,     ///< say that nothing is cleared while an application is being sent
    EndSession = 1 << 3,       ///< end the process; `SessionGone` follows
    Clear = 1 << 4,            ///< wipe and check; `Cleared` or `ClearingFailed` follows
    StartSession = 1 << 5,     ///< a new process
    ShowOutOfService = 1 << 6,
};
Q_DECLARE_FLAGS(Effects, Effect)
Q_DECLARE_OPERATORS_FOR_FLAGS(Effects)

struct Step {
    State state = State::Idle;
    Effects effects;

    bool operator==(const Step &) const = default;
};

/// The rules of the session clock, for every pair: the next state, and what is to be done.
[[nodiscard]] Step step(State state, Event event);

} // namespace ttp::kiosk
