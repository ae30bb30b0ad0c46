// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"

namespace ttp::command {

/// `outbox`: what is noted of sendings whose outcome is not known. Needs no network.
class OutboxCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    void start() override;
};

} // namespace ttp::command
