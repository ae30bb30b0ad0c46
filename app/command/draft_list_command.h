// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draft_command.h"

namespace ttp::command {

/// `draft list`: every draft with its vault, service, applicant, progress and last change.
class DraftListCommand final : public DraftCommand {
    Q_OBJECT
public:
    using DraftCommand::DraftCommand;

protected:
    void run() override;

private:
    struct Listed {
        vault::VaultKind kind;
        Result<std::vector<vault::ListedDraft>> drafts;
    };

    void show(const std::vector<Listed> &vaults, std::optional<Failure> failure);
};

} // namespace ttp::command
