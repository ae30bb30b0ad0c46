// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draft_command.h"

namespace ttp::command {

/// `draft delete`: a draft with its files, also a damaged one; not while it is open.
class DraftDeleteCommand final : public DraftCommand {
    Q_OBJECT
public:
    using DraftCommand::DraftCommand;

protected:
    void run() override;
};

} // namespace ttp::command
