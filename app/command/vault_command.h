// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"

#include "credentials/secret_store.h"
#include "vault/custody.h"

namespace ttp::command {

/// `vault status` and `vault rotate`: where the key of what is kept is, and a new one for all of it. Needs no network.
/// Standard input has the passphrases, a line each: the current one if the vault has one, then the new one if
/// `--custody passphrase` asks for one.
class VaultCommand final : public Command {
    Q_OBJECT
public:
    VaultCommand(Arguments arguments, Surroundings surroundings);

    void start() override;

private:
    [[nodiscard]] QString folder() const;
    void rotate(const vault::VaultStatus &status);
    void onRotated(const Result<vault::Rotated> &rotated);
    [[nodiscard]] Result<vault::KeyAccess> accessByLine();
    void end(const Failure &failure);

    std::unique_ptr<credentials::SecretStore> m_store;
    std::shared_ptr<vault::KeyKeeper> m_keeper;
};

} // namespace ttp::command
