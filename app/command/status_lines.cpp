// SPDX-License-Identifier: GPL-3.0-or-later
#include "status_lines.h"

#include "base/json.h"

#include <map>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

QString dateText(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

void addHistory(const service::StatusReport &status, const QString &language, Report &report)
{
    QJsonArray history;
    for (const service::StatusReport::Event &event : status.history) {
        QJsonObject entry{{u"status"_s, event.status}, {u"at"_s, formatTimestamp(event.at)}};
        QString line = u"  "_s + formatTimestamp(event.at) + u"  "_s + statusText(event.status).in(language);
        if (event.note) {
            entry.insert(u"note"_s, event.note->toJson());
            line += u"  "_s + event.note->in(language);
        }
        history.append(entry);
        report.lines += line;
    }
    report.more.insert(u"history"_s, history);
}

void addRequests(const service::StatusReport &status, const QString &language, Report &report)
{
    QJsonArray requests;
    for (const service::StatusReport::Request &request : status.requestedDocuments) {
        QJsonObject entry{{u"field"_s, request.field}, {u"message"_s, request.message.toJson()}};
        const LocalizedText wanted(u"提出を求められている書類：%1　%2"_s, u"Requested document: %1  %2"_s);
        report.lines += wanted.arg(request.field).arg(request.message.in(language)).in(language);
        if (request.due.isValid()) {
            entry.insert(u"due"_s, dateText(request.due));
            const LocalizedText due(u"  期限：%1"_s, u"  due %1"_s);
            report.lines += due.arg(dateText(request.due)).in(language);
        }
        requests.append(entry);
    }
    if (!requests.isEmpty()) {
        report.more.insert(u"requested_documents"_s, requests);
    }
}

} // namespace

LocalizedText statusText(const QString &status)
{
    static const std::map<QString, LocalizedText> Texts{
        {u"received"_s, {u"受付済み"_s, u"received"_s}},
        {u"preliminary_inspection"_s, {u"一次審査中"_s, u"preliminary inspection"_s}},
        {u"documents_requested"_s, {u"書類の提出待ち"_s, u"documents requested"_s}},
        {u"registrable"_s, {u"登録可（二次審査待ち）"_s, u"registrable (secondary inspection to come)"_s}},
        {u"not_registrable"_s, {u"登録不可"_s, u"not registrable"_s}},
        {u"registered"_s, {u"登録済み"_s, u"registered"_s}},
        {u"withdrawn"_s, {u"取下げ済み"_s, u"withdrawn"_s}},
        {u"lapsed"_s, {u"失効"_s, u"lapsed"_s}},
    };
    const auto found = Texts.find(status);
    return found == Texts.end() ? LocalizedText(status, status) : found->second;
}

void addStatus(const service::StatusReport &status, const QString &language, Report &report)
{
    report.applicationNumber = status.summary.applicationNumber;
    report.receivedAt = status.summary.receivedAt;
    report.more.insert(u"status"_s, status.summary.status);
    report.lines += lineOf(status.summary, language);
    addHistory(status, language, report);
    if (status.appearBy.isValid()) {
        report.more.insert(u"appear_by"_s, dateText(status.appearBy));
        const LocalizedText appear(u"二次審査の期限：%1"_s, u"Last day for the secondary inspection: %1"_s);
        report.lines += appear.arg(dateText(status.appearBy)).in(language);
    }
    addRequests(status, language, report);
}

QString lineOf(const service::ApplicationSummary &summary, const QString &language)
{
    QString line = summary.applicationNumber + u"  "_s + formatTimestamp(summary.receivedAt) + u"  "_s
        + statusText(summary.status).in(language);
    return summary.applicant.isEmpty() ? line : line + u"  "_s + summary.applicant;
}

QJsonObject jsonOf(const service::ApplicationSummary &summary)
{
    QJsonObject json{{u"application_number"_s, summary.applicationNumber},
                     {u"status"_s, summary.status},
                     {u"received_at"_s, formatTimestamp(summary.receivedAt)},
                     {u"body_sha256"_s, QString::fromLatin1(summary.bodySha256)}};
    if (!summary.applicant.isEmpty()) {
        json.insert(u"applicant"_s, summary.applicant);
    }
    return json;
}

} // namespace ttp::command
