// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QObject;

namespace ttp::credentials {
class SecretStore;
}

namespace ttp::erasure {

/// Sendings whose outcome is unknown: without their notes nobody can find it out, and the application could be sent twice.
enum class Unsettled { Keep, EraseToo };

/// What is kept, counted before anybody is asked.
struct Stock {
    bool hasVault = false;   ///< drafts and receipts
    bool hasSecrets = false; ///< something was written to the keychain
    int unsettled = 0;       ///< sendings whose outcome is unknown
    int underWay = 0;        ///< sendings that another program is at work on
    bool isInUse = false;    ///< another program has drafts and receipts open
    QStringList foreign;     ///< names in the data folder that are not this program's; they stay

    [[nodiscard]] bool isEmpty() const { return !hasVault && !hasSecrets && unsettled == 0 && underWay == 0; }
};

/// Looks at a data folder (absolute path). Changes nothing. Blocks: disk. `OutboxUnusable`.
[[nodiscard]] Result<Stock> takeStock(const QString &dataFolder);

/// Why nothing may be erased now: `EraseInUse`, `EraseUnsettled`; nothing if it may.
[[nodiscard]] std::optional<Failure> objection(const Stock &stock, Unsettled unsettled);

/// Something that is still there.
struct Left {
    QString what; ///< a path below the data folder, or an entry of the keychain: `keychain: account/…`
    LocalizedText why;
};

struct Outcome {
    /// `EraseInUse`, `EraseUnsettled`, `OutboxUnusable`: nothing was erased. `EraseIncomplete`: what `left` names is still
    /// there, everything else is gone.
    std::optional<Failure> failure;
    std::vector<Left> left;
    QStringList foreign; ///< as in the stock
    int files = 0;       ///< that were removed

    /// False if everything is as it was.
    [[nodiscard]] bool hasBegun() const { return !failure || failure->code == FailureCode::EraseIncomplete; }
};

/// Erases everything that this program keeps on this computer for this data folder: first the entries in the keychain (the
/// key without which nothing sealed can be read, and passwords), then notes of sendings, drafts, receipts and every other
/// file of the program, then the folder itself if nothing else is in it. Looks afterwards whether it is gone. May be cut
/// short at any point and repeated. Nobody, also not this program, may have the vault open. `context` and `secrets` must
/// live until `then` is called, once, on the thread of `context`.
///
/// It is a removal of names and of keys, no overwriting: on flash memory and copying file systems that promises nothing.
void eraseEverything(const QString &dataFolder, Unsettled unsettled, credentials::SecretStore &secrets,
                     QObject *context, std::function<void(Outcome)> then);

} // namespace ttp::erasure
