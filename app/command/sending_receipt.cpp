// SPDX-License-Identifier: GPL-3.0-or-later
// The receipt of what was sent: `--receipt OUT`.

#include "sending_command.h"

#include "base/background.h"
#include "base/file.h"
#include "base/json.h"
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
Result<void> checkPlace(const QString &path)
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

Result<void> SendingCommand::checkReceiptPlace() const
{
    return arguments().receiptPath.isEmpty() ? Result<void>() : checkPlace(arguments().receiptPath);
}

void SendingCommand::endWithReceipt(const submission::Sent &sent, const form::Definition &form,
                                    const terms::Consent &consent, Report report)
{
    if (arguments().receiptPath.isEmpty()) {
        signOutAndEnd(report);
        return;
    }
    const QString path = QFileInfo(arguments().receiptPath).absoluteFilePath();
    const paper::ReceiptSource source{sent.receipt.toJson(), form, consent, submission::describe(sent.provedBy)};
    inBackground(
        this, [path, source] { return makeReceipt(path, source); },
        [this, json = source.json, report = std::move(report)](Result<QString> written) {
            onReceiptWritten(json, std::move(written), report);
        });
}

void SendingCommand::onReceiptWritten(const QByteArray &json, Result<QString> written, Report report)
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
