// SPDX-License-Identifier: GPL-3.0-or-later
#include "submit_command.h"

#include "check_command.h"
#include "terms/consent.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

Result<void> SubmitCommand::prepare()
{
    if (const auto writable = checkReceiptPlace(); !writable) {
        return writable;
    }
    auto file = readApplicationFile(arguments().file);
    if (!file) {
        return failed(std::move(file.error()));
    }
    m_file = *std::move(file);
    return SignedInCommand::prepare();
}

Result<void> SubmitCommand::beforeSignIn()
{
    tellClosures(greeting().description);
    if (greeting().terms.version != arguments().acceptedTerms) {
        return failed(FailureCode::TermsOtherVersion, u"in force: "_s + greeting().terms.version);
    }
    const service::Description &description = greeting().description;
    m_inspected = inspectFiles(m_file.attachments, description.limits.attachmentBytes);
    Failure invalid(FailureCode::AnswersInvalid);
    invalid.problems = problemsOf(m_file, m_inspected, greeting().form, checkContext(description));
    if (!invalid.problems.empty()) {
        return failed(std::move(invalid));
    }
    return {};
}

void SubmitCommand::onSignedIn()
{
    m_consent = terms::giveConsent(greeting().terms, {}, terms::Channel::CommandLine, surroundings().clock->utcNow());
    send({greeting().form, m_file.answers, m_inspected.files, m_consent, language(), {}});
}

LocalizedText SubmitCommand::postingText() const
{
    return {u"申請を送信しています。"_s, u"Sending the application."_s};
}

void SubmitCommand::onReceived(const submission::Sent &sent, Report report)
{
    if (origin().profile.isPractice()) {
        say({u"練習です。申請は行われていません。"_s, u"Practice. No application was made."_s});
    }
    const LocalizedText number(u"申請番号：%1"_s, u"Application number: %1"_s);
    report.lines += number.arg(report.applicationNumber).in(language());
    endWithReceipt(sent, greeting().form, m_consent, std::move(report));
}

} // namespace ttp::command
