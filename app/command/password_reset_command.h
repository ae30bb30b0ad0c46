// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service_command.h"

namespace ttp::command {

/// `password reset --user ID --email ADDRESS`: asks for a new password by mail. The service does not tell whether there is
/// such a user.
class PasswordResetCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    void run() override;

private:
    void onGreeted(const Result<service::Greeting> &greeting);
    void onAccepted(const Result<std::monostate> &answer);
};

} // namespace ttp::command
