// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_file.h"
#include "service_command.h"
#include "submission/sending.h"

namespace ttp::command {

/// `submit FILE --accept-terms VERSION`: profile, service, terms, form, answers and files, sign-in, sending.
class SubmitCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    Result<void> prepare() override;
    void run() override;

private:
    Result<void> readCredentials();
    void onGreeted(Result<service::Greeting> greeting);
    void onSignedIn(Result<service::Session> session);
    void onSent();
    void onProgress();
    void writeReceipt(const submission::Sent &sent, Report report);
    void onReceiptWritten(const QByteArray &json, Result<QString> written, Report report);
    void signOutAndEnd(const Report &report);

    ApplicationFile m_file;
    InspectedFiles m_inspected;
    service::Credentials m_credentials;
    service::Greeting m_greeting;
    terms::Consent m_consent;
    std::unique_ptr<submission::Sending> m_sending;
    submission::Stage m_lastStage = submission::Stage::Ended;
};

} // namespace ttp::command
