// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"
#include "command/origin.h"
#include "credentials/secret_store.h"
#include "diagnostics/examination.h"

namespace ttp::command {

/// `doctor`: looks at everything that the program needs on this computer; `--zip FILE` writes it down for a help desk.
class DoctorCommand final : public Command {
    Q_OBJECT
public:
    DoctorCommand(Arguments arguments, Surroundings surroundings);

    void start() override;

private:
    void openService(diagnostics::Appearance appearance);
    void examine(diagnostics::Appearance appearance, Result<Origin> origin);
    void onReport(const diagnostics::Report &found);

    std::unique_ptr<credentials::SecretStore> m_secrets;
    Origin m_origin;
};

} // namespace ttp::command
