// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service_command.h"
#include "terms/consent_receipt.h"

namespace ttp::command {

/// `terms`: prints badge, provenance note, text, version and digests of the terms in force, or of an earlier version;
/// `--verify-consent`: compares a consent receipt with the terms that it names, fetched anew.
class TermsCommand final : public ServiceCommand {
    Q_OBJECT
public:
    using ServiceCommand::ServiceCommand;

protected:
    Result<void> prepare() override;
    void run() override;

private:
    void fetchVersion(const QString &version, std::function<void(Result<terms::Terms>, const service::Description &)> then);
    void compareConsent();
    [[nodiscard]] Result<terms::Terms> judged(Result<terms::Terms> terms, const service::Description &description) const;
    void onTerms(const Result<terms::Terms> &terms);

    std::optional<terms::ConsentReceipt> m_consent; ///< to be compared
};

} // namespace ttp::command
