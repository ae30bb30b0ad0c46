// SPDX-License-Identifier: GPL-3.0-or-later
#include "examination.h"

#include "base/background.h"
#include "diagnostics/privacy.h"
#include "service/probe.h"
#include "vault/custody.h"
#include "vault/secret_store_keeper.h"

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

/// Never written: whether it is there is all the same, only that somebody answers.
const QString TrialEntry = u"doctor/nothing"_s;

struct Around {
    std::vector<Finding> findings;
    VaultFacts vault;
};

QString vaultIn(const QString &dataFolder)
{
    return dataFolder + u"/vault"_s;
}

VaultFacts lookAtVault(const QString &dataFolder)
{
    VaultFacts facts;
    const auto status = vault::vaultStatus(vaultIn(dataFolder));
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
            around.findings = {judgeVersions(lookAtVersions()), judgeLibraries(lookAtLibraries()), judgeTls(lookAtTls()),
                               judgeDataFolder(lookAtDataFolder(folder))};
            around.vault = lookAtVault(folder);
            return around;
        },
        [this](Around around) {
            m_findings = std::move(around.findings);
            m_findings.push_back(judgeFonts(m_subject.appearance));
            m_findings.push_back(judgeScreen(m_subject.appearance));
            m_vault = std::move(around.vault);
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
        openVault(state == credentials::KeychainState::Same);
        return;
    }
    m_secrets.recall(TrialEntry, this, [this, state](const credentials::SecretStore::Recalled &recalled) {
        m_findings.push_back(judgeKeychain(state, recalled ? std::nullopt : std::optional(recalled.error())));
        openVault(recalled.has_value());
    });
}

void Examination::openVault(bool keychainAnswers)
{
    if (m_vault.failure || m_vault.kept != VaultFacts::Kept::UnderKeychain || !keychainAnswers) {
        m_findings.push_back(judgeVault(m_vault));
        askService();
        return;
    }
    vault::openVault(vaultIn(m_subject.dataFolder), {vault::keeperIn(m_secrets), {}}, this,
                     [this](const Result<std::shared_ptr<vault::Vault>> &opened) {
                         m_vault.opened = opened.has_value();
                         if (!opened) {
                             m_vault.failure = opened.error();
                         }
                         m_findings.push_back(judgeVault(m_vault));
                         askService();
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
    const std::function then = [this, profile = *profile](const Result<service::Probed> &probed) {
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
    m_door->perform(service::ProbeService(), this, std::function<void(Result<service::Probed>)>(then), {}, m_subject.atMost);
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
