// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command/command.h"
#include "report.h"
#include "submission/receipt.h"

namespace ttp::command {

/// `verify RECEIPT`: compares a receipt, JSON or PDF, with itself and its signature; needs no network. Of a consent receipt
/// it says whether the service signed what was agreed to.
class VerifyCommand final : public Command {
    Q_OBJECT
public:
    using Command::Command;

    void start() override;

private:
    [[nodiscard]] Result<Report> check() const;
    void addIdentity(const submission::Receipt &receipt, bool fromPdf, Report &report) const;
};

} // namespace ttp::command
