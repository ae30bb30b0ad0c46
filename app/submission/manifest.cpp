// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/manifest.h"

#include "base/digest.h"
#include "base/json.h"
#include "form/normalize.h"

#include <QIODevice>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace ttp::submission {

namespace {

Result<void> checkUnchanged(const service::FileToSend &file)
{
    const auto unreadable = [&file](const QString &why) {
        Failure failure(FailureCode::AttachmentUnreadable, why);
        failure.problems.push_back({file.facts.field, u"unreadable"_s, {}, {}});
        return failed(std::move(failure));
    };
    const auto source = file.source ? file.source->open() : std::unexpected(u"no source"_s);
    if (!source) {
        return unreadable(source.error());
    }
    Sha256 digest;
    qint64 size = 0;
    QByteArray part(1024 * 1024, Qt::Uninitialized);
    qint64 read = 0;
    for (; (read = (*source)->read(part.data(), part.size())) > 0; size += read) {
        digest.add(QByteArrayView(part).first(read));
    }
    if (read < 0 && !(*source)->atEnd()) {
        return unreadable((*source)->errorString());
    }
    if (size != file.facts.size || digest.finish().toHex() != file.facts.sha256) {
        Failure failure(FailureCode::AttachmentChanged);
        failure.problems.push_back({file.facts.field, u"unreadable"_s, {}, {}});
        return failed(std::move(failure));
    }
    return {};
}

QJsonObject toJson(const form::Attachment &attachment)
{
    return {
        {u"field"_s, attachment.field},
        {u"filename"_s, attachment.filename},
        {u"media_type"_s, attachment.mediaType},
        {u"size"_s, attachment.size},
        {u"sha256"_s, QString::fromLatin1(attachment.sha256)},
    };
}

QJsonObject bodyOf(const Application &application, const form::Answers &answers, const QJsonArray &attachments)
{
    const QJsonObject client{
        {u"name"_s, u"TTP Apply"_s},
        {u"version"_s, u"" TTP_VERSION ""_s},
        {u"platform"_s, QSysInfo::kernelType()},
        {u"language"_s, application.language},
    };
    return {
        {u"form"_s, QJsonObject{{u"id"_s, application.definition.id}, {u"version"_s, application.definition.version}}},
        {u"consent"_s, application.consent.toJson()},
        {u"answers"_s, answers.json()},
        {u"attachments"_s, attachments},
        {u"client"_s, client},
    };
}

/// The files of fields that are shown: what the person took out of sight by another answer is not sent.
std::vector<service::FileToSend> visibleFiles(const Application &application)
{
    std::vector<form::Attachment> all;
    for (const service::FileToSend &file : application.files) {
        all.push_back(file.facts);
    }
    const auto shown = form::attachmentsForSending(application.definition, application.answers, all);
    std::vector<service::FileToSend> files;
    for (const service::FileToSend &file : application.files) {
        if (files.size() < shown.size() && file.facts == shown[files.size()]) { // the order stays
            files.push_back(file);
        }
    }
    return files;
}

} // namespace

Result<Manifest> freeze(const Application &application)
{
    QJsonArray attachments;
    std::vector<form::Attachment> facts;
    // Documents are added because the service asks for them, whatever the form shows.
    const std::vector<service::FileToSend> files =
        application.addTo.isEmpty() ? visibleFiles(application) : application.files;
    for (const service::FileToSend &file : files) {
        if (const auto unchanged = checkUnchanged(file); !unchanged) {
            return failed(unchanged.error());
        }
        attachments.append(toJson(file.facts));
        facts.push_back(file.facts);
    }
    Manifest manifest;
    if (application.addTo.isEmpty()) {
        manifest.answers = form::prepareForSending(application.definition, application.answers, facts);
        manifest.body = toCompactJson(bodyOf(application, manifest.answers, attachments));
    } else {
        manifest.body = toCompactJson({{u"attachments"_s, attachments}});
    }
    manifest.bodySha256 = sha256Hex(manifest.body);
    manifest.key = application.key.isEmpty() ? randomUuid() : application.key;
    manifest.files = files;
    manifest.termsVersion = application.consent.termsVersion;
    manifest.addTo = application.addTo;
    return manifest;
}

void nameFields(std::vector<Problem> &problems, const Manifest &manifest)
{
    const QString prefix = u"/attachments/"_s;
    for (Problem &problem : problems) {
        bool isPlace = false;
        const uint place =
            problem.pointer.startsWith(prefix) ? problem.pointer.sliced(prefix.size()).toUInt(&isPlace) : 0;
        if (isPlace && place < manifest.files.size()) {
            problem.field = manifest.files[place].facts.field;
        }
    }
}

} // namespace ttp::submission
