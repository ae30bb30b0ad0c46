// SPDX-License-Identifier: GPL-3.0-or-later
#include "withdraw_command.h"

#include "status_lines.h"

namespace ttp::command {

void WithdrawCommand::onSignedIn()
{
    service::actPatiently(door(), service::WithdrawApplication(arguments().number), this, patience(),
                          [this](const Result<service::StatusReport> &status) { onWithdrawn(status); });
}

void WithdrawCommand::onWithdrawn(const Result<service::StatusReport> &status)
{
    if (!status) {
        signOutAndFail(status.error());
        return;
    }
    Report report;
    addStatus(*status, language(), report);
    signOutAndEnd(report);
}

} // namespace ttp::command
