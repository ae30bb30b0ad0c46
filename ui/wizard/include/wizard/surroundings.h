// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "credentials/secret_store.h"
#include "service/profile.h"
#include "service/sessions.h"
#include "submission/outbox.h"
#include "vault/autosaver.h"
#include "vault/vault.h"
#include "wizard/upkeep.h"

#include <functional>
#include <memory>
#include <optional>

namespace ttp::ui {

class FileChooser;

/// The service that the wizard talks to.
struct Origin {
    service::Profile profile;
    std::optional<service::Credentials> practiceAccount; ///< of the embedded practice service
};

/// Which vault is asked for.
struct VaultWish {
    QString serviceKind; ///< `practice` and the others are kept apart
    bool make = false;   ///< where there is none yet
    std::shared_ptr<const Secret> passphrase = {}; ///< that protects it instead of the keychain
};

/// What the wizard works with; the composition root builds it, tests hand in others.
struct Surroundings {
    std::shared_ptr<const Clock> clock;
    /// Reads the profile or starts the embedded service. Runs on a background thread.
    std::function<Result<Origin>()> openOrigin;
    credentials::SecretStore *secrets = nullptr; ///< keeps passwords; outlives the wizard
    std::chrono::milliseconds patience{120'000}; ///< for sending
    const submission::Outbox *outbox = nullptr; ///< notes what is being sent; outlives the wizard; null: no notes
    /// A machine for everybody: nothing is remembered, and another application needs another session. Files are chosen
    /// there by `chooser`, which outlives the wizard.
    bool shared = false;
    FileChooser *chooser = nullptr;
    /// Opens what is kept on this computer; gives null if there is nothing yet and none is to be made. Answers later, on
    /// the thread of `context`. No function: nothing is kept.
    std::function<void(VaultWish wish, QObject *context, std::function<void(Result<std::shared_ptr<vault::Vault>>)> then)>
        openVault = {};
    /// Whether this computer can draw Japanese; none: its fonts are asked.
    std::function<bool()> canDrawJapanese = {};
    vault::Autosaver::Timing saving = {};
    Upkeep upkeep = {};
};

} // namespace ttp::ui
