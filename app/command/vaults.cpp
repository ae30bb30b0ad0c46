// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaults.h"

#include "vault/secret_store_keeper.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace ttp::command {

Failure of(vault::VaultKind kind, Failure failure)
{
    const QString name = vault::nameOf(kind);
    failure.facts = failure.facts.isEmpty() ? name : name + u": "_s + failure.facts;
    return failure;
}

Vaults::Vaults(QString dataFolder) : m_dataFolder(std::move(dataFolder)) {}

QString Vaults::folder(vault::VaultKind kind) const
{
    return vault::vaultFolder(m_dataFolder, kind);
}

Result<std::optional<vault::VaultStatus>> Vaults::status(vault::VaultKind kind) const
{
    auto status = vault::vaultStatus(folder(kind));
    return status ? status : failed(of(kind, status.error()));
}

vault::KeyAccess Vaults::access(Passphrase passphrase)
{
    if (!m_store) { // it asks nothing by itself
        m_store =
            std::make_unique<credentials::SecretStore>(credentials::SecretStore::Settings{.dataFolder = m_dataFolder});
    }
    return {vault::keeperIn(*m_store), std::move(passphrase)};
}

void Vaults::open(vault::VaultKind kind, const Passphrase &passphrase, QObject *context,
                  std::function<void(Result<std::shared_ptr<vault::Vault>>)> then)
{
    vault::openVault(folder(kind), access(passphrase), context,
                     [kind, then = std::move(then)](Result<std::shared_ptr<vault::Vault>> opened) {
                         then(opened ? std::move(opened) : failed(of(kind, vault::whyNotOpened(opened.error()))));
                     });
}

struct Vaults::Opening {
    Passphrase passphrase;
    QPointer<QObject> context;
    std::function<void(AllOpened)> then;
    std::vector<vault::VaultKind> waiting;
    AllOpened outcome;

    void note(Failure failure)
    {
        if (!outcome.failure) {
            outcome.failure = std::move(failure);
        }
    }
};

void Vaults::openAll(const Passphrase &passphrase, QObject *context, std::function<void(AllOpened)> then)
{
    auto opening = std::make_shared<Opening>();
    opening->passphrase = passphrase;
    opening->context = context;
    opening->then = std::move(then);
    for (const vault::VaultKind kind : vault::VaultKinds) {
        const auto status = this->status(kind);
        if (!status) {
            opening->note(status.error());
        } else if (*status) {
            opening->waiting.push_back(kind);
        }
    }
    openNext(opening);
}

void Vaults::openNext(const std::shared_ptr<Opening> &opening)
{
    if (!opening->context) {
        return;
    }
    if (opening->waiting.empty()) {
        opening->then(std::move(opening->outcome));
        return;
    }
    const vault::VaultKind kind = opening->waiting.front();
    opening->waiting.erase(opening->waiting.begin());
    open(kind, opening->passphrase, opening->context,
         [this, kind, opening](Result<std::shared_ptr<vault::Vault>> opened) {
             if (opened) {
                 opening->outcome.vaults.push_back({kind, *std::move(opened)});
             } else {
                 opening->note(std::move(opened.error()));
             }
             openNext(opening);
         });
}

} // namespace ttp::command
