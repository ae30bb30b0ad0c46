// SPDX-License-Identifier: GPL-3.0-or-later
#include "custody_steps.h"
#include "folder_vault.h"
#include "name.h"
#include "sealed_file.h"

#include "base/background.h"
#include "base/digest.h"

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

// The order in which a rotation may be cut short anywhere:
//  1. the keeper gets the new key, under an entry of its own;
//  2. vault.json names it as the next one and holds it sealed under the current one, so that who has this has both;
//  3. every file is sealed anew, one after the other, each in one step;
//  4. vault.json names it as the current one: from here on the old key opens nothing;
//  5. the keeper forgets the old key.
// Whoever opens the vault between 2 and 4 reads with both keys and writes with the new one.

namespace ttp::vault {

namespace {

constexpr int KeyBytes = 32;
constexpr std::array Purposes{Purpose::Draft, Purpose::Form, Purpose::Attachment, Purpose::Receipt, Purpose::Sending};

/// Every name that is kept, in the folder `path` below the sealed ones.
Result<void> collectNames(const Disk &disk, const QString &prefix, QStringList &names)
{
    const auto entries = disk.entries(prefix.isEmpty() ? QString(SealedFolder) : SealedFolder + u'/' + prefix.chopped(1));
    if (!entries) {
        return failed(entries.error());
    }
    for (const QString &entry : *entries) {
        const bool folder = entry.endsWith(u'/');
        const QString name = prefix + (folder ? entry.chopped(1) : entry.chopped(SealedSuffix.size()));
        if (!isName(name) || (!folder && !entry.endsWith(SealedSuffix))) {
            continue; // not ours
        }
        if (!folder) {
            names += name;
        } else if (const auto below = collectNames(disk, name + u'/', names); !below) {
            return below;
        }
    }
    return {};
}

enum class Kind { Fresh, Old, Damaged };
struct Opened {
    Kind kind = Kind::Damaged;
    Purpose purpose = Purpose::Draft;
    std::unique_ptr<QIODevice> content;
};

/// The purpose is part of the encryption and stands nowhere else: the commitment tells which one it is.
Result<Opened> openAny(const Disk &disk, const QString &name, const Secret &fresh, const Secret &old)
{
    for (const Purpose purpose : Purposes) {
        for (const Kind kind : {Kind::Fresh, Kind::Old}) {
            auto file = disk.read(pathOf(name));
            if (!file) {
                return failed(file.error());
            }
            auto content = openSealedFile(kind == Kind::Fresh ? fresh : old, name, purpose, std::move(*file));
            if (content) {
                return Opened{kind, purpose, std::move(*content)};
            }
            if (content.error() == SealFault::Newer) {
                return failed(FailureCode::VaultNewer, u"a kept file has a newer format"_s);
            }
            if (content.error() == SealFault::Unreadable) {
                return failed(FailureCode::VaultUnreadable, u"a kept file cannot be read"_s);
            }
        }
    }
    return Opened();
}

/// Whether it is the file that is wrong and not the disk: what cannot be read today may be whole tomorrow, and then the old
/// key is still needed.
Result<void> checkIsDamaged(const Disk &disk, const QString &name)
{
    const auto file = disk.read(pathOf(name));
    if (!file) {
        return failed(file.error());
    }
    QByteArray piece(256 * 1024, '\0');
    qint64 left = (*file)->size();
    while (left > 0) {
        const qint64 count = (*file)->read(piece.data(), piece.size());
        if (count <= 0) {
            return failed(FailureCode::VaultUnreadable, (*file)->errorString());
        }
        left -= count;
    }
    return {};
}

/// Seals one file anew; false if it is damaged.
Result<bool> sealOneAnew(Disk &disk, const QString &name, const Secret &fresh, const Secret &old)
{
    const auto opened = openAny(disk, name, fresh, old);
    if (!opened) {
        return failed(opened.error());
    }
    if (opened->kind == Kind::Fresh) {
        return true;
    }
    if (opened->kind == Kind::Old) {
        const auto sealed = sealTo(disk, fresh, name, opened->purpose, *opened->content,
                                   std::numeric_limits<qint64>::max());
        if (sealed) {
            return true;
        }
        if (sealed.error().code != FailureCode::VaultUnreadable) {
            return failed(sealed.error());
        }
    }
    const auto damaged = checkIsDamaged(disk, name);
    return damaged ? Result<bool>(false) : failed(damaged.error());
}

Result<Rotated> sealAnew(Disk &disk, const Secret &fresh, const Secret &old)
{
    QStringList names;
    if (const auto collected = collectNames(disk, {}, names); !collected) {
        return failed(collected.error());
    }
    Rotated rotated;
    for (const QString &name : names) {
        const auto sealed = sealOneAnew(disk, name, fresh, old);
        if (!sealed) {
            return failed(sealed.error());
        }
        if (!*sealed) {
            rotated.damaged += name;
            continue;
        }
        ++rotated.files;
    }
    return rotated;
}

/// Nothing may be changed if one file could not be sealed anew for being of a later version.
Result<void> refuseNewer(const Disk &disk, const Secret &key)
{
    QStringList names;
    if (const auto collected = collectNames(disk, {}, names); !collected) {
        return collected;
    }
    for (const QString &name : names) {
        if (const auto opened = openAny(disk, name, key, key); !opened) {
            return failed(opened.error());
        }
    }
    return {};
}

/// One rotation on its way. Kept alive by the steps that wait.
class Rotation : public std::enable_shared_from_this<Rotation> {
public:
    Rotation(std::shared_ptr<Disk> disk, KeyAccess from, KeyAccess to, QObject *context,
             std::function<void(Result<Rotated>)> then)
        : m_disk(std::move(disk)), m_from(std::move(from)), m_to(std::move(to)), m_context(context), m_then(std::move(then))
    {
    }

