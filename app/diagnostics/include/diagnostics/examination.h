// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "diagnostics/facts.h"
#include "diagnostics/report.h"
#include "service/profile.h"

#include <chrono>

namespace ttp::credentials {
class SecretStore;
}

namespace ttp::diagnostics {

/// What is looked at.
struct Subject {
    QString dataFolder; ///< absolute
    Appearance appearance;
    /// The service to ask, or why there is none; nothing: none has been opened yet.
    std::optional<Result<service::Profile>> service;
    std::chrono::milliseconds atMost = std::chrono::seconds(30); ///< for the service to answer
};

/// Looks at everything and changes nothing: writes a small file into the data folder and removes it, asks the keychain for
/// an entry, opens the vault if its key is in the keychain, asks the service who it is. Nobody signs in. The report has
/// been put through `withoutIdentity`. `secrets` and `context` must live until `then` is called, once, on the thread of
/// `context`.
void examine(Subject subject, credentials::SecretStore &secrets, std::shared_ptr<const Clock> clock, QObject *context,
             std::function<void(Report)> then);

} // namespace ttp::diagnostics
