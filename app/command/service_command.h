// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"
#include "command/origin.h"
#include "report.h"
#include "service/door.h"
#include "service/greeting.h"

namespace ttp::command {

/// A command that talks to a service: opens profile and door, or ends with the failure.
class ServiceCommand : public Command {
    Q_OBJECT
public:
    using Command::Command;

    void start() final;

protected:
    /// The door is open; go on.
    virtual void run() = 0;
    /// What must be right before the network is touched.
    virtual Result<void> prepare() { return {}; }

    void end(const Report &report);
    void fail(const Failure &failure);

    /// Says on standard error when the service is closed, or will be.
    void tellClosures(const service::Description &description);

    [[nodiscard]] service::Door &door() { return *m_door; }
    /// The language of the messages.
    [[nodiscard]] QString language() const { return surroundings().language; }
    [[nodiscard]] const Origin &origin() const { return m_origin; }
    /// One for the whole command: `--wait` is how long to go on trying in all.
    [[nodiscard]] const service::Patience &patience() const { return m_patience; }
    [[nodiscard]] form::CheckContext checkContext(const service::Description &description) const;

private:
    Origin m_origin;
    service::Patience m_patience{arguments().wait};
    std::unique_ptr<service::Door> m_door;
};

} // namespace ttp::command
