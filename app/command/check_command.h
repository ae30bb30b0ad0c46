// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_file.h"
#include "service_command.h"

namespace ttp::command {

/// `check FILE`: fetches the form and checks answers and files; no sign-in.
class CheckCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    Result<void> prepare() override;
    void run() override;

private:
    void onGreeted(Result<service::Greeting> greeting);

    ApplicationFile m_file;
};

/// Answers and files of an application file against a form: everything that is wrong, in the order of the form.
[[nodiscard]] std::vector<Problem> problemsOf(const ApplicationFile &file, const InspectedFiles &inspected,
                                              const form::Definition &definition, const form::CheckContext &context);

} // namespace ttp::command
