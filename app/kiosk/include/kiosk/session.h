// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/session_rules.h"

#include <chrono>
#include <memory>
#include <optional>

namespace ttp::kiosk {

/// The two clocks that nobody can set. The wall clock is never asked, so that setting it changes nothing.
class Times {
public:
    virtual ~Times() = default;
    /// Time since some moment, without the time that the machine slept.
    [[nodiscard]] virtual std::chrono::milliseconds awake() const = 0;
    /// The same with the time that it slept: that it runs ahead of `awake` tells of a sleep.
    [[nodiscard]] virtual std::chrono::milliseconds withSleep() const = 0;
};

/// CLOCK_MONOTONIC and CLOCK_BOOTTIME.
class SystemTimes final : public Times {
public:
    [[nodiscard]] std::chrono::milliseconds awake() const override;
    [[nodiscard]] std::chrono::milliseconds withSleep() const override;
};

/// How long is waited. WCAG 2.2.1: at least 20 s to answer the warning, and as often as one likes.
struct Durations {
    std::chrono::milliseconds idle = std::chrono::seconds(60);
    std::chrono::milliseconds warning = std::chrono::seconds(30);
};

/// One session after another: the rules, with the time. Pure: it does nothing but say what is to be done.
class Session {
public:
    Session(Durations durations, std::shared_ptr<const Times> times);

    /// Something happened.
    [[nodiscard]] Effects handle(Event event);
    /// To be called a few times a second: what the time alone has brought.
    [[nodiscard]] Effects tick();

    [[nodiscard]] State state() const { return m_state; }
    /// Until the session is ended, rounded up; only during the warning.
    [[nodiscard]] std::optional<int> secondsLeft() const;

private:
    Durations m_durations;
    std::shared_ptr<const Times> m_times;
    State m_state = State::Idle;
    std::chrono::milliseconds m_since; ///< `awake` at the last input or change of state
    std::chrono::milliseconds m_slept; ///< how much `withSleep` was ahead at the last tick
};

} // namespace ttp::kiosk
