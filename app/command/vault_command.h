// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vaults.h"

namespace ttp::command {

/// `vault status` and `vault rotate`: where the keys of what is kept are, and new ones for all of it: for the vault of
/// practice and for the other, one after the other, unless `--vault` names one. Needs no network. Standard input has the
/// passphrases, a line each: the current one if a vault has one, then the new one if `--custody passphrase` asks for one.
class VaultCommand final : public Command {
    Q_OBJECT
public:
    VaultCommand(Arguments arguments, Surroundings surroundings);

    void start() override;

private:
    /// A vault that is there.
    struct Found {
        vault::VaultKind kind;
        vault::VaultStatus status;
    };

    /// `failure` says why one that is there is not among them.
    [[nodiscard]] std::vector<Found> find(std::optional<Failure> &failure) const;
    void showStatus(const std::vector<Found> &found, std::optional<Failure> failure);
    void rotate(std::vector<Found> found);
    void rotateNext();
    void onRotated(vault::VaultKind kind, const Result<vault::Rotated> &rotated);
    /// What `--passphrase-stdin` has next.
    [[nodiscard]] Result<void> takeLine(Vaults::Passphrase &line);
    /// With what was rotated before it failed, if something was.
    void end(std::optional<Failure> failure);

    Vaults m_vaults;
    Vaults::Passphrase m_current;
    Vaults::Passphrase m_next; ///< of `--custody passphrase`
    std::vector<Found> m_waiting;
    vault::Rotated m_rotated; ///< in all so far
    bool m_hasRotated = false;
};

} // namespace ttp::command
