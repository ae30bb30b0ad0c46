// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signed_in_command.h"
#include "submission/outbox.h"
#include "submission/sending.h"

namespace ttp::command {

/// A command that sends something exactly once and reports what became of it.
class SendingCommand : public SignedInCommand {
    Q_OBJECT
public:
    using SignedInCommand::SignedInCommand;

protected:
    /// Finds out, before anything is sent, whether the receipt can be written to where `--receipt` says.
    [[nodiscard]] Result<void> checkReceiptPlace() const;
    /// Sends it, tells how it goes on, and ends with the report.
    void send(submission::Application application);
    /// What to say while it is being posted.
    [[nodiscard]] virtual LocalizedText postingText() const = 0;
    /// It was received and proved: adds what else there is to report, and ends with it (`endWithReceipt`).
    virtual void onReceived(const submission::Sent &sent, Report report) = 0;

    /// Makes and writes the receipt, if one is asked for, and ends with the report.
    void endWithReceipt(const submission::Sent &sent, const form::Definition &form, const terms::Consent &consent,
                        Report report);

private:
    void onReceiptWritten(const QByteArray &json, Result<QString> written, Report report);
    void onProgress();
    void onEnded();

    submission::Outbox m_outbox{surroundings().dataFolder};
    std::unique_ptr<submission::Sending> m_sending;
    submission::Stage m_lastStage = submission::Stage::Ended;
};

} // namespace ttp::command
