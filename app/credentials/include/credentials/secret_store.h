// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <variant>

namespace ttp::credentials {

class Keychain;

/// What the policy allows.
enum class Keeping { KeychainAllowed, SessionOnly, Refused };

/// Where a secret is kept: in the keychain of the operating system; in the memory of this process, wiped when the store
/// ends; or nowhere, because the policy says so.
enum class Kept { Keychain, Session, Refused };

/// What the keychain shows at the start, by an entry that was written once (the mark).
enum class KeychainState {
    Unused,    ///< nothing was ever kept there by this installation; it was not even asked
    Same,      ///< the keychain that was written to
    Absent,    ///< there is no keychain that can be used
    TakenOver, ///< a keychain answers, but what was written is not there: another one has taken over
    Locked,    ///< it is locked, or unlocking was declined: what is in it cannot be seen
    Slow,      ///< no answer within the deadline; it may be any of the others
};

/// The failure that tells a person of a state: `KeychainTakenOver`, …; nothing for `Unused` and `Same`.
[[nodiscard]] std::optional<Failure> failureOf(KeychainState state);

/// Keeps secrets for the wizard (a password) and the vault (a key). Asynchronous: every call returns at once and answers
/// later, exactly once, in the thread that made the store; an answer whose `context` has gone is dropped.
///
/// Every question to the keychain has a deadline, then the answer is `KeychainSlow` and nothing is kept: what the keychain
/// still writes after that is removed again, also by the next start of the program. The caller may offer
/// `rememberForSession`. There is no plaintext fallback: no file ever holds a secret.
///
/// Entry names are without personal data (keychains store them in clear), at most 100 characters, and are prefixed with
/// `org.ttp-apply/`. They are noted in `keychain.json` of the data folder before anything is written, so that all can be
/// forgotten; the value never is. Several programs may share a data folder: while one of them changes an entry, the others
/// leave it alone and wait, each within its own deadline.
///
/// Make one store that uses the keychain in a process: QtKeychain's queue belongs to the thread that used it first.
class SecretStore {
public:
    struct Settings {
        Keeping keeping = Keeping::KeychainAllowed;
        QString dataFolder; ///< absolute; of `keychain.json`. Empty: nothing is noted, and there is no mark
        std::chrono::milliseconds deadline = std::chrono::seconds(3);
    };

    /// The largest secret. In Base64 it stays under 2 000 bytes, which every keychain takes (Windows: 2 560).
    static constexpr qsizetype MaxSecretBytes = 1497;

    explicit SecretStore(Settings settings);
    /// Wipes what was kept for the session. Ends within a second also when the keychain hangs.
    ~SecretStore();
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    using Remembered = Result<Kept>;
    /// Keeps it as well as the policy allows: written to the keychain, read back and compared; for the session; or not at
    /// all (`Kept::Refused`). After a failure it is kept nowhere, not even for the session: `KeychainUnavailable`,
    /// `KeychainSlow`, `KeychainRefused`, `KeychainLocked`, `SecretTooLarge`.
    void remember(const QString &entry, Secret secret, QObject *context, std::function<void(Remembered)> then);

    /// Keeps it in memory, at once: `Kept::Session`, or `Kept::Refused` by policy.
    Kept rememberForSession(const QString &entry, Secret secret);

    struct Found {
        std::shared_ptr<const Secret> secret; ///< null: there is no such entry
        Kept where = Kept::Keychain;          ///< where it was found; `Refused`: nothing is kept here by policy
    };
    using Recalled = Result<Found>;
    /// Looks in the memory of the session, then in the keychain. A missing entry is no failure, one that cannot be seen
    /// is: `KeychainUnavailable`, `KeychainSlow`, `KeychainRefused` (also of a damaged value), `KeychainLocked`.
    void recall(const QString &entry, QObject *context, std::function<void(Recalled)> then);

    using Forgotten = Result<std::monostate>;
    /// Removes it everywhere and proves by looking again that it is gone. Failures as of `recall`. Without a keychain by
    /// policy only the memory is emptied; so it is if there is none, and none was ever written to for this entry.
    void forget(const QString &entry, QObject *context, std::function<void(Forgotten)> then);

    /// Reads the mark. Also removes what an earlier start could not remove. Asks nothing if nothing was ever kept.
    void check(QObject *context, std::function<void(KeychainState)> then);

    /// An entry that could not be removed, and why.
    struct Left {
        QString entry;
        Failure why;
    };
    /// Forgets every entry that this installation ever wrote, one after the other, and the mark last, unless something is
    /// left. If another keychain has taken over, every entry is left in the one before (`KeychainTakenOver`); if one did
    /// so earlier, that stands there once, as `org.ttp-apply`. `keychain.json` stays; it is needed to try again. Without a
    /// keychain by policy only the memory is emptied.
    void forgetAll(QObject *context, std::function<void(std::vector<Left>)> then);

private:
    struct Erasing;
    void forgetNext(const std::shared_ptr<Erasing> &erasing);
    [[nodiscard]] bool usesKeychain() const { return m_settings.keeping == Keeping::KeychainAllowed; }

    Settings m_settings;
    std::map<QString, std::shared_ptr<const Secret>> m_session;
    std::unique_ptr<Keychain> m_keychain;
    QObject m_here; ///< carries answers into the thread of the store
};

} // namespace ttp::credentials
