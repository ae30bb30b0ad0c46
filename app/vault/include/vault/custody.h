// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "vault/vault.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace ttp::vault {

/// Where the key of a vault is: in the keychain of the operating system, or sealed in the vault's own folder under a
/// passphrase (scrypt, N = 2^17, r = 8, p = 1: 128 MiB and about half a second).
enum class Custody { Keychain, Passphrase };

/// Keeps a vault's key beyond the end of the program; the keychain behind it is an affair of who makes the object. What
/// is not kept for good counts as a failure. Answers later, exactly once, on the thread of `context` while it lives.
class KeyKeeper {
public:
    using Kept = std::function<void(Result<std::monostate>)>;
    using Recalled = std::function<void(Result<std::shared_ptr<const Secret>>)>;

    virtual ~KeyKeeper() = default;
    virtual void remember(const QString &entry, Secret secret, QObject *context, Kept then) = 0;
    /// Null if there is no such entry.
    virtual void recall(const QString &entry, QObject *context, Recalled then) = 0;
    virtual void forget(const QString &entry, QObject *context, Kept then) = 0;
};

/// What gets at the key: the one that fits the vault's custody is used. With a passphrase, a new vault is made under it,
/// else under the keeper.
struct KeyAccess {
    std::shared_ptr<KeyKeeper> keeper;
    std::shared_ptr<const Secret> passphrase; ///< as typed, UTF-8; compared in Unicode's form NFKC
};

/// What `vault.json` in the folder says in the clear.
struct VaultStatus {
    QString id; ///< random; part of the name of the keychain's entry: `vault/<id>/<number of the key>`
    Custody custody = Custody::Keychain;
    bool rotationUnfinished = false; ///< `rotateVault` was cut short; everything can be read, and it can be repeated
};

/// Nothing if there is no vault yet. Blocks: disk. `VaultDamaged`, also if there are sealed files but no `vault.json`;
/// `VaultNewer`, `VaultUnreadable`, `VaultNotPrivate`.
[[nodiscard]] Result<std::optional<VaultStatus>> vaultStatus(const QString &path);

/// Keeps everybody else out of a vault while the hold lives, for who is going to remove its folder. Null if there is no such
/// folder. Blocks: disk. `VaultLocked` if somebody has it open, also this program; `VaultNotPrivate`, `VaultUnreadable`,
/// `VaultUnwritable`.
[[nodiscard]] Result<std::unique_ptr<Hold>> holdWholeVault(const QString &path);

/// Opens the vault in a folder, or makes one with a new random key where there is none. `VaultWrongKey` for a wrong
/// passphrase or none; `VaultKeyMissing` if the keychain no longer has the key (the vault stays as it is, and no new one
/// is made over it); failures of the keeper as they are; those of `vaultStatus`; `VaultLocked`, `VaultUnwritable`.
void openVault(const QString &path, KeyAccess access, QObject *context,
               std::function<void(Result<std::shared_ptr<Vault>>)> then);

/// What a person is told of a vault that cannot be opened: a failure of the keychain, whose words are about passwords, becomes
/// `DraftsNotOpened` with its own code among the facts; every other stays as it is.
[[nodiscard]] Failure whyNotOpened(const Failure &failure);

/// What a rotation did.
struct Rotated {
    int files = 0;             ///< that are sealed under the new key now
    QStringList damaged;       ///< names of files that no key opens; left as they are
    bool oldKeyForgotten = true; ///< false: the old key may still be in the keychain
};

/// Gives the vault a new key, kept by `to` (its passphrase if it has one, else its keeper), and seals every file anew.
/// Nobody else may have it open (`VaultLocked`). May be cut short at any point: everything stays readable with what
/// opened the vault before, and repeating it finishes. A file of a newer format stops it before anything is changed.
void rotateVault(const QString &path, KeyAccess from, KeyAccess to, QObject *context,
                 std::function<void(Result<Rotated>)> then);

} // namespace ttp::vault
