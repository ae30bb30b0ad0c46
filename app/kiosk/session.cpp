// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/session.h"

#include <ctime>

using namespace std::chrono_literals;

namespace ttp::kiosk {

namespace {

/// The clocks are read one after the other, so a little difference is no sleep.
constexpr std::chrono::milliseconds ShortestSleep = 1s;

std::chrono::milliseconds read(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(time.tv_sec)
                                                                 + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace

std::chrono::milliseconds SystemTimes::awake() const
{
    return read(CLOCK_MONOTONIC);
}

std::chrono::milliseconds SystemTimes::withSleep() const
{
    return read(CLOCK_BOOTTIME);
}

Session::Session(Durations durations, std::shared_ptr<const Times> times)
    : m_durations(durations), m_times(std::move(times)), m_since(m_times->awake()),
      m_slept(m_times->withSleep() - m_times->awake())
{
}

Effects Session::handle(Event event)
{
    const Step next = step(m_state, event);
    if (next.state != m_state || event == Event::Input) {
        m_since = m_times->awake();
    }
    m_state = next.state;
    return next.effects;
}

Effects Session::tick()
{
    const auto now = m_times->awake();
    const auto slept = m_times->withSleep() - now;
    if (slept - m_slept >= ShortestSleep) {
        m_slept = slept;
        if (const Effects effects = handle(Event::Suspended)) {
            return effects;
        }
    }
    if (m_state == State::InUse && now - m_since >= m_durations.idle) {
        return handle(Event::IdleOver);
    }
    if (m_state == State::Warning && now - m_since >= m_durations.warning) {
        return handle(Event::WarningOver);
    }
    return {};
}

std::optional<int> Session::secondsLeft() const
{
    if (m_state != State::Warning) {
        return std::nullopt;
    }
    const auto left = m_since + m_durations.warning - m_times->awake();
    return std::max(0, int(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

} // namespace ttp::kiosk
