// SPDX-License-Identifier: GPL-3.0-or-later
#include "withdraw_command.h"

namespace ttp::command {

void WithdrawCommand::onSignedIn()
{
    service::actPatiently(door(), service::WithdrawApplication(arguments().number), this, patience(),
                          [this](const Result<service::StatusReport> &status) { signOutAndShow(status); });
}

} // namespace ttp::command
