// SPDX-License-Identifier: GPL-3.0-or-later
#include "entry_list.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace ttp::credentials {

namespace {

constexpr qint64 MaxBytes = 1024 * 1024;
constexpr int LockWait = 1000; ///< milliseconds; another program holds it for the time of one small write

QByteArray toJson(const EntryList::Content &content)
{
    QJsonObject json{{u"format"_s, 1},
                     {u"entries"_s, QJsonArray::fromStringList(content.names)},
                     {u"unwanted"_s, QJsonArray::fromStringList(content.unwanted)},
                     {u"had_other"_s, content.hadOther}};
    if (!content.markName.isEmpty()) {
        json.insert("mark"_L1, content.markName);
        json.insert("mark_sha256"_L1, QString::fromLatin1(content.markSha256));
    }
    return toCompactJson(json);
}

std::expected<EntryList::Content, QString> parse(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return std::unexpected(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    if (reader.integer(u"format"_s) != 1) {
        reader.report(u"format"_s, u"must be 1"_s);
    }
    EntryList::Content content;
    content.names = reader.strings(u"entries"_s);
    content.unwanted = reader.strings(u"unwanted"_s);
    content.hadOther = reader.boolean(u"had_other"_s);
    if (reader.has(u"mark"_s) || reader.has(u"mark_sha256"_s)) {
        content.markName = reader.string(u"mark"_s);
        content.markSha256 = reader.sha256(u"mark_sha256"_s);
    }
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return content;
}

} // namespace

EntryList::EntryList(const QString &folder) : m_path(folder.isEmpty() ? QString() : folder + u"/keychain.json"_s) {}

std::expected<EntryList::Content, QString> EntryList::read() const
{
    if (m_path.isEmpty() || !QFileInfo::exists(m_path)) {
        return Content();
    }
    const auto bytes = readFile(m_path, MaxBytes);
    if (!bytes) {
        return std::unexpected(u"keychain.json "_s + bytes.error());
    }
    auto content = parse(*bytes);
    if (!content) {
        return std::unexpected(u"keychain.json "_s + content.error());
    }
    return content;
}

std::shared_ptr<QLockFile> EntryList::claim(const QString &entry) const
{
    // A digest, because the name of an entry is no name of a file.
    const QString digest = QString::fromLatin1(sha256Hex(entry.toUtf8()).first(16));
    auto claim = std::make_shared<QLockFile>(m_path + u'.' + digest + u".lock"_s);
    claim->setStaleLockTime(0); // only that of a process that has ended is taken over
    if (m_path.isEmpty() || !makePrivateFolder(QFileInfo(m_path).absolutePath()) || claim->tryLock(0)) {
        return claim;
    }
    return claim->error() == QLockFile::LockFailedError ? nullptr : claim;
}

std::expected<void, QString> EntryList::change(const std::function<void(Content &)> &change) const
{
    if (m_path.isEmpty()) {
        return {};
    }
    if (!makePrivateFolder(QFileInfo(m_path).absolutePath())) {
        return std::unexpected(u"the data folder cannot be made"_s);
    }
    QLockFile lock(m_path + u".lock"_s);
    lock.setStaleLockTime(0); // a lock whose process has ended is taken over
    if (!lock.tryLock(LockWait)) {
        return std::unexpected(u"keychain.json cannot be locked"_s);
    }
    auto content = read();
    if (!content) {
        return std::unexpected(content.error());
    }
    const QByteArray before = toJson(*content);
    change(*content);
    for (QStringList *names : {&content->names, &content->unwanted}) {
        names->sort();
        names->removeDuplicates();
    }
    const QByteArray after = toJson(*content);
    return after == before ? std::expected<void, QString>() : writeFileAtomically(m_path, after);
}

} // namespace ttp::credentials
