// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

class QThread;

namespace ttp::credentials {

class KeychainWorker;

/// Keeps secrets in the keychain of the operating system, through QtKeychain, in a thread of its own because some back
/// ends block. Every job has a deadline; what comes after it is dropped. There is no plaintext fallback: what the keychain
/// does not keep is not kept. Make only one in a process: QtKeychain's queue belongs to the thread that used it first.
/// Failures: `KeychainUnavailable`, `KeychainSlow`, `KeychainRefused`.
class Keychain {
public:
    explicit Keychain(std::chrono::milliseconds deadline = std::chrono::seconds(3));
    ~Keychain();
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;

    /// Writes, reads back and compares. `entry` is a name without personal data (it is stored in clear).
    void remember(const QString &entry, Secret secret, QObject *context,
                  std::function<void(Result<std::monostate>)> then);
    /// Nothing if there is no such entry.
    void recall(const QString &entry, QObject *context,
                std::function<void(Result<std::shared_ptr<const Secret>>)> then);
    /// Removes, and proves by reading that it is gone.
    void forget(const QString &entry, QObject *context, std::function<void(Result<std::monostate>)> then);

private:
    std::chrono::milliseconds m_deadline;
    std::unique_ptr<QThread> m_thread;
    KeychainWorker *m_worker; ///< lives in and ends with the thread
};

} // namespace ttp::credentials
