// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signed_in_command.h"

namespace ttp::command {

/// `withdraw NUMBER`: withdraws an application, under one key however often it has to be said.
class WithdrawCommand final : public SignedInCommand {
    Q_OBJECT
public:
    using SignedInCommand::SignedInCommand;

protected:
    void onSignedIn() override;
};

} // namespace ttp::command
