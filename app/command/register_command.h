// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/accounts.h"
#include "service_command.h"

namespace ttp::command {

/// `register FILE`: asks for an account; the service mails a temporary password.
class RegisterCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    Result<void> prepare() override;
    void run() override;

private:
    void onGreeted(const Result<service::Greeting> &greeting);
    void onRegistered(const Result<QString> &userId);

    service::Registration m_registration;
};

/// Reads a `Registration` of the contract strictly: `RegistrationUnreadable`, `RegistrationInvalid` with the path of the
/// error.
[[nodiscard]] Result<service::Registration> readRegistrationFile(const QString &path);

/// What is wrong with its values by the rules of forms: type, date, choice, country, e-mail.
[[nodiscard]] std::vector<Problem> problemsOf(const service::Registration &registration,
                                              const form::CheckContext &context);

} // namespace ttp::command
