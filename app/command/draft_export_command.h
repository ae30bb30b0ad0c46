// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draft_command.h"

namespace ttp::command {

/// `draft export`: a draft as one encrypted file, under a passphrase from standard input or a code that is printed once.
class DraftExportCommand final : public DraftCommand {
    Q_OBJECT
public:
    using DraftCommand::DraftCommand;

protected:
    void run() override;

private:
    void onExported(const Result<void> &exported, const Secret &code);
};

} // namespace ttp::command
