// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/draft.h"

#include "kept_json.h"
#include "name.h"

#include "base/digest.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr int Format = 1;

/// An identifier becomes part of a name in the vault.
QString readSegment(JsonObject &json)
{
    const QString id = json.string(u"id"_s);
    if (!isSegment(id)) {
        json.report(u"id"_s, u"must be of a-z, 0-9 and -"_s);
    }
    return id;
}

qint64 readCount(JsonObject &json, const QString &key)
{
    const qint64 count = json.integer(key);
    if (count < 0) {
        json.report(key, u"must not be negative"_s);
    }
    return count;
}

DraftFile readFile(JsonObject &json)
{
    DraftFile file;
    file.id = readSegment(json);
    file.field = json.string(u"field"_s);
    file.filename = json.string(u"filename"_s);
    file.mediaType = json.string(u"media_type"_s);
    file.size = readCount(json, u"size"_s);
    file.sha256 = json.sha256(u"sha256"_s);
    json.refuseUnknown();
    return file;
}

QJsonArray filesOf(const Draft &draft)
{
    QJsonArray list;
    for (const DraftFile &file : draft.files) {
        list.append(QJsonObject{{u"id"_s, file.id},
                                {u"field"_s, file.field},
                                {u"filename"_s, file.filename},
                                {u"media_type"_s, file.mediaType},
                                {u"size"_s, file.size},
                                {u"sha256"_s, QString::fromLatin1(file.sha256)}});
    }
    return list;
}

DraftService readService(JsonObject json)
{
    DraftService service{json.string(u"id"_s), json.string(u"kind"_s), json.string(u"place"_s)};
    json.refuseUnknown();
    return service;
}

DraftPlace readPlace(JsonObject json)
{
    DraftPlace place{json.string(u"page"_s), json.string(u"step"_s), json.string(u"field"_s)};
    if (!QStringList{u"terms"_s, u"sign-in"_s, u"form"_s, u"review"_s}.contains(place.page)) {
        json.report(u"page"_s, u"is no page of the wizard"_s);
    }
    json.refuseUnknown();
    return place;
}

QJsonObject toJson(const DraftSending &sending)
{
    return sending.key.isEmpty() ? QJsonObject()
                                 : QJsonObject{{u"key"_s, sending.key}, {u"since"_s, formatTimestamp(sending.since)}};
}

DraftSending readSending(JsonObject json)
{
    DraftSending sending;
    if (!json.json().isEmpty()) {
        sending = {json.string(u"key"_s), json.timestamp(u"since"_s)};
    }
    json.refuseUnknown();
    return sending;
}

} // namespace

QByteArray toKept(const Draft &draft)
{
    return toCompactJson({
        {u"format"_s, Format},
        {u"id"_s, draft.id},
        {u"name"_s, draft.name},
        {u"owner_id"_s, draft.ownerId},
        {u"service"_s, QJsonObject{{u"id"_s, draft.service.id},
                                   {u"kind"_s, draft.service.kind},
                                   {u"place"_s, draft.service.place}}},
        {u"answers"_s, draft.answers},
        {u"consent"_s, draft.consent},
        {u"place"_s, QJsonObject{{u"page"_s, draft.place.page},
                                 {u"step"_s, draft.place.step},
                                 {u"field"_s, draft.place.field}}},
        {u"sending"_s, toJson(draft.sending)},
        {u"language"_s, draft.language},
        {u"applicant"_s, draft.applicant},
        {u"complete_steps"_s, draft.completeSteps},
        {u"steps"_s, draft.steps},
        {u"created"_s, formatTimestamp(draft.created)},
        {u"changed"_s, formatTimestamp(draft.changed)},
        {u"form_sha256"_s, QString::fromLatin1(sha256Hex(draft.form))},
        {u"files"_s, filesOf(draft)},
    });
}

Result<Draft> readDraft(const QByteArray &kept, QByteArray &formSha256)
{
    Draft draft;
    const auto read = readKeptJson(kept, Format, [&](JsonObject &json) {
        draft.id = readSegment(json);
        draft.name = json.string(u"name"_s);
        draft.ownerId = json.string(u"owner_id"_s);
        draft.service = readService(json.object(u"service"_s));
        draft.answers = json.object(u"answers"_s).json();
        draft.consent = json.object(u"consent"_s).json();
        draft.place = readPlace(json.object(u"place"_s));
        draft.sending = readSending(json.object(u"sending"_s));
        draft.language = json.string(u"language"_s);
        draft.applicant = json.string(u"applicant"_s);
        draft.completeSteps = int(readCount(json, u"complete_steps"_s));
        draft.steps = int(readCount(json, u"steps"_s));
        draft.created = json.timestamp(u"created"_s);
        draft.changed = json.timestamp(u"changed"_s);
        formSha256 = json.sha256(u"form_sha256"_s);
        json.forEach(u"files"_s, [&draft](JsonObject &file) { draft.files.push_back(readFile(file)); });
    });
    return read ? Result<Draft>(std::move(draft)) : failed(read.error());
}

} // namespace ttp::vault
