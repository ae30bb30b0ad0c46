// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/secret_store_keeper.h"

#include "credentials/secret_store.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

using credentials::SecretStore;

class SecretStoreKeeper final : public KeyKeeper {
public:
    explicit SecretStoreKeeper(SecretStore &store) : m_store(store) {}

    void remember(const QString &entry, Secret secret, QObject *context, Kept then) override
    {
        m_store.remember(entry, std::move(secret), context,
                         [&store = m_store, entry, context, then](const SecretStore::Remembered &remembered) {
            if (!remembered) {
                then(failed(remembered.error()));
            } else if (*remembered == credentials::Kept::Keychain) {
                then(std::monostate());
            } else {
                store.forget(entry, context, [then](const SecretStore::Forgotten &) {
                    then(failed(FailureCode::KeychainUnavailable, u"nothing is kept beyond the session"_s));
                });
            }
        });
    }

    void recall(const QString &entry, QObject *context, Recalled then) override
    {
        m_store.recall(entry, context, [then](const SecretStore::Recalled &recalled) {
            then(recalled ? Result<std::shared_ptr<const Secret>>(recalled->secret) : failed(recalled.error()));
        });
    }

    void forget(const QString &entry, QObject *context, Kept then) override
    {
        m_store.forget(entry, context, std::move(then));
    }

private:
    SecretStore &m_store;
};

} // namespace

std::shared_ptr<KeyKeeper> keeperIn(SecretStore &store)
{
    return std::make_shared<SecretStoreKeeper>(store);
}

} // namespace ttp::vault
