// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/applications.h"
#include "service_command.h"

namespace ttp::command {

/// A command that signs in: service, terms (using the service is agreeing to them, so they are fetched and judged before
/// a password leaves), perhaps the form, then the sign-in.
class SignedInCommand : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    /// Reads the credentials; whoever overrides it calls it.
    Result<void> prepare() override;
    void run() override;

    /// How much the service shows of itself before the sign-in.
    [[nodiscard]] virtual service::GreetingPart needs() const { return service::GreetingPart::Terms; }
    /// The last word before the password leaves.
    virtual Result<void> beforeSignIn() { return {}; }
    /// True if the command goes on with a password that has to be changed first.
    [[nodiscard]] virtual bool acceptsOldPassword() const { return false; }
    virtual void onSignedIn() = 0;
    /// Something failed before anybody was signed in.
    virtual void onNotSignedIn(const Failure &failure) { fail(failure); }

    void signOutAndEnd(const Report &report);
    void signOutAndFail(const Failure &failure);
    /// Ends with how the application stands.
    void signOutAndShow(const Result<service::StatusReport> &status);

    [[nodiscard]] const service::Greeting &greeting() const { return m_greeting; }
    [[nodiscard]] const service::Credentials &credentials() const { return m_credentials; }
    [[nodiscard]] const std::optional<service::Session::Holder> &holder() const { return m_holder; }

private:
    void onGreeted(Result<service::Greeting> greeting);
    void onSession(Result<service::Session> session);

    service::Greeting m_greeting;
    service::Credentials m_credentials;
    std::optional<service::Session::Holder> m_holder;
};

} // namespace ttp::command
