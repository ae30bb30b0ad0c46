// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify_command.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "consent_report.h"
#include "paper/receipt_files.h"
#include "service/profile.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

/// What was checked, to be held against the printed text: only the receipt in the PDF can be proved, not its print.
void VerifyCommand::addIdentity(const submission::Receipt &receipt, bool fromPdf, Report &report) const
{
    const QString &language = surroundings().language;
    const service::Acknowledgement &acknowledgement = receipt.acknowledgement;
    report.lines += LocalizedText(u"申請番号：%1"_s, u"Application number: %1"_s)
                        .arg(acknowledgement.applicationNumber).in(language);
    report.lines += LocalizedText(u"受付日時：%1"_s, u"Received: %1"_s)
                        .arg(formatTimestamp(acknowledgement.receivedAt)).in(language);
    report.lines += LocalizedText(u"サービス：%1（%2）"_s, u"Service: %1 (%2)"_s)
                        .arg(receipt.serviceId).arg(service::nameOf(receipt.kind)).in(language);
    report.lines += LocalizedText(u"申請内容の照合値（SHA-256）：%1"_s, u"Digest of the answers (SHA-256): %1"_s)
                        .arg(QString::fromLatin1(sha256Hex(receipt.body))).in(language);
    if (fromPdf) {
        report.lines += LocalizedText(u"確認したのはPDFに添付された受領データです。印字された内容は、上の値と見比べてください。"_s,
                                      u"This is about the receipt inside the PDF. Hold the printed text against the values above."_s)
                            .in(language);
    }
}

Result<Report> VerifyCommand::check() const
{
    KeySet pinned;
    if (!arguments().profilePath.isEmpty()) {
        auto profile = service::readProfileFile(arguments().profilePath);
        if (!profile) {
            return failed(std::move(profile.error()));
        }
        pinned = std::move(profile->keys);
    }
    auto bytes = readFile(arguments().file, paper::MaxPdfBytes);
    if (!bytes) {
        return failed(FailureCode::ReceiptUnreadable, bytes.error());
    }
    const bool fromPdf = paper::isPdf(*bytes);
    if (fromPdf) {
        auto embedded = paper::receiptInPdf(*bytes, submission::MaxReceiptBytes);
        if (!embedded) {
            return failed(std::move(embedded.error()));
        }
        bytes = *std::move(embedded);
    } else if (bytes->size() > submission::MaxReceiptBytes) {
        return failed(FailureCode::ReceiptUnreadable, u"is too large"_s);
    }
    if (!fromPdf && terms::isConsentReceipt(*bytes)) {
        const auto consent = terms::readConsentReceipt(*bytes);
        if (!consent) {
            return failed(consent.error());
        }
        terms::SignedBy by = terms::SignedBy::Nobody;
        const terms::ConsentCheck check = terms::checkSignature(*consent, pinned, by);
        return consentReport(*consent, {check}, by, surroundings().language);
    }
    const auto receipt = submission::readReceipt(*bytes);
    if (!receipt) {
        return failed(receipt.error());
    }
    Report report;
    report.applicationNumber = receipt->acknowledgement.applicationNumber;
    report.receivedAt = receipt->acknowledgement.receivedAt;
    const std::vector<submission::Check> checks = submission::verify(*receipt, pinned);
    QJsonArray list;
    for (const submission::Check &check : checks) {
        QJsonObject entry{{u"what"_s, check.what}, {u"holds"_s, check.holds}};
        if (check.by != submission::ProvedBy::Nobody) {
            entry.insert(u"by"_s, submission::describe(check.by).in(u"en"_s));
        }
        list.append(entry);
        report.lines += (check.holds ? u"○ "_s : u"× "_s) + check.says.in(surroundings().language);
    }
    addIdentity(*receipt, fromPdf, report);
    report.more.insert(u"checks"_s, list);
    if (!submission::allHold(checks)) {
        report.failure = Failure(FailureCode::ReceiptDoesNotMatch);
    }
    return report;
}

void VerifyCommand::start()
{
    const Result<Report> checked = check();
    Report report;
    if (checked) {
        report = *checked;
    } else {
        report.failure = checked.error();
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
