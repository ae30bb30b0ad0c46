// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draft_command.h"

namespace ttp::command {

/// `draft import`: the draft of a hand-over file goes into the vault of its service's kind, under an ID of its own.
class DraftImportCommand final : public DraftCommand {
    Q_OBJECT
public:
    using DraftCommand::DraftCommand;

protected:
    void run() override;

private:
    void onRead(const Result<vault::Draft> &read);
    void onOpened(const vault::Draft &draft, const Result<std::shared_ptr<vault::Vault>> &opened);
};

} // namespace ttp::command
