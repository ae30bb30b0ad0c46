// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify_command.h"

#include "base/file.h"
#include "service/profile.h"
#include "submission/receipt.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

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
    const auto bytes = readFile(arguments().file, submission::MaxReceiptBytes);
    if (!bytes) {
        return failed(FailureCode::ReceiptUnreadable, bytes.error());
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
