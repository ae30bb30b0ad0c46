// SPDX-License-Identifier: GPL-3.0-or-later
#include "submission/outbox.h"

#include "base/file.h"
#include "base/json.h"
#include "outbox_names.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ttp::submission {

namespace {

constexpr qint64 MaxEntryBytes = 64 * 1024;
constexpr QFile::Permissions OwnersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

std::unexpected<Failure> unusable(const QString &facts)
{
    return failed(FailureCode::OutboxUnusable, facts);
}

QByteArray toJson(const OutboxEntry &entry)
{
    QJsonObject json{{u"format"_s, 1},
                     {u"key"_s, entry.key},
                     {u"body_sha256"_s, QString::fromLatin1(entry.bodySha256)},
                     {u"service_id"_s, entry.serviceId},
                     {u"user_id"_s, entry.userId}};
    if (entry.postedAt.isValid()) {
        json.insert("posted_at"_L1, formatTimestamp(entry.postedAt));
    }
    return toCompactJson(json);
}

std::optional<OutboxEntry> readEntry(const QString &path, const QString &key)
{
    const auto bytes = readFile(path, MaxEntryBytes);
    const auto json = bytes ? parseJsonObject(*bytes) : std::unexpected(bytes.error());
    if (!json) {
        return std::nullopt;
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    if (reader.integer(u"format"_s) != 1) {
        reader.report(u"format"_s, u"must be 1"_s);
    }
    OutboxEntry entry{reader.string(u"key"_s), reader.sha256(u"body_sha256"_s), reader.string(u"service_id"_s),
                      reader.string(u"user_id"_s), {}};
    entry.postedAt = reader.optionalTimestamp(u"posted_at"_s).value_or(QDateTime());
    reader.refuseUnknown();
    return errors.isEmpty() && entry.key == key ? std::optional(entry) : std::nullopt;
}

/// A folder for the owner only. One that is there keeps its mode: it may be the home of more than this.
bool makeFolder(const QString &folder)
{
    return QFileInfo(folder).isDir() || (QDir().mkpath(folder) && QFile::setPermissions(folder, OwnersFolder));
}

/// What a program leaves that is killed while it writes. An hour old, no other program is still writing it.
void removeLeftTemporaries(const QDir &folder)
{
    constexpr qint64 Hour = 60 * 60;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QFileInfoList files = folder.entryInfoList({u"*.json.??????"_s}, QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files) {
        if (file.lastModified().secsTo(now) > Hour) {
            QFile::remove(file.absoluteFilePath());
        }
    }
}

} // namespace

bool isOutboxKey(const QString &text)
{
    static const QRegularExpression Uuid(
        QRegularExpression::anchoredPattern(u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s));
    return Uuid.match(text).hasMatch();
}

std::unique_ptr<QLockFile> outboxLock(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + u".lock"_s);
    lock->setStaleLockTime(0);
    return lock;
}

HeldEntry::HeldEntry(QString path, OutboxEntry entry, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path)), m_entry(std::move(entry)), m_lock(std::move(lock))
{
}

HeldEntry::~HeldEntry() = default;

Result<void> HeldEntry::restamp(const QDateTime &now)
{
    OutboxEntry entry = m_entry;
    entry.postedAt = now;
    if (const auto written = writeFileAtomically(m_path, toJson(entry)); !written) {
        return unusable(written.error());
    }
    m_entry = std::move(entry);
    return {};
}

Result<void> HeldEntry::settle()
{
    QFile file(m_path);
    if (!file.remove() && file.exists()) {
        return unusable(file.errorString());
    }
    return {};
}

Outbox::Outbox(const QString &dataFolder) : m_folder(QDir(dataFolder).absoluteFilePath(u"outbox"_s)) {}

QString Outbox::pathOf(const QString &key) const
{
    return m_folder + u'/' + key + u".json"_s;
}

Result<std::unique_ptr<HeldEntry>> Outbox::add(const OutboxEntry &entry) const
{
    if (!makeFolder(QFileInfo(m_folder).absolutePath()) || !makeFolder(m_folder)
        || !QFile::setPermissions(m_folder, OwnersFolder)) {
        return unusable(u"the folder cannot be made"_s);
    }
    removeLeftTemporaries(QDir(m_folder));
    const QString path = pathOf(entry.key);
    auto lock = outboxLock(path); // first: whoever sees the entry must see that somebody is at work on it
    if (!lock->tryLock(0)) {
        return unusable(u"the entry cannot be locked"_s);
    }
    if (const auto written = writeFileAtomically(path, toJson(entry)); !written) {
        return unusable(written.error());
    }
    return std::unique_ptr<HeldEntry>(new HeldEntry(path, entry, std::move(lock)));
}

Result<Outbox::Contents> Outbox::contents() const
{
    Contents contents;
    const QDir folder(m_folder);
    if (!folder.exists()) {
        return contents;
    }
    if (!folder.isReadable()) {
        return unusable(u"the folder cannot be read"_s);
    }
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files | QDir::System | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        const QString key = name.chopped(5);
        const auto entry = isOutboxKey(key) ? readEntry(pathOf(key), key) : std::nullopt;
        if (entry) {
            contents.entries.push_back(*entry);
        } else if (QFileInfo::exists(folder.absoluteFilePath(name))) { // else settled while we looked
            contents.unreadable += name;
        }
    }
    return contents;
}

std::unique_ptr<HeldEntry> Outbox::take(const QString &key) const
{
    const QString path = pathOf(key);
    auto lock = outboxLock(path);
    if (!isOutboxKey(key) || !lock->tryLock(0)) {
        return nullptr;
    }
    auto entry = readEntry(path, key);
    return entry ? std::unique_ptr<HeldEntry>(new HeldEntry(path, *std::move(entry), std::move(lock))) : nullptr;
}

} // namespace ttp::submission
