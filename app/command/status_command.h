// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/applications.h"
#include "signed_in_command.h"

namespace ttp::command {

/// `status`: lists the user's applications; `status NUMBER`: how one of them stands.
class StatusCommand final : public SignedInCommand {
    Q_OBJECT
public:
    using SignedInCommand::SignedInCommand;

protected:
    void onSignedIn() override;

private:
    void onListed(const Result<std::vector<service::ApplicationSummary>> &applications);
};

} // namespace ttp::command
