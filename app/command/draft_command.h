// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"
#include "vaults.h"

#include "vault/drafts.h"

namespace ttp::command {

/// A command on drafts: `list`, `export`, `import`, `delete`. Needs no network. Standard input has the vault's passphrase
/// first (`--vault-passphrase-stdin`), then what the command itself asks for.
class DraftCommand : public Command {
    Q_OBJECT
public:
    DraftCommand(Arguments arguments, Surroundings surroundings);

    void start() final;

protected:
    virtual void run() = 0;

    [[nodiscard]] Vaults &vaults() { return m_vaults; }
    [[nodiscard]] const Vaults::Passphrase &vaultPassphrase() const { return m_vaultPassphrase; }
    /// Opens the vaults and gives the one that has the draft `arguments().draftId`, also a damaged one; ends the command if
    /// none has it: with why one could not be opened, else with `VaultNotFound`.
    void findDraft(std::function<void(vault::Drafts)> then);
    void end(const Report &report);
    void fail(Failure failure);
    /// With one sentence; a failure if there is one.
    void endWith(const Result<void> &result, const LocalizedText &done, QJsonObject more = {});

private:
    Vaults m_vaults;
    Vaults::Passphrase m_vaultPassphrase;
};

} // namespace ttp::command
