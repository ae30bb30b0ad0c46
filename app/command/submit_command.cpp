// SPDX-License-Identifier: GPL-3.0-or-later
#include "submit_command.h"

#include "base/file.h"
#include "base/json.h"
#include "check_command.h"
#include "terms/consent.h"

#include <QFileInfo>
#include <QIODevice>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// Room for everything in a receipt beside the body; checked before anything is sent, so that a full disk shows early.
constexpr qint64 ReceiptRoom = 256 * 1024;

/// Finds out before anything is sent whether the receipt can be written there.
Result<void> checkReceiptPlace(const QString &path)
{
    const QFileInfo place(path);
    if (!path.endsWith(".json"_L1, Qt::CaseInsensitive)) {
        return failed(FailureCode::UsageUnknown, u"--receipt takes a name that ends in .json"_s);
    }
    if (place.exists() && !place.isSymLink() && !place.isFile()) {
        return failed(FailureCode::OutputUnwritable, u"is not a regular file"_s);
    }
    if (const auto writable = checkWritable(path, ReceiptRoom); !writable) {
        return failed(FailureCode::OutputUnwritable, writable.error());
    }
    // A temporary file gets its name only when it is asked for it, and a name can be too long.
    QTemporaryFile named(path + u".XXXXXX"_s);
    if (!named.open() || named.fileName().isEmpty()) {
        return failed(FailureCode::OutputUnwritable, named.errorString());
    }
    return {};
}

} // namespace

Result<void> SubmitCommand::prepare()
{
    if (!arguments().receiptPath.isEmpty()) {
        if (const auto writable = checkReceiptPlace(arguments().receiptPath); !writable) {
            return writable;
        }
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
    const terms::Consent consent =
        terms::giveConsent(greeting().terms, {}, terms::Channel::CommandLine, surroundings().clock->utcNow());
    send({greeting().form, m_file.answers, m_inspected.files, consent, language(), {}});
}

LocalizedText SubmitCommand::postingText() const
{
    return {u"申請を送信しています。"_s, u"Sending the application."_s};
}

void SubmitCommand::onReceived(const submission::Sent &sent, Report &report)
{
    if (origin().profile.isPractice()) {
        say({u"練習です。申請は行われていません。"_s, u"Practice. No application was made."_s});
    }
    const LocalizedText number(u"申請番号：%1"_s, u"Application number: %1"_s);
    report.lines += number.arg(report.applicationNumber).in(language());
    writeReceipt(sent.receipt, report);
}

void SubmitCommand::writeReceipt(const submission::Receipt &receipt, Report &report) const
{
    if (arguments().receiptPath.isEmpty()) {
        return;
    }
    const QString path = QFileInfo(arguments().receiptPath).absoluteFilePath();
    if (const auto written = writeFileAtomically(path, receipt.toJson()); !written) {
        report.failure = Failure(FailureCode::ReceiptNotWritten, written.error());
        report.failure->applicationNumber = report.applicationNumber;
        surroundings().errors->write(receipt.toJson() + '\n'); // the only proof there is must not be lost
        return;
    }
    report.receiptPath = path;
    const LocalizedText saved(u"受領証：%1"_s, u"Receipt: %1"_s);
    report.lines += saved.arg(path).in(language());
}

} // namespace ttp::command
