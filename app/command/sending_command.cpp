// SPDX-License-Identifier: GPL-3.0-or-later
#include "sending_command.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

void SendingCommand::send(submission::Application application)
{
    submission::Sending::Inputs inputs{std::move(application), greeting().description, credentials(), holder(),
                                       patience()};
    inputs.outbox = origin().embedded ? nullptr : &m_outbox;
    inputs.clock = surroundings().clock;
    m_sending = std::make_unique<submission::Sending>(door(), std::move(inputs));
    connect(m_sending.get(), &submission::Sending::progressed, this, &SendingCommand::onProgress);
    connect(m_sending.get(), &submission::Sending::ended, this, &SendingCommand::onEnded);
    m_sending->start();
}

void SendingCommand::onProgress()
{
    const submission::Stage stage = m_sending->progress().stage;
    if (stage == m_lastStage) {
        return;
    }
    m_lastStage = stage;
    switch (stage) {
    case submission::Stage::Uploading:
        say({u"添付ファイルを送信しています。"_s, u"Sending the attachments."_s});
        break;
    case submission::Stage::Posting: say(postingText()); break;
    case submission::Stage::Asking:
        say({u"応答がなかったため、届いたかどうかを確認しています。"_s,
             u"There was no answer; asking whether it arrived."_s});
        break;
    default: break;
    }
}

void SendingCommand::onEnded()
{
    Report report;
    const Result<submission::Sent> &outcome = m_sending->outcome();
    if (outcome) {
        const service::Acknowledgement &acknowledgement = outcome->receipt.acknowledgement;
        report.applicationNumber = acknowledgement.applicationNumber;
        report.receivedAt = acknowledgement.receivedAt;
        onReceived(*outcome, std::move(report));
        return;
    }
    report.failure = outcome.error();
    report.problems = outcome.error().problems;
    submission::nameFields(report.problems, m_sending->manifest());
    report.applicationNumber = outcome.error().applicationNumber;
    if (outcome.error().code == FailureCode::OutcomeUnknown) {
        report.kept = false; // only its key is noted: without a vault the answers are not kept
    }
    signOutAndEnd(report);
}

} // namespace ttp::command
