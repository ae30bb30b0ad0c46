// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application_file.h"
#include "sending_command.h"

namespace ttp::command {

/// `documents NUMBER FIELD=FILE…`: sends what the service asked for afterwards, as an application is sent: exactly once,
/// acknowledged and signed.
class DocumentsCommand final : public SendingCommand {
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
    [[nodiscard]] QStringList fields() const;

    InspectedFiles m_inspected;
    terms::Consent m_consent;
};

/// A form that holds nothing but these fields, as documents: what the form says of them, or the service's limits for a
/// field that the form does not have. Whether one was asked for only the service can say.
[[nodiscard]] form::Definition formOfDocuments(const form::Definition &definition, const QStringList &fields);

} // namespace ttp::command
