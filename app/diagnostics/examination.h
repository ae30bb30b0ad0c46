// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/examination.h"
#include "diagnostics/judgements.h"
#include "service/door.h"

#include <QObject>

#include <deque>

namespace ttp::diagnostics {

/// One look at everything, a step after the other; ends itself after `ended`.
class Examination final : public QObject {
    Q_OBJECT
public:
    Examination(Subject subject, credentials::SecretStore &secrets, std::shared_ptr<const Clock> clock,
                QObject *parent);

    void start();

Q_SIGNALS:
    void ended(const ttp::diagnostics::Report &report);

private:
    void askKeychain();
    void onKeychain(credentials::KeychainState state);
    void openVaults(bool keychainAnswers);
    void askService();
    void onService(const Result<service::Profile> &profile);
    void end();

    Subject m_subject;
    credentials::SecretStore &m_secrets;
    std::shared_ptr<const Clock> m_clock;
    std::vector<Finding> m_findings;
    std::deque<VaultFacts> m_vaults; ///< not looked into yet
    ServiceFacts m_service;
    std::unique_ptr<service::Door> m_door;
};

} // namespace ttp::diagnostics
