// SPDX-License-Identifier: GPL-3.0-or-later
#include "application_record.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

QDate readDate(JsonObject &object, const QString &key)
{
    const QDate date = QDate::fromString(object.string(key), Qt::ISODate);
    if (!date.isValid()) {
        object.report(key, u"is no date"_s);
    }
    return date;
}

} // namespace

QJsonObject toRecord(const Application &application)
{
    // History, requests and the day to appear lie there as they are shown.
    QJsonObject record = statusJson(application);
    record.remove(u"status"_s);
    record.insert(u"user_id"_s, application.userId);
    record.insert(u"terms_version"_s, application.termsVersion);
    record.insert(u"acknowledgement"_s, QString::fromUtf8(application.acknowledgement));
    QJsonArray added;
    for (const AddedDocuments &documents : application.added) {
        added.append(QJsonObject{{u"key"_s, documents.key},
                                 {u"body_sha256"_s, QString::fromLatin1(documents.bodySha256)},
                                 {u"acknowledgement"_s, QString::fromUtf8(documents.acknowledgement)}});
    }
    record.insert(u"added"_s, added);
    record.insert(u"has_added_documents"_s, application.hasAddedDocuments);
    return record;
}

Application readApplicationRecord(JsonObject &record)
{
    Application read;
    read.number = record.string(u"application_number"_s);
    read.userId = record.string(u"user_id"_s);
    read.termsVersion = record.string(u"terms_version"_s);
    read.bodySha256 = record.sha256(u"body_sha256"_s);
    read.receivedAt = record.timestamp(u"received_at"_s);
    read.acknowledgement = record.string(u"acknowledgement"_s).toUtf8();
    read.hasAddedDocuments = record.boolean(u"has_added_documents"_s);
    record.forEach(u"added"_s, [&](JsonObject &documents) {
        read.added.push_back({documents.string(u"key"_s), documents.sha256(u"body_sha256"_s),
                              documents.string(u"acknowledgement"_s).toUtf8()});
    });
    record.forEach(u"history"_s, [&](JsonObject &event) {
        read.history.push_back({event.string(u"status"_s), event.timestamp(u"at"_s), event.text(u"note"_s)});
    });
    record.forEach(
        u"requested_documents"_s,
        [&](JsonObject &document) {
            read.requested.push_back(
                {document.string(u"field"_s), document.text(u"message"_s), readDate(document, u"due"_s)});
        },
        true);
    if (record.has(u"appear_by"_s)) {
        read.appearBy = readDate(record, u"appear_by"_s);
    }
    if (read.history.empty()) {
        record.report(u"history"_s, u"is empty"_s);
    }
    record.refuseUnknown();
    return read;
}

} // namespace ttp::practice
