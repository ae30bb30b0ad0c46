// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service_command.h"

namespace ttp::command {

/// `terms`: prints badge, provenance note, text, version and digests of the terms in force, or of an earlier version.
class TermsCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    void run() override;

private:
    [[nodiscard]] Result<terms::Terms> judged(Result<terms::Terms> terms, const service::Description &description) const;
    void onTerms(const Result<terms::Terms> &terms);
};

} // namespace ttp::command
