// SPDX-License-Identifier: GPL-3.0-or-later
#include "signed_in_command.h"

#include "secret_line.h"
#include "status_lines.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::command {

Result<void> SignedInCommand::prepare()
{
    if (!arguments().passwordOnStdin) {
        m_credentials = *origin().account; // only the embedded service lets both be left out
        return {};
    }
    auto password = readSecretLine(surroundings(), FailureCode::UsageAccountMissing);
    if (!password) {
        return failed(std::move(password.error()));
    }
    m_credentials = {arguments().userId, std::make_shared<const Secret>(*std::move(password))};
    return {};
}

void SignedInCommand::run()
{
    service::greet(door(), this, patience(), needs(), true,
                   [this](Result<service::Greeting> greeting) { onGreeted(std::move(greeting)); });
}

void SignedInCommand::onGreeted(Result<service::Greeting> greeting)
{
    if (!greeting) {
        onNotSignedIn(greeting.error());
        return;
    }
    m_greeting = *std::move(greeting);
    if (const auto allowed = beforeSignIn(); !allowed) {
        onNotSignedIn(allowed.error());
        return;
    }
    service::performPatiently(door(), service::SignIn(m_credentials), this, patience(),
                              [this](Result<service::Session> session) { onSession(std::move(session)); });
}

void SignedInCommand::onSession(Result<service::Session> session)
{
    if (!session) {
        onNotSignedIn(session.error());
        return;
    }
    m_holder = session->holder;
    door().setSession(std::move(session->token));
    if (session->passwordChangeRequired && !acceptsOldPassword()) {
        signOutAndFail(Failure(FailureCode::PasswordChangeRequired));
        return;
    }
    onSignedIn();
}

void SignedInCommand::signOutAndFail(const Failure &failure)
{
    Report report;
    report.failure = failure;
    report.problems = failure.problems;
    report.applicationNumber = failure.applicationNumber;
    signOutAndEnd(report);
}

void SignedInCommand::signOutAndShow(const Result<service::StatusReport> &status)
{
    if (!status) {
        signOutAndFail(status.error());
        return;
    }
    Report report;
    addStatus(*status, language(), report);
    signOutAndEnd(report);
}

void SignedInCommand::signOutAndEnd(const Report &report)
{
    // Courtesy, not necessity: the session dies by itself, so a silent service does not hold the result up.
    auto ended = std::make_shared<bool>(false);
    const auto once = [this, ended, report] {
        if (!std::exchange(*ended, true)) {
            end(report);
        }
    };
    QTimer::singleShot(std::chrono::seconds(2), this, once);
    door().perform(service::SignOut(), this, [once](Result<std::monostate>) { once(); });
}

} // namespace ttp::command
