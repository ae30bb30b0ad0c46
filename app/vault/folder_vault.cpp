// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder_vault.h"

#include "cobblestone.h"
#include "name.h"
#include "sealed_file.h"

#include "base/digest.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

Failure failureOf(SealFault fault)
{
    switch (fault) {
    case SealFault::Newer:
        return Failure(FailureCode::VaultNewer, u"a kept file has a newer format"_s);
    case SealFault::Unreadable:
        return Failure(FailureCode::VaultUnreadable, u"a kept file cannot be read"_s);
    case SealFault::Damaged:
    case SealFault::WrongKey: // the vault was opened with the right key: so it is the file that is wrong
        return Failure(FailureCode::VaultDamaged, u"a kept file is truncated, changed or swapped"_s);
    }
    Q_UNREACHABLE();
}

class FolderVault final : public Vault, public std::enable_shared_from_this<FolderVault> {
public:
    FolderVault(std::shared_ptr<Disk> disk, VaultKeys keys, std::unique_ptr<Hold> use)
        : m_disk(std::move(disk)), m_keys(std::move(keys)), m_use(std::move(use))
    {
    }

    [[nodiscard]] Keeping keeping() const override { return Keeping::OnDisk; }
    Result<void> write(const QString &name, Purpose purpose, QByteArrayView bytes) override;
    Result<void> copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes) override;
    Result<QByteArray> read(const QString &name, Purpose purpose, qint64 maxBytes) override;
    std::shared_ptr<const ByteSource> source(const QString &name, Purpose purpose) override;
    Result<void> remove(const QString &name) override;
    Result<QStringList> list(const QString &folder) override;
    Result<std::unique_ptr<Hold>> hold(const QString &name) override;

    [[nodiscard]] Result<std::unique_ptr<QIODevice>> open(const QString &name, Purpose purpose) const
    {
        return isName(name) ? openFrom(*m_disk, m_keys, name, purpose) : notAName();
    }

private:
    [[nodiscard]] Result<bool> holdsFiles(const QString &path) const;

    std::shared_ptr<Disk> m_disk;
    VaultKeys m_keys;
    std::unique_ptr<Hold> m_use;
};

class FolderSource final : public ByteSource {
public:
    FolderSource(std::shared_ptr<const FolderVault> vault, QString name, Purpose purpose)
        : m_vault(std::move(vault)), m_name(std::move(name)), m_purpose(purpose)
    {
    }

    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        auto device = m_vault->open(m_name, m_purpose);
        if (!device) {
            return std::unexpected(device.error().facts);
        }
        return std::move(*device);
    }

private:
    std::shared_ptr<const FolderVault> m_vault;
    QString m_name;
    Purpose m_purpose;
};

Result<void> FolderVault::write(const QString &name, Purpose purpose, QByteArrayView bytes)
{
    QByteArray content = QByteArray::fromRawData(bytes.data(), bytes.size()); // no copy
    QBuffer source(&content);
    source.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return copyIn(name, purpose, source, bytes.size());
}

Result<void> FolderVault::copyIn(const QString &name, Purpose purpose, QIODevice &source, qint64 maxBytes)
{
    return isName(name) ? sealTo(*m_disk, m_keys.newest, name, purpose, source, maxBytes) : notAName();
}

Result<QByteArray> FolderVault::read(const QString &name, Purpose purpose, qint64 maxBytes)
{
    const auto device = open(name, purpose);
    if (!device) {
        return failed(device.error());
    }
    const qint64 size = (*device)->size();
    if (size > maxBytes) {
        return failed(FailureCode::VaultTooLarge, u"more than %1 bytes"_s.arg(maxBytes));
    }
    QByteArray bytes(size, '\0');
    if (!readExactly(**device, bytes.data(), size)) {
        wipe(bytes);
        return failed(failureOf(SealFault::Damaged));
    }
    return bytes;
}

std::shared_ptr<const ByteSource> FolderVault::source(const QString &name, Purpose purpose)
{
    return std::make_shared<FolderSource>(shared_from_this(), name, purpose);
}

Result<void> FolderVault::remove(const QString &name)
{
    if (!isName(name)) {
        return notAName();
    }
    // First what stands below: a removal that was cut short can be repeated by the same name.
    if (const auto removed = m_disk->removeFolder(QString(SealedFolder) + u'/' + name); !removed) {
        return removed;
    }
    return m_disk->removeFile(pathOf(name));
}

Result<bool> FolderVault::holdsFiles(const QString &path) const
{
    const auto entries = m_disk->entries(path);
    if (!entries) {
        return failed(entries.error());
    }
    for (const QString &entry : *entries) {
        if (entry.endsWith(SealedSuffix)) {
            return true;
        }
        if (entry.endsWith(u'/') && isName(entry.chopped(1))) {
            if (const auto below = holdsFiles(path + u'/' + entry.chopped(1)); !below || *below) {
                return below;
            }
        }
    }
    return false;
}