    void start();

private:
    struct Prepared {
        VaultFile file;
        Secret next;
        bool resumed = false;
    };

    Result<VaultFile> lockAndLoad();
    void unlocked(Result<Unlocked> unlocked);
    Result<Prepared> prepare() const;
    void sealFiles();
    Result<Rotated> sealAndSwitch();
    void forgetOld(const Rotated &rotated);
    /// Whoever waits may open the vault at once, also while something still refers to this.
    void end(const Result<Rotated> &outcome)
    {
        m_alone.reset();
        m_then(outcome);
    }
    void end(const Failure &failure) { end(Result<Rotated>(failed(failure))); }

    std::shared_ptr<Disk> m_disk;
    KeyAccess m_from;
    KeyAccess m_to;
    QObject *m_context;
    std::function<void(Result<Rotated>)> m_then;
    std::unique_ptr<Hold> m_alone;
    VaultFile m_file;
    Secret m_current;
    Secret m_next;
    KeyRecord m_old;
};

Result<VaultFile> Rotation::lockAndLoad()
{
    auto alone = useOf(*m_disk, Disk::Sharing::Alone);
    if (!alone) {
        return failed(alone.error());
    }
    m_alone = std::move(*alone);
    auto file = loadVaultFile(*m_disk);
    if (!file) {
        return failed(file.error());
    }
    if (!*file) {
        return failed(FailureCode::VaultNotFound, u"there is no vault yet"_s);
    }
    return **std::move(file);
}

void Rotation::start()
{
    inBackground(
        m_context, [self = shared_from_this()] { return self->lockAndLoad(); },
        [self = shared_from_this()](const Result<VaultFile> &file) {
            if (!file) {
                self->end(file.error());
                return;
            }
            unlock(*file, self->m_from, self->m_context, [self](Result<Unlocked> unlocked) {
                self->unlocked(std::move(unlocked));
            });
        });
}

Result<Rotation::Prepared> Rotation::prepare() const
{
    Prepared prepared{m_file, {}, m_file.next.has_value()};
    if (prepared.resumed) {
        auto next = nextKeyOf(m_file.id, *m_file.next, m_current);
        if (!next) {
            return failed(next.error());
        }
        prepared.next = *std::move(next);
        return prepared;
    }
    if (const auto allowed = refuseNewer(*m_disk, m_current); !allowed) {
        return failed(allowed.error());
    }
    prepared.next = Secret::fromUtf8(randomBytes(KeyBytes));
    KeyRecord record = describeKey(m_file.id, m_file.current.number + 1, prepared.next, m_to.passphrase.get());
    prepared.file.next = describeNext(m_file.id, std::move(record), prepared.next, m_current);
    return prepared;
}

void Rotation::unlocked(Result<Unlocked> unlocked)
{
    if (!unlocked) {
        end(unlocked.error());
        return;
    }
    m_file = std::move(unlocked->file);
    m_current = std::move(unlocked->key);
    inBackground(
        m_context, [self = shared_from_this()] { return self->prepare(); },
        [self = shared_from_this()](Result<Prepared> prepared) {
            if (!prepared) {
                self->end(prepared.error());
                return;
            }
            self->m_file = std::move(prepared->file);
            self->m_next = std::move(prepared->next);
            if (prepared->resumed) { // the keeper has it since the first time
                self->sealFiles();
                return;
            }
            keepKey(entryOf(self->m_file.id, self->m_file.next->record.number), self->m_next, self->m_to, self->m_context,
                    [self](const Result<std::monostate> &kept) {
                if (!kept) {
                    self->end(kept.error());
                    return;
                }
                self->sealFiles();
            });
        });
}

Result<Rotated> Rotation::sealAndSwitch()
{
    if (const auto saved = saveVaultFile(*m_disk, m_file); !saved) {
        return failed(saved.error());
    }
    auto rotated = sealAnew(*m_disk, m_next, m_current);
    if (!rotated) {
        return rotated;
    }
    m_old = m_file.current;
    m_file.current = m_file.next->record;
    m_file.next.reset();
    if (const auto saved = saveVaultFile(*m_disk, m_file); !saved) {
        return failed(saved.error());
    }
    return rotated;
}

void Rotation::sealFiles()
{
    inBackground(
        m_context, [self = shared_from_this()] { return self->sealAndSwitch(); },
        [self = shared_from_this()](const Result<Rotated> &rotated) {
            if (!rotated) {
                self->end(rotated.error());
                return;
            }
            self->forgetOld(*rotated);
        });
}

void Rotation::forgetOld(const Rotated &rotated)
{
    const auto keeper = m_from.keeper ? m_from.keeper : m_to.keeper;
    if (m_old.custody != Custody::Keychain || !keeper) {
        end(rotated);
        return;
    }
    keeper->forget(entryOf(m_file.id, m_old.number), m_context,
                   [self = shared_from_this(), rotated](const Result<std::monostate> &forgotten) {
        Rotated outcome = rotated;
        outcome.oldKeyForgotten = forgotten.has_value();
        self->end(outcome);
    });
}

} // namespace

void rotateOn(std::shared_ptr<Disk> disk, KeyAccess from, KeyAccess to, QObject *context,
              std::function<void(Result<Rotated>)> then)
{
    std::make_shared<Rotation>(std::move(disk), std::move(from), std::move(to), context, std::move(then))->start();
}

void rotateVault(const QString &path, KeyAccess from, KeyAccess to, QObject *context,
                 std::function<void(Result<Rotated>)> then)
{
    inBackground(
        context, [path] { return openDisk(path, Disk::Opening::Existing); },
        [=](const Result<std::shared_ptr<Disk>> &disk) {
            if (!disk) {
                then(failed(disk.error()));
                return;
            }
            rotateOn(*disk, from, to, context, then);
        });
}

} // namespace ttp::vault
