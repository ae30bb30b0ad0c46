// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_file.h"
#include "sending_command.h"

namespace ttp::command {

/// `submit FILE --accept-terms VERSION`: profile, service, terms, form, answers and files, sign-in, sending.
class SubmitCommand final : public SendingCommand {
    Q_OBJECT
public:
    using SendingCommand::SendingCommand;

protected:
    Result<void> prepare() override;
    [[nodiscard]] service::GreetingPart needs() const override { return service::GreetingPart::Form; }
    Result<void> beforeSignIn() override;
    void onSignedIn() override;
    [[nodiscard]] LocalizedText postingText() const override;
    void onReceived(const submission::Sent &sent, Report report) override;

private:
    ApplicationFile m_file;
    InspectedFiles m_inspected;
    terms::Consent m_consent;
};

} // namespace ttp::command
