// SPDX-License-Identifier: GPL-3.0-or-later
#include "examination.h"

#include "base/background.h"
#include "diagnostics/privacy.h"
#include "service/probe.h"
#include "vault/custody.h"
#include "vault/secret_store_keeper.h"
#include "vault/vault_kind.h"

#include <deque>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

/// Never written: whether it is there is all the same, only that somebody answers.
const QString TrialEntry = u"doctor/nothing"_s;

struct Around {
    std::vector<Finding> findings;
    std::deque<VaultFacts> vaults;
};

VaultFacts lookAtVault(const QString &dataFolder, vault::VaultKind kind)
{
    VaultFacts facts;
    facts.isPractice = kind == vault::VaultKind::Practice;
    const auto status = vault::vaultStatus(vault::vaultFolder(dataFolder, kind));
    if (!status) {
        facts.failure = status.error();
    } else if (*status) {
        facts.kept = (*status)->custody == vault::Custody::Keychain ? VaultFacts::Kept::UnderKeychain
                                                                    : VaultFacts::Kept::UnderPassphrase;
        facts.rotationUnfinished = (*status)->rotationUnfinished;
    }
    return facts;
}

} // namespace

Examination::Examination(Subject subject, credentials::SecretStore &secrets, std::shared_ptr<const Clock> clock,
                         QObject *parent)
    : QObject(parent), m_subject(std::move(subject)), m_secrets(secrets), m_clock(std::move(clock))
{
}

void Examination::start()
{
    inBackground(
        this,
        [folder = m_subject.dataFolder] {
            Around around;
            around.findings = {judgeVersions(lookAtVersions()), judgeLibraries(lookAtLibraries()),
                               judgeTls(lookAtTls()), judgeDataFolder(lookAtDataFolder(folder))};
            for (const vault::VaultKind kind : vault::VaultKinds) {
                around.vaults.push_back(lookAtVault(folder, kind));
            }
            return around;
        },
        [this](Around around) {
            m_findings = std::move(around.findings);
            m_findings.push_back(judgeFonts(m_subject.appearance));
            m_findings.push_back(judgeScreen(m_subject.appearance));
            m_vaults = std::move(around.vaults);
            askKeychain();
        });
}

void Examination::askKeychain()
{
    m_secrets.check(this, [this](credentials::KeychainState state) { onKeychain(state); });
}

/// Of a keychain to which nothing was ever written, the state says nothing: it is asked for something.
void Examination::onKeychain(credentials::KeychainState state)
{
    if (state != credentials::KeychainState::Unused) {
        m_findings.push_back(judgeKeychain(state, std::nullopt));
        openVaults(state == credentials::KeychainState::Same);
        return;
    }
    m_secrets.recall(TrialEntry, this, [this, state](const credentials::SecretStore::Recalled &recalled) {
        m_findings.push_back(judgeKeychain(state, recalled ? std::nullopt : std::optional(recalled.error())));
        openVaults(recalled.has_value());
    });
}

void Examination::openVaults(bool keychainAnswers)
{
    if (m_vaults.empty()) {
        askService();
        return;
    }
    VaultFacts facts = std::move(m_vaults.front());
    m_vaults.pop_front();
    if (facts.failure || facts.kept != VaultFacts::Kept::UnderKeychain || !keychainAnswers) {
        m_findings.push_back(judgeVault(facts));
        openVaults(keychainAnswers);
        return;
    }
    const auto kind = facts.isPractice ? vault::VaultKind::Practice : vault::VaultKind::Real;
    vault::openVault(vault::vaultFolder(m_subject.dataFolder, kind), {vault::keeperIn(m_secrets), {}}, this,
                     [this, facts, keychainAnswers](const Result<std::shared_ptr<vault::Vault>> &opened) mutable {
                         facts.opened = opened.has_value();
                         if (!opened) {
                             facts.failure = opened.error();
                         }
                         m_findings.push_back(judgeVault(facts));
                         openVaults(keychainAnswers);
                     });
}

void Examination::askService()
{
    if (m_subject.service) {
        m_service.isKnown = true;
        onService(*m_subject.service);
    } else {
        end();
    }
}

void Examination::onService(const Result<service::Profile> &profile)
{
    auto door = profile ? service::makeDoor(*profile, m_clock->utcNow()) : failed(profile.error());
    if (profile) {
        m_service.id = profile->id;
        m_service.host = profile->host();
        m_service.isPractice = profile->isPractice();
    }
    if (!door) {
        m_service.failure = door.error();
        end();
        return;
    }
    m_door = *std::move(door);
    const auto then = [this, profile = *profile](const Result<service::Probed> &probed) {
        m_service.now = m_clock->utcNow();
        if (!probed) {
            m_service.failure = probed.error();
        } else {
            m_service.certificateUntil = probed->certificateUntil;
            if (probed->itsTime) {
                m_service.secondsAhead = probed->itsTime->secsTo(m_service.now);
            }
            if (const auto same = service::checkIdentity(probed->description, profile); !same) {
                m_service.failure = same.error();
            }
        }
        end();
    };
    m_door->perform(service::ProbeService(), this, then, {}, m_subject.atMost);
}

void Examination::end()
{
    if (!m_service.now.isValid()) {
        m_service.now = m_clock->utcNow();
    }
    for (const auto judge : {judgeService, judgeCertificate, judgeClock}) {
        m_findings.push_back(judge(m_service));
    }
    const Report report{m_clock->utcNow(), u"" TTP_VERSION ""_s, std::move(m_findings)};
    const Identity identity = ownIdentity();
    Q_EMIT ended(report.cleaned([&identity](const QString &text) { return withoutIdentity(text, identity); }));
    deleteLater();
}

void examine(Subject subject, credentials::SecretStore &secrets, std::shared_ptr<const Clock> clock, QObject *context,
             std::function<void(Report)> then)
{
    auto *examination = new Examination(std::move(subject), secrets, std::move(clock), context);
    QObject::connect(examination, &Examination::ended, context, std::move(then));
    examination->start();
}

} // namespace ttp::diagnostics
