// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/faults.h"
#include "wire.h"

#include "base/clock.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace ttp::practice {

/// The faults while the service runs. Safe from several threads.
class FaultSwitch {
public:
    /// Says on stderr, or wherever the service reports to, what is wrong with the control file.
    using Complain = std::function<void(const QString &)>;

    /// `controlFile` is looked at before every request and replaces all faults when it has changed; while it is not
    /// there nothing changes. Empty: none.
    FaultSwitch(const Faults &faults, QString controlFile, Complain complain, std::shared_ptr<const Clock> clock);

    /// Reads the control file if it has changed, and tells the call which editions and closures there are.
    void prepare(Call &call);
    /// `maintenance`, `too-many-requests`, `html-502`: what is answered instead of doing any work.
    std::optional<Outcome> intercept(const Call &call);
    /// `expire-session`: true if the session of this call expires now.
    bool takeExpiredSession(const Call &call);

    /// `slow`: returns after that time, or at once when the service ends.
    void waitBeforeAnswer();
    /// True if this fault strikes now; counts down.
    bool take(int Faults::*times);
    [[nodiscard]] Faults::CorruptAck corruptAck() const;
    /// The service ends: nobody waits any more.
    void endWaiting();

private:
    void readControlFile();
    [[nodiscard]] std::optional<Refusal> maintenance() const;

    const QString m_controlFile;
    const Complain m_complain;
    const std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Faults m_faults;
    std::optional<QByteArray> m_control; ///< the file as it was read last
    bool m_ended = false;
};

} // namespace ttp::practice
