// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/practice_service.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace ttp::practice {

/// The faults while the service runs. Safe from several threads.
class FaultSwitch {
public:
    explicit FaultSwitch(const Faults &faults);

    /// `slow`: returns after that time, or at once when the service ends.
    void waitBeforeAnswer();
    /// `drop-answer`: true if this answer has to be dropped; counts down.
    bool takeDroppedAnswer();
    /// The service ends: nobody waits any more.
    void endWaiting();

private:
    const std::chrono::milliseconds m_slow;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_dropsLeft;
    bool m_ended = false;
};

} // namespace ttp::practice
