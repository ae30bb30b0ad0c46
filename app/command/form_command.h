// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service_command.h"

namespace ttp::command {

/// `form --schema FILE`: prints the JSON Schema of the answers to a form definition, without FILE to the bundled one.
/// Touches no network. A definition that cannot be understood ends with `FormFileInvalid` and a problem whose pointer
/// leads to the first error in it.
class FormCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    void start() override;
};

/// `form --schema --service PROFILE`: the same for the form that a service announces.
class ServiceFormCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    void run() override;
};

/// The one of the two that the arguments ask for.
[[nodiscard]] std::unique_ptr<Command> makeFormCommand(Arguments arguments, Surroundings surroundings);

} // namespace ttp::command
