// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"
#include "credentials/secret_store.h"
#include "erasure/erasure.h"

namespace ttp::command {

/// `erase`: removes everything that the program keeps on this computer, after asking, and says what is left.
class EraseCommand final : public Command {
    Q_OBJECT
public:
    EraseCommand(Arguments arguments, Surroundings surroundings);

    void start() override;

private:
    [[nodiscard]] bool isWanted(const erasure::Stock &stock);
    [[nodiscard]] erasure::Unsettled unsettled() const;
    void onErased(const erasure::Outcome &outcome);
    void end(const Failure &failure);

    std::unique_ptr<credentials::SecretStore> m_secrets;
};

} // namespace ttp::command
