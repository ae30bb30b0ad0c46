// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"

#include "credentials/secret_store.h"
#include "vault/custody.h"
#include "vault/vault_kind.h"

#include <vector>

namespace ttp::command {

/// The vaults of the data folder as commands open them: with the keychain of the system, which is asked only where a vault
/// has its key there, or with a passphrase. Make one in a process (SecretStore).
class Vaults {
public:
    explicit Vaults(QString dataFolder);

    using Passphrase = std::shared_ptr<const Secret>;

    [[nodiscard]] QString folder(vault::VaultKind kind) const;
    /// `vault::vaultStatus`.
    [[nodiscard]] Result<std::optional<vault::VaultStatus>> status(vault::VaultKind kind) const;
    /// Null passphrase: the keychain alone.
    [[nodiscard]] vault::KeyAccess access(Passphrase passphrase = {});

    /// Opens the vault of a kind, or makes it. Answers as `vault::openVault` does, with
    /// `vault::whyNotOpened`.
    void open(vault::VaultKind kind, const Passphrase &passphrase, QObject *context,
              std::function<void(Result<std::shared_ptr<vault::Vault>>)> then);

    struct Opened {
        vault::VaultKind kind;
        std::shared_ptr<vault::Vault> vault;
    };
    struct AllOpened {
        std::vector<Opened> vaults;
        std::optional<Failure> failure; ///< why the first of those that are there, but not among them, is not
    };
    /// Opens those that are there, one after the other, and makes none.
    void openAll(const Passphrase &passphrase, QObject *context, std::function<void(AllOpened)> then);

private:
    struct Opening;
    void openNext(const std::shared_ptr<Opening> &opening);

    QString m_dataFolder;
    std::unique_ptr<credentials::SecretStore> m_store; ///< of the first access
};

/// A failure that names the vault it is of.
[[nodiscard]] Failure of(vault::VaultKind kind, Failure failure);

} // namespace ttp::command
