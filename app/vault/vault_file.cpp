// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault_file.h"

#include "folder_vault.h"
#include "passphrase.h"
#include "sealed_file.h"

#include "base/digest.h"
#include "base/json.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr int Format = 1;
constexpr qint64 MaxBytes = 64 * 1024;
const QString FileName = u"vault.json"_s;

QByteArray contextOf(const char *what, const QString &vaultId, int number)
{
    return QByteArray("TTPKEY\1", 7) + what + '\0' + vaultId.toUtf8() + '\0' + QByteArray::number(number);
}

QJsonObject toJson(const KeyRecord &record)
{
    QJsonObject object{{u"number"_s, record.number},
                       {u"custody"_s, record.custody == Custody::Keychain ? u"keychain"_s : u"passphrase"_s},
                       {u"check"_s, QString::fromLatin1(record.check.toBase64())}};
    if (record.custody == Custody::Passphrase) {
        object[u"scrypt_salt"_s] = QString::fromLatin1(record.salt.toBase64());
        object[u"sealed_key"_s] = QString::fromLatin1(record.sealedKey.toBase64());
    }
    return object;
}

QByteArray bytesAt(JsonObject &object, const QString &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(object.string(key).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty()) {
        object.report(key, u"is no Base64"_s);
        return {};
    }
    return decoded.decoded;
}

KeyRecord readRecord(JsonObject &object)
{
    KeyRecord record;
    record.number = int(std::clamp<qint64>(object.integer(u"number"_s), 0, 1'000'000'000));
    if (record.number < 1) {
        object.report(u"number"_s, u"is no number of a key"_s);
    }
    const QString custody = object.string(u"custody"_s);
    record.check = bytesAt(object, u"check"_s);
    if (custody == "passphrase"_L1) {
        record.custody = Custody::Passphrase;
        record.salt = bytesAt(object, u"scrypt_salt"_s);
        record.sealedKey = bytesAt(object, u"sealed_key"_s);
        if (record.salt.size() != ScryptSaltBytes) {
            object.report(u"scrypt_salt"_s, u"has a wrong length"_s);
        }
    } else if (custody != "keychain"_L1) {
        object.report(u"custody"_s, u"is neither keychain nor passphrase"_s);
    }
    return record;
}

std::expected<VaultFile, QString> readFile(QJsonObject json)
{
    const QString checksum = json.take(u"sha256"_s).toString();
    if (checksum.toLatin1() != sha256Hex(toCompactJson(json))) {
        return std::unexpected(u"the checksum does not match"_s);
    }
    JsonErrors errors;
    JsonObject object(json, {}, errors);
    object.integer(u"format"_s);
    VaultFile file;
    file.id = object.string(u"id"_s);
    if (QUuid::fromString(file.id).toString(QUuid::WithoutBraces) != file.id) {
        object.report(u"id"_s, u"is no UUID"_s);
    }
    JsonObject current = object.object(u"key"_s);
    file.current = readRecord(current);
    current.refuseUnknown();
    if (auto next = object.optionalObject(u"next"_s)) {
        file.next = NextKey{readRecord(*next), bytesAt(*next, u"under_current"_s)};
        next->refuseUnknown();
    }
    object.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return file;
}

} // namespace

Result<std::optional<VaultFile>> loadVaultFile(const Disk &disk)
{
    const auto bytes = readWhole(disk, FileName, MaxBytes);
    if (!bytes && bytes.error().code == FailureCode::VaultNotFound) {
        const auto sealed = disk.entries(SealedFolder);
        if (!sealed) {
            return failed(sealed.error());
        }
        // A new one over sealed files would be a new key, and nobody could open them any more.
        return sealed->isEmpty() ? Result<std::optional<VaultFile>>(std::nullopt)
                                 : failed(FailureCode::VaultDamaged, u"vault.json is missing"_s);
    }
    if (!bytes) {
        return failed(bytes.error());
    }
    const auto json = parseJsonObject(*bytes);
    if (!json) {
        return failed(FailureCode::VaultDamaged, u"vault.json: "_s + json.error());
    }
    if ((*json)[u"format"_s].toDouble() > Format) {
        return failed(FailureCode::VaultNewer, u"vault.json has a newer format"_s);
    }
    auto file = readFile(*json);
    if (!file || (*json)[u"format"_s] != Format) {
        return failed(FailureCode::VaultDamaged, u"vault.json: "_s + (file ? u"/format: is unknown"_s : file.error()));
    }
    return *std::move(file);
}

Result<void> saveVaultFile(Disk &disk, const VaultFile &file)
{
    QJsonObject json{{u"format"_s, Format}, {u"id"_s, file.id}, {u"key"_s, toJson(file.current)}};
    if (file.next) {
        QJsonObject next = toJson(file.next->record);
        next[u"under_current"_s] = QString::fromLatin1(file.next->underCurrent.toBase64());
        json[u"next"_s] = next;
    }
    json[u"sha256"_s] = QString::fromLatin1(sha256Hex(toCompactJson(json)));
    return writeWhole(disk, FileName, toCompactJson(json) + '\n');
}

QString entryOf(const QString &vaultId, int keyNumber)
{
    return u"vault/%1/%2"_s.arg(vaultId).arg(keyNumber);
}

KeyRecord describeKey(const QString &vaultId, int number, const Secret &key, const Secret *passphrase)
{
    KeyRecord record;
    record.number = number;
    record.check = sealBytes(key, contextOf("check", vaultId, number), {});
    if (passphrase) {
        record.custody = Custody::Passphrase;
        record.salt = randomBytes(ScryptSaltBytes);
        record.sealedKey = sealBytes(keyFromPassphrase(*passphrase, record.salt), contextOf("key", vaultId, number),
                                     key.reveal());
    }
    return record;
}

Result<Secret> keyOf(const QString &vaultId, const KeyRecord &record, const Secret &passphrase)
{
    // The file's checksum holds, so what does not open here was typed wrongly.
    auto key = openBytes(keyFromPassphrase(passphrase, record.salt), contextOf("key", vaultId, record.number),
                         record.sealedKey);
    if (!key) {
        return key.error() == SealFault::WrongKey ? failed(FailureCode::VaultWrongKey, u"another passphrase"_s)
                                                  : failed(FailureCode::VaultDamaged, u"vault.json: the sealed key"_s);
    }
    if (!isKeyOf(vaultId, record, *key)) {
        return failed(FailureCode::VaultDamaged, u"vault.json: the sealed key is of another vault"_s);
    }
    return *std::move(key);
}

bool isKeyOf(const QString &vaultId, const KeyRecord &record, const Secret &key)
{
    return openBytes(key, contextOf("check", vaultId, record.number), record.check).has_value();
}

NextKey describeNext(const QString &vaultId, KeyRecord record, const Secret &next, const Secret &current)
{
    QByteArray sealed = sealBytes(current, contextOf("next", vaultId, record.number), next.reveal());
    return {std::move(record), std::move(sealed)};
}

Result<Secret> nextKeyOf(const QString &vaultId, const NextKey &next, const Secret &current)
{
    auto key = openBytes(current, contextOf("next", vaultId, next.record.number), next.underCurrent);
    if (!key || !isKeyOf(vaultId, next.record, *key)) {
        return failed(FailureCode::VaultDamaged, u"vault.json: the next key"_s);
    }
    return *std::move(key);
}

} // namespace ttp::vault
