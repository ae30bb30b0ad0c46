// SPDX-License-Identifier: GPL-3.0-or-later
// household FOLDER [hold|send]: keeps a draft in both vaults and an account in the keychain. `hold` then leaves the vaults
// open, and `send` an application under way, until standard input ends; "ready" says when.

#include "base/digest.h"
#include "credentials/secret_store.h"
#include "submission/outbox.h"
#include "vault/secret_store_keeper.h"
#include "vault/vault_kind.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

constexpr int Failed = 1;

void wait()
{
    std::puts("ready");
    std::fflush(stdout);
    QFile input;
    if (input.open(0, QIODevice::ReadOnly)) {
        (void)input.readAll();
    }
}

void require(bool good, const char *what)
{
    if (!good) {
        std::fprintf(stderr, "household: %s\n", what);
        std::exit(Failed);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    const QString mode = QCoreApplication::arguments().value(2);
    credentials::SecretStore store({.dataFolder = folder});
    const auto keeper = vault::keeperIn(store);
    std::vector<std::shared_ptr<vault::Vault>> vaults;
    const auto afterAll = [&] {
        std::unique_ptr<submission::HeldEntry> sending;
        if (mode == "send"_L1) {
            vaults.clear();
            auto added = submission::Outbox(folder).add(
                {randomUuid(), QByteArray(64, 'a'), u"raw.example"_s, u"CANARY01"_s, QDateTime::currentDateTimeUtc()});
            require(added.has_value(), "no entry");
            sending = *std::move(added);
        }
        if (!mode.isEmpty()) {
            wait();
        }
        vaults.clear();
        QCoreApplication::quit();
    };
    const auto keepAccount = [&] {
        store.remember(u"account/raw.example"_s, Secret::fromUtf8("canary of a password"), &application,
                       [&](const credentials::SecretStore::Remembered &kept) {
                           require(kept.has_value(), "no keychain");
                           afterAll();
                       });
    };
    std::function<void(size_t)> keepDrafts = [&](size_t index) {
        if (index == vault::VaultKinds.size()) {
            keepAccount();
            return;
        }
        vault::openVault(
            vault::vaultFolder(folder, vault::VaultKinds.at(index)), {keeper, {}}, &application,
            [&, index](const Result<std::shared_ptr<vault::Vault>> &opened) {
                require(opened.has_value(), "no vault");
                vaults.push_back(*opened);
                require(
                    (*opened)->write(u"drafts/one/draft"_s, vault::Purpose::Draft, "canary of an answer").has_value(),
                    "no draft");
                keepDrafts(index + 1);
            });
    };
    QMetaObject::invokeMethod(&application, [&] { keepDrafts(0); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
