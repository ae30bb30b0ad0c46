// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/secret_store.h"
#include "diagnostics/facts.h"
#include "diagnostics/report.h"

namespace ttp::diagnostics {

// From facts to findings: pure functions, each with its words.

/// An older Qt or OpenSSL than the program was built with is a problem.
[[nodiscard]] Finding judgeVersions(const Versions &versions);

/// More than one file of libssl or libcrypto in the process, or another than the one that our own calls reach, is a problem.
/// Where the files cannot be seen, another version is one, and the same version is no proof.
[[nodiscard]] Finding judgeLibraries(const Libraries &libraries);

/// Anything but OpenSSL with TLS 1.2 is a problem.
[[nodiscard]] Finding judgeTls(const Tls &tls);

/// `trial`: what came of a question for an entry that is not there; nothing if it was answered.
[[nodiscard]] Finding judgeKeychain(credentials::KeychainState state, const std::optional<Failure> &trial);

[[nodiscard]] Finding judgeFonts(const Appearance &appearance);

/// No window is a problem, a main screen below 800 × 600 a warning.
[[nodiscard]] Finding judgeScreen(const Appearance &appearance);

/// Not writable, or less than 100 MB free, is a problem; less than 500 MB, or open to other people, a warning.
[[nodiscard]] Finding judgeDataFolder(const DataFolder &folder);

/// What became of opening it: `kept` says where the key is.
struct VaultFacts {
    enum class Kept { Nothing, UnderKeychain, UnderPassphrase };
    bool isPractice = false; ///< the vault of practice, which is another one
    Kept kept = Kept::Nothing;
    bool rotationUnfinished = false;
    bool opened = false;            ///< with the key of the keychain
    std::optional<Failure> failure; ///< of looking or opening
};
[[nodiscard]] Finding judgeVault(const VaultFacts &facts);

struct ServiceFacts {
    bool isKnown = false; ///< there is a service to ask
    QString id;
    QString host;
    bool isPractice = false;
    std::optional<Failure> failure; ///< not reached, or not the one of the profile
    QDateTime certificateUntil;     ///< UTC
    QDateTime now;                  ///< UTC, by this computer, when the answer was there
    std::optional<qint64>
        secondsAhead; ///< how far this computer's clock is ahead of the service's; nothing: it does not tell
};
[[nodiscard]] Finding judgeService(const ServiceFacts &facts);
/// Less than 14 days left is a warning; of the practice service it is not, which makes itself a new one at every start.
[[nodiscard]] Finding judgeCertificate(const ServiceFacts &facts);
/// More than a minute is a warning, more than five minutes a problem.
[[nodiscard]] Finding judgeClock(const ServiceFacts &facts);

} // namespace ttp::diagnostics
