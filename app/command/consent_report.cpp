// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent_report.h"

#include "base/file.h"
#include "base/json.h"
#include "submission/receipt.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// The same words as for the receipt of an application.
QString provedBy(terms::SignedBy by)
{
    using submission::ProvedBy;
    return submission::describe(by == terms::SignedBy::PinnedKey ? ProvedBy::PinnedKey : ProvedBy::AnnouncedKey).in(u"en"_s);
}

} // namespace

Report consentReport(const terms::ConsentReceipt &receipt, const std::vector<terms::ConsentCheck> &checks,
                     terms::SignedBy signedBy, const QString &language)
{
    Report report;
    QJsonArray list;
    for (const terms::ConsentCheck &check : checks) {
        QJsonObject entry{{u"what"_s, check.what}, {u"holds"_s, check.holds}};
        if (check.what == "signature"_L1 && check.holds) {
            entry.insert(u"by"_s, provedBy(signedBy));
        }
        list.append(entry);
        report.lines += (check.holds ? u"○ "_s : u"× "_s) + check.says.in(language);
    }
    const auto line = [&](const QString &ja, const QString &en, const QString &value) {
        report.lines += LocalizedText(ja, en).arg(value).in(language);
    };
    line(u"同意した規約の版：%1"_s, u"Version of the terms that was agreed to: %1"_s, receipt.termsVersion);
    line(u"同意日時：%1"_s, u"Agreed: %1"_s, formatTimestamp(receipt.acceptedAt));
    line(u"同意したユーザーID：%1"_s, u"User ID that agreed: %1"_s, receipt.principal);
    line(u"サービス：%1"_s, u"Service: %1"_s, receipt.party.id + u" ("_s + receipt.party.kind + u')');
    line(u"画面に表示された言語：%1"_s, u"Languages that were on the screen: %1"_s, receipt.languagesShown.join(u", "_s));
    for (const terms::ConsentReceipt::Text &text : receipt.texts) {
        terms::Document document;
        document.role = text.role;
        document.provenance = text.provenance;
        report.lines += text.language + u" ["_s + document.badge() + u"] sha256 "_s + QString::fromLatin1(text.sha256);
        if (text.provenanceNote) { // what a text is must be understood by everybody
            report.lines += {text.provenanceNote->in(u"ja"_s), text.provenanceNote->in(u"en"_s)};
        }
    }
    report.more.insert(u"checks"_s, list);
    if (!std::ranges::all_of(checks, &terms::ConsentCheck::holds)) {
        report.failure = Failure(FailureCode::ReceiptDoesNotMatch);
    }
    return report;
}

Result<terms::ConsentReceipt> readConsentFile(const QString &path)
{
    const auto bytes = readFile(path, terms::MaxConsentReceiptBytes);
    return bytes ? terms::readConsentReceipt(*bytes) : failed(FailureCode::ReceiptUnreadable, bytes.error());
}

} // namespace ttp::command