Result<QStringList> FolderVault::list(const QString &folder)
{
    if (!folder.isEmpty() && !isName(folder)) {
        return notAName();
    }
    const QString path = QString(SealedFolder) + (folder.isEmpty() ? QString() : u'/' + folder);
    const auto entries = m_disk->entries(path);
    if (!entries) {
        return failed(entries.error());
    }
    QStringList segments;
    for (const QString &entry : *entries) {
        if (entry.endsWith(SealedSuffix)) {
            segments += entry.chopped(SealedSuffix.size());
        } else if (entry.endsWith(u'/') && isName(entry.chopped(1))) {
            const auto inhabited = holdsFiles(path + u'/' + entry.chopped(1));
            if (!inhabited) {
                return failed(inhabited.error());
            }
            if (*inhabited) {
                segments += entry.chopped(1);
            }
        }
    }
    segments.removeIf([](const QString &segment) { return !isName(segment); }); // somebody else's files
    segments.removeDuplicates();
    segments.sort();
    return segments;
}

Result<std::unique_ptr<Hold>> FolderVault::hold(const QString &name)
{
    if (!isName(name)) {
        return notAName();
    }
    // A digest, because a whole name may be longer than a file system allows for one step.
    const QString file = QString::fromLatin1(sha256Hex(name.toUtf8()));
    auto hold = m_disk->lock(file, Disk::Sharing::Alone);
    return hold && !*hold ? failed(FailureCode::DraftInUse) : std::move(hold);
}

} // namespace

QString pathOf(const QString &name)
{
    return QString(SealedFolder) + u'/' + name + SealedSuffix;
}

Result<void> sealTo(Disk &disk, const Secret &key, const QString &name, Purpose purpose, QIODevice &source,
                    qint64 maxBytes)
{
    auto file = disk.begin();
    if (!file) {
        return failed(file.error());
    }
    QIODevice &target = (*file)->device();
    if (target.write(sealedFileStart()) != SealedFileStartBytes) {
        return failed(FailureCode::VaultUnwritable, target.errorString());
    }
    switch (sealMessage(key, randomBytes(Cobblestone::SaltBytes), sealedFileContext(name, purpose), source, target,
                        maxBytes)) {
    case SealingEnd::Done:
        return disk.put(std::move(*file), pathOf(name));
    case SealingEnd::TooLarge:
        return failed(FailureCode::VaultTooLarge, u"more than %1 bytes"_s.arg(maxBytes));
    case SealingEnd::SourceFailed:
        return failed(FailureCode::VaultUnreadable, u"the source cannot be read: "_s + source.errorString());
    case SealingEnd::TargetFailed:
        return failed(FailureCode::VaultUnwritable, target.errorString());
    }
    Q_UNREACHABLE();
}

Result<std::unique_ptr<QIODevice>> openFrom(const Disk &disk, const VaultKeys &keys, const QString &name, Purpose purpose)
{
    auto file = disk.read(pathOf(name));
    if (!file) {
        return failed(file.error());
    }
    auto device = openSealedFile(keys.newest, name, purpose, std::move(*file));
    if (!device && device.error() == SealFault::WrongKey && keys.older) {
        file = disk.read(pathOf(name));
        if (!file) {
            return failed(file.error());
        }
        device = openSealedFile(*keys.older, name, purpose, std::move(*file));
    }
    if (!device) {
        return failed(failureOf(device.error()));
    }
    return std::move(*device);
}

std::shared_ptr<Vault> makeFolderVault(std::shared_ptr<Disk> disk, VaultKeys keys, std::unique_ptr<Hold> use)
{
    return std::make_shared<FolderVault>(std::move(disk), std::move(keys), std::move(use));
}

Result<std::unique_ptr<Hold>> useOf(Disk &disk, Disk::Sharing sharing)
{
    auto use = disk.lock(QString(WholeVaultLock), sharing);
    if (use && !*use) {
        return failed(FailureCode::VaultLocked, u"another program uses the vault"_s);
    }
    return use;
}

Result<std::shared_ptr<Vault>> folderVault(const QString &path, Secret key)
{
    if (key.reveal().size() != Cobblestone::KeyBytes) {
        return failed(FailureCode::Defect, u"a key of a wrong length"_s);
    }
    auto disk = openDisk(path, Disk::Opening::Make);
    if (!disk) {
        return failed(disk.error());
    }
    auto use = useOf(**disk, Disk::Sharing::Shared);
    if (!use) {
        return failed(use.error());
    }
    return makeFolderVault(std::move(*disk), {std::move(key), {}}, std::move(*use));
}

} // namespace ttp::vault
