// SPDX-License-Identifier: GPL-3.0-or-later
#include "application_file.h"

#include "attachments/inspect.h"
#include "base/file.h"
#include "base/json.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {
constexpr qint64 MaxApplicationBytes = 8 * 1024 * 1024;
}

Result<ApplicationFile> readApplicationFile(const QString &path)
{
    const auto bytes = readFile(path, MaxApplicationBytes);
    if (!bytes) {
        return failed(FailureCode::ApplicationUnreadable, bytes.error());
    }
    const auto json = parseJsonObject(*bytes);
    if (!json) {
        return failed(FailureCode::ApplicationInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    const QDir folder(QFileInfo(path).absolutePath());
    ApplicationFile file;
    file.answers = form::Answers(reader.object(u"answers"_s).json());
    reader.forEach(u"attachments"_s, [&](JsonObject &entry) {
        file.attachments.push_back(
            {entry.string(u"field"_s), folder.absoluteFilePath(entry.string(u"file"_s))});
        entry.refuseUnknown();
    });
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::ApplicationInvalid, errors.first());
    }
    return file;
}

std::vector<form::Attachment> InspectedFiles::facts() const
{
    std::vector<form::Attachment> list;
    for (const service::FileToSend &file : files) {
        list.push_back(file.facts);
    }
    return list;
}

InspectedFiles inspectFiles(const std::vector<ApplicationFile::Entry> &entries, qint64 maxBytes)
{
    InspectedFiles result;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto inspected = attachments::inspect(entries[i].path, maxBytes);
        if (!inspected) {
            result.problems.push_back(
                {entries[i].field, u"unreadable"_s, u"/attachments/%1"_s.arg(i),
                 LocalizedText(u"ファイル「%1」を読み込めません。選び直してください。"_s,
                               u"The file “%1” cannot be read. Choose it again."_s)
                     .arg(attachments::safeFilename(entries[i].path))});
            continue;
        }
        result.places.push_back(i);
        result.files.push_back({{entries[i].field, inspected->filename, inspected->mediaType, inspected->size,
                                 inspected->sha256},
                                fileSource(entries[i].path)});
    }
    return result;
}

std::optional<std::size_t> attachmentPlace(const QString &pointer)
{
    constexpr QLatin1StringView Start = "/attachments/"_L1;
    bool isNumber = false;
    const qulonglong place = pointer.startsWith(Start) ? pointer.sliced(Start.size()).toULongLong(&isNumber) : 0;
    return isNumber ? std::optional(std::size_t(place)) : std::nullopt;
}

} // namespace ttp::command
