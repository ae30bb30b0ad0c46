// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace ttp::credentials {

enum class SecretServiceState {
    Locked, ///< the entry, or the default collection, is locked
    Open,   ///< it answers, and neither is locked
    Silent, ///< nobody answers, or the system has no Secret Service
};

/// Asks the Secret Service of the session (freedesktop.org Secret Service 0.2) how it stands, for the sake of an entry of
/// QtKeychain: that says "not found" also when the person declines to unlock, which must not be taken for "gone"; and it has
/// one error for a service that is missing and for one that refuses.
void askSecretService(const QString &service, const QString &key, std::chrono::milliseconds deadline, QObject *context,
                      std::function<void(SecretServiceState)> then);

} // namespace ttp::credentials
