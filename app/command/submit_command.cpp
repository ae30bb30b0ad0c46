// SPDX-License-Identifier: GPL-3.0-or-later
#include "submit_command.h"

#include "base/background.h"
#include "base/file.h"
#include "base/json.h"
#include "check_command.h"
#include "paper/receipt_files.h"
#include "terms/consent.h"

#include <QFileInfo>
#include <QIODevice>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// Room for everything in a receipt beside the body; checked before anything is sent, so that a full disk shows early.
constexpr qint64 ReceiptRoom = 256 * 1024;
/// The same for paper, which carries pictures of letters.
constexpr qint64 PaperRoom = 2 * 1024 * 1024;

/// Finds out before anything is sent whether the receipt can be written there.
Result<void> checkReceiptPlace(const QString &path)
{
    const QFileInfo place(path);
    const auto format = paper::formatOfName(path);
    if (!format) {
        return failed(FailureCode::UsageUnknown, u"--receipt takes a name that ends in .pdf, .json or .html"_s);
    }
    if (*format == paper::FileFormat::Pdf && !paper::canSetJapanese()) {
        return failed(FailureCode::PaperFontMissing);
    }
    if (place.exists() && !place.isSymLink() && !place.isFile()) {
        return failed(FailureCode::OutputUnwritable, u"is not a regular file"_s);
    }
    if (const auto writable = checkWritable(path, *format == paper::FileFormat::Json ? ReceiptRoom : PaperRoom);
        !writable) {
        return failed(FailureCode::OutputUnwritable, writable.error());
    }
    // A temporary file gets its name only when it is asked for it, and a name can be too long.
    QTemporaryFile named(path + u".XXXXXX"_s);
    if (!named.open() || named.fileName().isEmpty()) {
        return failed(FailureCode::OutputUnwritable, named.errorString());
    }
    return {};
}

/// Makes and writes it; gives the path.
Result<QString> makeReceipt(const QString &path, const paper::ReceiptSource &source)
{
    const auto bytes = paper::receiptFile(paper::formatOfName(path).value_or(paper::FileFormat::Json), source);
    if (!bytes) {
        return failed(bytes.error());
    }
    if (const auto written = writeFileAtomically(path, *bytes); !written) {
        return failed(FailureCode::ReceiptNotWritten, written.error());
    }
    return path;
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
    writeReceipt(sent, std::move(report));
}

void SubmitCommand::writeReceipt(const submission::Sent &sent, Report report)
{
    if (arguments().receiptPath.isEmpty()) {
        signOutAndEnd(report);
        return;
    }
    const QString path = QFileInfo(arguments().receiptPath).absoluteFilePath();
    const paper::ReceiptSource source{sent.receipt.toJson(), greeting().form, m_consent,
                                      submission::describe(sent.provedBy)};
    inBackground(
        this, [path, source] { return makeReceipt(path, source); },
        [this, json = source.json, report = std::move(report)](Result<QString> written) {
            onReceiptWritten(json, std::move(written), report);
        });
}

void SubmitCommand::onReceiptWritten(const QByteArray &json, Result<QString> written, Report report)
{
    if (written) {
        report.receiptPath = *written;
        report.lines += LocalizedText(u"受領証：%1"_s, u"Receipt: %1"_s).arg(*written).in(language());
    } else {
        report.failure = Failure(FailureCode::ReceiptNotWritten, written.error().facts);
        report.failure->applicationNumber = report.applicationNumber;
        surroundings().errors->write(json + '\n'); // the only proof there is must not be lost
    }
    signOutAndEnd(report);
}

} // namespace ttp::command
