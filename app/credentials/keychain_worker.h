// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/keychain.h"

namespace QKeychain {
class Job;
}

namespace ttp::credentials {

/// Runs QtKeychain's jobs in the keychain's thread. Jobs have no parent and are never deleted by us: libsecret keeps raw
/// pointers to them, so a job that hangs must be left alone.
class KeychainWorker : public QObject {
    Q_OBJECT
public:
    using Read = Result<std::shared_ptr<const Secret>>;
    using Written = Result<std::monostate>;

    void read(const QString &entry, std::function<void(Read)> then);
    void write(const QString &entry, std::shared_ptr<const Secret> secret, std::function<void(Written)> then);
    void remove(const QString &entry, std::function<void(Written)> then);
};

} // namespace ttp::credentials
