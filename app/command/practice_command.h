// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"
#include "practice/practice_service.h"
#include "report.h"

namespace ttp::command {

/// `practice`: runs the practice service alone until the program is ended.
class PracticeCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    void start() override;

private:
    Result<void> listen();

    std::unique_ptr<practice::PracticeService> m_service;
};

} // namespace ttp::command
