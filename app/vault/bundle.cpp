// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/bundle.h"

#include "bundle_devices.h"
#include "cobblestone.h"
#include "name.h"
#include "new_file_beside.h"
#include "passphrase.h"
#include "sealed_file.h"
#include "words.h"

#include "base/digest.h"
#include "base/json.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtEndian>

#include <limits>

using namespace Qt::StringLiterals;

// A hand-over file:
//   8 bytes   TTPHAND and the format version 1
//   16 bytes  salt of scrypt
//   32 bytes  SHA-256 of the 24 above and of the message's first 56: tells damage there from a wrong code
//   the rest  one Cobblestone message, bound to the first 24: 4 bytes with the length of a table (JSON), the table, and
//             the contents in its order

namespace ttp::vault {

namespace {

constexpr QByteArrayView Magic("TTPHAND");
constexpr char FormatVersion = 1;
constexpr qint64 VersionedBytes = 8;
constexpr qint64 PrefixBytes = VersionedBytes + ScryptSaltBytes;
constexpr qint64 MessageStart = PrefixBytes + 32;
constexpr qint64 MaxTableBytes = 256 * 1024;
constexpr int TableFormat = 1;

QByteArray checksumOf(QByteArrayView prefix, QByteArrayView messageHeader)
{
    return sha256(prefix.toByteArray() + messageHeader.toByteArray());
}

std::unexpected<Failure> damaged(const QString &facts)
{
    return failed(FailureCode::BundleDamaged, facts);
}

/// Sizes and names of what is to be written.
Result<QByteArray> tableOf(std::vector<BundleEntry> &entries)
{
    QJsonArray list;
    QSet<QString> names;
    qint64 total = 0;
    for (BundleEntry &entry : entries) {
        if (!isName(entry.name) || names.contains(entry.name)) {
            return notAName();
        }
        names.insert(entry.name);
        const auto device = entry.source->open();
        if (!device) {
            return failed(FailureCode::VaultUnreadable, device.error());
        }
        entry.bytes = (*device)->size();
        total += entry.bytes;
        list.append(QJsonObject{{u"name"_s, entry.name},
                                {u"purpose"_s, QString::fromLatin1(nameOf(entry.purpose))},
                                {u"bytes"_s, entry.bytes}});
    }
    if (entries.size() > std::size_t(MaxBundleEntries) || total > MaxBundleBytes) {
        return failed(FailureCode::BundleTooLarge, u"%1 entries, %2 bytes"_s.arg(entries.size()).arg(total));
    }
    const QByteArray table = toCompactJson({{u"format"_s, TableFormat}, {u"entries"_s, list}});
    QByteArray length(4, '\0');
    qToBigEndian(quint32(table.size()), length.data());
    return length + table;
}

std::optional<Purpose> purposeNamed(const QString &name)
{
    for (const Purpose purpose :
         {Purpose::Draft, Purpose::Form, Purpose::Attachment, Purpose::Receipt, Purpose::Sending}) {
        if (name.toLatin1() == nameOf(purpose)) {
            return purpose;
        }
    }
    return std::nullopt;
}

/// Reads the table strictly. It is genuine: whoever wrote it knew the code. It may be hostile all the same.
Result<std::vector<BundleEntry>> readTable(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return damaged(u"the table: "_s + json.error());
    }
    if ((*json)[u"format"_s].toDouble() > TableFormat) {
        return failed(FailureCode::BundleNewer, u"the table has a newer format"_s);
    }
    JsonErrors errors;
    JsonObject table(*json, {}, errors);
    if (table.integer(u"format"_s) != TableFormat) {
        table.report(u"format"_s, u"is unknown"_s);
    }
    std::vector<BundleEntry> entries;
    QSet<QString> names;
    table.forEach(u"entries"_s, [&](JsonObject &object) {
        BundleEntry entry;
        entry.name = object.string(u"name"_s);
        const auto purpose = purposeNamed(object.string(u"purpose"_s));
        entry.bytes = object.integer(u"bytes"_s);
        object.refuseUnknown();
        if (!isName(entry.name) || names.contains(entry.name)) {
            object.report(u"name"_s, u"is no name, or stands twice"_s);
        }
        if (!purpose) {
            object.report(u"purpose"_s, u"is unknown"_s);
        }
        if (entry.bytes < 0) {
            object.report(u"bytes"_s, u"is negative"_s);
        }
        names.insert(entry.name);
        entry.purpose = purpose.value_or(Purpose::Draft);
        entries.push_back(std::move(entry));
    });
    table.refuseUnknown();
    if (!errors.isEmpty()) {
        return damaged(u"the table: "_s + errors.first());
    }
    return entries;
}

/// The message in a hand-over file that is open, or why not.
struct Opening {
    QString path;
    QByteArray prefix;
    std::shared_ptr<const Secret> key;

    [[nodiscard]] Result<std::unique_ptr<QIODevice>> message() const
    {
        auto file = std::make_unique<QFile>(path);
        if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            return failed(FailureCode::BundleUnreadable, file->errorString());
        }
        auto device = openMessage(*key, prefix, std::move(file), MessageStart);
        if (device) {
            return std::move(*device);
        }
        switch (device.error()) {
        case SealFault::WrongKey:
            return failed(FailureCode::BundleWrongCode, u"another code"_s);
        case SealFault::Unreadable:
            return failed(FailureCode::BundleUnreadable, u"the file cannot be read"_s);
        default:
            return damaged(u"the file is truncated or changed"_s);
        }
    }
};

