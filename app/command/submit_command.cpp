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
#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// Room for everything in a receipt beside the body; checked before anything is sent, so that a full disk shows early.
constexpr qint64 ReceiptRoom = 256 * 1024;
/// The same for paper, which carries pictures of letters.
constexpr qint64 PaperRoom = 2 * 1024 * 1024;

/// A longer first line is no password; `Surroundings::readInput` cuts it there.
constexpr qsizetype LongestPassword = 4096;

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
    return readCredentials();
}

Result<void> SubmitCommand::readCredentials()
{
    if (!arguments().passwordOnStdin) {
        m_credentials = *origin().account; // only the embedded service lets both be left out
        return {};
    }
    QByteArray input = surroundings().readInput();
    if (input.endsWith('\n')) {
        input.chop(input.endsWith("\r\n") ? 2 : 1);
    }
    if (input.isEmpty()) {
        return failed(FailureCode::UsageAccountMissing, u"standard input is empty"_s);
    }
    if (input.size() > LongestPassword || !input.isValidUtf8()) {
        wipe(input);
        return failed(FailureCode::UsageAccountMissing, u"standard input does not begin with a line of UTF-8"_s);
    }
    m_credentials = {arguments().userId, std::make_shared<const Secret>(Secret::fromUtf8(std::move(input)))};
    return {};
}

void SubmitCommand::run()
{
    service::greet(door(), this, patience(), service::GreetingPart::Form, true,
                   [this](Result<service::Greeting> greeting) { onGreeted(std::move(greeting)); });
}

void SubmitCommand::onGreeted(Result<service::Greeting> greeting)
{
    if (!greeting) {
        fail(greeting.error());
        return;
    }
    m_greeting = *std::move(greeting);
    if (m_greeting.terms.version != arguments().acceptedTerms) {
        fail(Failure(FailureCode::TermsOtherVersion, u"in force: "_s + m_greeting.terms.version));
        return;
    }
    const service::Description &description = m_greeting.description;
    m_inspected = inspectFiles(m_file.attachments, description.limits.attachmentBytes);
    Failure invalid(FailureCode::AnswersInvalid);
    invalid.problems = problemsOf(m_file, m_inspected, m_greeting.form, checkContext(description));
    if (!invalid.problems.empty()) {
        fail(invalid);
        return;
    }
    service::performPatiently(door(), service::SignIn(m_credentials), this, patience(),
                              [this](Result<service::Session> session) { onSignedIn(std::move(session)); });
}

void SubmitCommand::onSignedIn(Result<service::Session> session)
{
    if (!session) {
        fail(session.error());
        return;
    }
    const auto holder = session->holder;
    door().setSession(std::move(session->token));
    if (session->passwordChangeRequired) {
        Report report;
        report.failure = Failure(FailureCode::PasswordChangeRequired);
        signOutAndEnd(report);
        return;
    }
    m_consent =
        terms::giveConsent(m_greeting.terms, {}, terms::Channel::CommandLine, surroundings().clock->utcNow());
    submission::Application application{m_greeting.form, m_file.answers, m_inspected.files, m_consent,
                                        surroundings().language};
    m_sending = std::make_unique<submission::Sending>(
        door(), submission::Sending::Inputs{std::move(application), m_greeting.description, m_credentials, holder,
                                            patience()});
    connect(m_sending.get(), &submission::Sending::progressed, this, &SubmitCommand::onProgress);
    connect(m_sending.get(), &submission::Sending::ended, this, &SubmitCommand::onSent);
    m_sending->start();
}

void SubmitCommand::onProgress()
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
    case submission::Stage::Posting: say({u"申請を送信しています。"_s, u"Sending the application."_s}); break;
    case submission::Stage::Asking:
        say({u"応答がなかったため、届いたかどうかを確認しています。"_s,
             u"There was no answer; asking whether it arrived."_s});
        break;
    default: break;
    }
}

void SubmitCommand::onSent()
{
    Report report;
    const Result<submission::Sent> &outcome = m_sending->outcome();
    if (outcome) {
        const service::Acknowledgement &acknowledgement = outcome->receipt.acknowledgement;
        report.applicationNumber = acknowledgement.applicationNumber;
        report.receivedAt = acknowledgement.receivedAt;
        if (origin().profile.isPractice()) {
            say({u"練習です。申請は行われていません。"_s, u"Practice. No application was made."_s});
        }
        const LocalizedText number(u"申請番号：%1"_s, u"Application number: %1"_s);
        report.lines += number.arg(report.applicationNumber).in(surroundings().language);
        writeReceipt(*outcome, report);
        return;
    } else {
        report.failure = outcome.error();
        report.problems = outcome.error().problems;
        submission::nameFields(report.problems, m_sending->manifest());
        report.applicationNumber = outcome.error().applicationNumber;
        if (outcome.error().code == FailureCode::OutcomeUnknown) {
            report.kept = false; // nothing is kept on disk without a vault
        }
    }
    signOutAndEnd(report);
}

void SubmitCommand::writeReceipt(const submission::Sent &sent, Report report)
{
    if (arguments().receiptPath.isEmpty()) {
        signOutAndEnd(report);
        return;
    }
    const QString path = QFileInfo(arguments().receiptPath).absoluteFilePath();
    const paper::ReceiptSource source{sent.receipt.toJson(), m_greeting.form, m_consent,
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
        report.lines += LocalizedText(u"受領証：%1"_s, u"Receipt: %1"_s).arg(*written).in(surroundings().language);
    } else {
        report.failure = Failure(FailureCode::ReceiptNotWritten, written.error().facts);
        report.failure->applicationNumber = report.applicationNumber;
        surroundings().errors->write(json + '\n'); // the only proof there is must not be lost
    }
    signOutAndEnd(report);
}

void SubmitCommand::signOutAndEnd(const Report &report)
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
