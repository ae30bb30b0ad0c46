// SPDX-License-Identifier: GPL-3.0-or-later
#include "custody_steps.h"
#include "folder_vault.h"

#include "base/background.h"
#include "base/digest.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr int KeyBytes = 32;
using OpenThen = std::function<void(Result<std::shared_ptr<Vault>>)>;

/// What the first look at a folder found.
struct Looked {
    std::shared_ptr<Disk> disk;
    std::unique_ptr<Hold> use; ///< shared with others if there is a vault, alone if one is to be made
    std::optional<VaultFile> file;
};

Result<Looked> look(const QString &path)
{
    Looked looked;
    auto disk = openDisk(path, Disk::Opening::Make);
    if (!disk) {
        return failed(disk.error());
    }
    looked.disk = *disk;
    for (const auto sharing : {Disk::Sharing::Shared, Disk::Sharing::Alone}) {
        looked.use.reset();
        auto use = useOf(**disk, sharing);
        if (!use) {
            return failed(use.error());
        }
        looked.use = std::move(*use);
        auto file = loadVaultFile(**disk); // again when we are alone: another program may have been faster
        if (!file) {
            return failed(file.error());
        }
        looked.file = std::move(*file);
        if (looked.file) {
            break;
        }
    }
    return looked;
}

Result<std::shared_ptr<Vault>> vaultOf(Looked &looked, Unlocked unlocked)
{
    VaultKeys keys{std::move(unlocked.key), {}};
    if (unlocked.file.next) {
        auto next = nextKeyOf(unlocked.file.id, *unlocked.file.next, keys.newest);
        if (!next) {
            return failed(next.error());
        }
        keys.older = std::move(keys.newest);
        keys.newest = *std::move(next);
    }
    return makeFolderVault(looked.disk, std::move(keys), std::move(looked.use));
}

/// Writes `vault.json` of a new vault and opens it.
Result<std::shared_ptr<Vault>> establish(Looked &looked, const VaultFile &file, const Secret &key)
{
    if (const auto saved = saveVaultFile(*looked.disk, file); !saved) {
        return failed(saved.error());
    }
    looked.use.reset(); // it was alone
    auto use = useOf(*looked.disk, Disk::Sharing::Shared);
    if (!use) {
        return failed(use.error());
    }
    looked.use = std::move(*use);
    return vaultOf(looked, {file, key.duplicate()});
}

/// First the keeper, then the file: a vault whose key nobody has must never come to be.
void makeVault(std::shared_ptr<Looked> looked, const KeyAccess &access, QObject *context, OpenThen then)
{
    auto key = std::make_shared<const Secret>(Secret::fromUtf8(randomBytes(KeyBytes)));
    inBackground(
        context,
        [key, passphrase = access.passphrase] {
            VaultFile file;
            file.id = randomUuid();
            file.current = describeKey(file.id, 1, *key, passphrase.get());
            return file;
        },
        [looked, access, context, key, then](const VaultFile &file) {
            keepKey(entryOf(file.id, 1), *key, access, context, [=](const Result<std::monostate> &kept) {
                if (!kept) {
                    looked->use.reset();
                    then(failed(kept.error()));
                    return;
                }
                inBackground(context, [looked, file, key] { return establish(*looked, file, *key); }, then);
            });
        });
}

} // namespace

void keepKey(const QString &entry, const Secret &key, const KeyAccess &access, QObject *context, KeyKeeper::Kept then)
{
    if (access.passphrase) {
        then(std::monostate());
    } else if (!access.keeper) {
        then(failed(FailureCode::KeychainUnavailable, u"there is nobody to keep the key"_s));
    } else {
        access.keeper->remember(entry, Secret::fromUtf8(key.reveal().toByteArray().toBase64()), context, std::move(then));
    }
}

void unlock(const VaultFile &file, const KeyAccess &access, QObject *context, std::function<void(Result<Unlocked>)> then)
{
    if (file.current.custody == Custody::Passphrase) {
        if (!access.passphrase) {
            then(failed(FailureCode::VaultWrongKey, u"a passphrase is needed"_s));
            return;
        }
        inBackground(
            context,
            [file, passphrase = access.passphrase]() -> Result<Unlocked> {
                auto key = keyOf(file.id, file.current, *passphrase);
                return key ? Result<Unlocked>(Unlocked{file, *std::move(key)}) : failed(key.error());
            },
            std::move(then));
        return;
    }
    if (!access.keeper) {
        then(failed(FailureCode::KeychainUnavailable, u"the key is in a keychain"_s));
        return;
    }
    access.keeper->recall(entryOf(file.id, file.current.number), context,
                          [file, then](const Result<std::shared_ptr<const Secret>> &recalled) {
        if (!recalled) {
            then(failed(recalled.error()));
            return;
        }
        Secret key;
        if (*recalled) {
            const QByteArrayView text = (*recalled)->reveal();
            key = Secret::fromUtf8(QByteArray::fromBase64(QByteArray::fromRawData(text.data(), text.size())));
        }
        if (!isKeyOf(file.id, file.current, key)) {
            then(failed(FailureCode::VaultKeyMissing, key.isEmpty() ? u"no entry"_s : u"the entry has another key"_s));
            return;
        }
        then(Unlocked{file, std::move(key)});
    });
}

Result<std::optional<VaultStatus>> vaultStatus(const QString &path)
{
    const auto disk = openDisk(path, Disk::Opening::Existing);
    if (!disk) {
        return disk.error().code == FailureCode::VaultNotFound ? Result<std::optional<VaultStatus>>(std::nullopt)
                                                               : failed(disk.error());
    }
    const auto file = loadVaultFile(**disk);
    if (!file) {
        return failed(file.error());
    }
    if (!*file) {
        return std::nullopt;
    }
    return VaultStatus{(*file)->id, (*file)->current.custody, (*file)->next.has_value()};
}

Failure whyNotOpened(const Failure &failure)
{
    const QString code = nameOf(failure.code);
    return code.startsWith("KEY-"_L1) ? Failure(FailureCode::DraftsNotOpened, u"%1 %2"_s.arg(code, failure.facts).trimmed())
                                      : failure;
}

Result<std::unique_ptr<Hold>> holdWholeVault(const QString &path)
{
    const auto disk = openDisk(path, Disk::Opening::Existing);
    if (!disk) {
        return disk.error().code == FailureCode::VaultNotFound ? Result<std::unique_ptr<Hold>>() : failed(disk.error());
    }
    return useOf(**disk, Disk::Sharing::Alone);
}

void openVault(const QString &path, KeyAccess access, QObject *context, OpenThen then)
{
    inBackground(context, [path] { return look(path); }, [access, context, then](Result<Looked> found) {
        if (!found) {
            then(failed(found.error()));
            return;
        }
        const auto looked = std::make_shared<Looked>(*std::move(found));
        if (!looked->file) {
            makeVault(looked, access, context, then);
            return;
        }
        unlock(*looked->file, access, context, [looked, then](Result<Unlocked> unlocked) {
            if (!unlocked) {
                looked->use.reset();
                then(failed(unlocked.error()));
                return;
            }
            then(vaultOf(*looked, *std::move(unlocked)));
        });
    });
}

} // namespace ttp::vault