class BundleSource final : public ByteSource {
public:
    BundleSource(Opening opening, qint64 start, qint64 size) : m_opening(std::move(opening)), m_start(start), m_size(size) {}

    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        auto message = m_opening.message();
        if (!message) {
            return std::unexpected(message.error().facts);
        }
        return std::make_unique<PartDevice>(std::move(*message), m_start, m_size);
    }

private:
    Opening m_opening;
    qint64 m_start;
    qint64 m_size;
};

/// Looks at what stands before the message, before any time is spent on the code.
Result<QByteArray> readPrefix(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return failed(FailureCode::BundleUnreadable, QFileInfo(path).isFile() ? file.errorString() : u"no file"_s);
    }
    QByteArray bytes(MessageStart + Cobblestone::HeaderBytes, '\0');
    const bool complete = readExactly(file, bytes.data(), bytes.size());
    if (!complete && file.error() != QFileDevice::NoError) {
        return failed(FailureCode::BundleUnreadable, file.errorString());
    }
    if (!bytes.startsWith(Magic)) {
        return damaged(u"this is no hand-over file"_s);
    }
    if (const char version = bytes.at(Magic.size()); version != FormatVersion) {
        return version == 0 ? damaged(u"no version"_s) : failed(FailureCode::BundleNewer, u"a newer format"_s);
    }
    const QByteArrayView all(bytes);
    const QByteArrayView prefix = all.first(PrefixBytes);
    if (!complete || checksumOf(prefix, all.sliced(MessageStart)) != all.sliced(PrefixBytes, MessageStart - PrefixBytes)) {
        return damaged(u"the beginning was truncated or changed"_s);
    }
    return prefix.toByteArray();
}

/// Reads to the end of the device and throws it away; false if a piece of it is not genuine.
bool readsToItsEnd(QIODevice &device)
{
    QByteArray piece(256 * 1024, '\0');
    qint64 count = 0;
    while ((count = device.read(piece.data(), piece.size())) > 0) { }
    wipe(piece);
    return count == 0;
}

} // namespace

Result<void> writeBundle(const QString &path, const Secret &code, const std::vector<BundleEntry> &entries)
{
    std::vector<BundleEntry> measured = entries;
    const auto table = tableOf(measured);
    if (!table) {
        return failed(table.error());
    }
    const QByteArray prefix = Magic.toByteArray() + FormatVersion + randomBytes(ScryptSaltBytes);
    const Secret key = keyFromPassphrase(normalCode(code), QByteArrayView(prefix).sliced(VersionedBytes));
    const QByteArray salt = randomBytes(Cobblestone::SaltBytes);
    const QByteArray header = salt + Cobblestone::make(key, salt, prefix)->commitment();

    NewFileBeside file(path);
    if (!file.open() || file.device().write(prefix + checksumOf(prefix, header)) != MessageStart) {
        return failed(FailureCode::BundleUnwritable, file.device().errorString());
    }
    BundleContent content(*table, measured);
    switch (sealMessage(key, salt, prefix, content, file.device(), std::numeric_limits<qint64>::max())) {
    case SealingEnd::Done:
        break;
    case SealingEnd::SourceFailed:
        return failed(FailureCode::VaultUnreadable, content.errorString());
    default:
        return failed(FailureCode::BundleUnwritable, file.device().errorString());
    }
    if (!file.replace()) {
        return failed(FailureCode::BundleUnwritable, file.device().errorString());
    }
    return {};
}

Result<std::vector<BundleEntry>> openBundle(const QString &path, const Secret &code)
{
    const auto prefix = readPrefix(path);
    if (!prefix) {
        return failed(prefix.error());
    }
    auto key = std::make_shared<const Secret>(
        keyFromPassphrase(normalCode(code), QByteArrayView(*prefix).sliced(VersionedBytes)));
    const Opening opening{path, *prefix, std::move(key)};
    const auto message = opening.message();
    if (!message) {
        return failed(message.error());
    }
    QIODevice &device = **message;
    QByteArray length(4, '\0');
    if (device.size() > MaxBundleBytes + MaxTableBytes + length.size()) {
        return failed(FailureCode::BundleTooLarge, u"%1 bytes"_s.arg(device.size()));
    }
    if (!readsToItsEnd(device) || !device.seek(0) || !readExactly(device, length.data(), length.size())) {
        return damaged(u"the contents were changed"_s);
    }
    const qint64 tableBytes = qFromBigEndian<quint32>(length.constData());
    if (tableBytes > MaxTableBytes || tableBytes > device.size() - length.size()) {
        return damaged(u"the table is longer than it can be"_s);
    }
    auto entries = readTable(device.read(tableBytes));
    if (!entries) {
        return entries;
    }
    if (entries->size() > std::size_t(MaxBundleEntries)) {
        return failed(FailureCode::BundleTooLarge, u"%1 entries"_s.arg(entries->size()));
    }
    qint64 at = length.size() + tableBytes;
    for (BundleEntry &entry : *entries) {
        if (entry.bytes > device.size() - at) {
            return damaged(u"the table promises more than there is"_s);
        }
        entry.source = std::make_shared<BundleSource>(opening, at, entry.bytes);
        at += entry.bytes;
    }
    if (at != device.size()) {
        return damaged(u"there is more than the table says"_s);
    }
    return entries;
}

} // namespace ttp::vault
