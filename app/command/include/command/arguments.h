// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace ttp::command {

/// What the person asked for on the command line. One flat structure: the parser has made sure that only what belongs
/// to the command is set.
struct Arguments {
    QString command;       ///< `check`, `submit`, …, also of two words: `password change`; empty: the window
    QString file;          ///< of check, submit, verify, register, draft export, draft import; of form, where it may be empty
    QString number;        ///< of status (may be empty), documents, withdraw: the application's
    struct Document {
        QString field;
        QString path; ///< as it was given
    };
    std::vector<Document> documents; ///< FIELD=FILE of documents
    bool kiosk = false;          ///< --kiosk: a shared machine
    bool kioskSession = false;   ///< --kiosk-session: one session of it, started by the program itself
    QString kioskFolder;         ///< --kiosk-folder
    std::chrono::seconds kioskIdle{60}; ///< --kiosk-idle
    QString profilePath;   ///< --service; empty: the embedded practice service
    bool json = false;     ///< --json
    bool schema = false;   ///< --schema, of form
    QString userId;        ///< --user
    bool passwordOnStdin = false; ///< --password-stdin
    std::chrono::seconds wait{120}; ///< --wait
    bool passphraseOnStdin = false; ///< --passphrase-stdin, of vault rotate, draft export, draft import
    QString custody;       ///< --custody, of vault rotate: `keychain`, `passphrase` or empty
    QString vault;         ///< --vault, of vault status and rotate: `practice`, `real` or empty
    bool vaultPassphraseOnStdin = false; ///< --vault-passphrase-stdin, of draft …
    QString draftId;       ///< of draft export and draft delete
    bool yes = false;      ///< --yes, of erase
    bool evenUnsettled = false; ///< --even-unsettled, of erase
    QString zipPath;       ///< --zip, of doctor
    bool probeScreen = false; ///< --probe-screen, of doctor: started by the program itself
    QString email;         ///< --email, of password reset
    QString acceptedTerms; ///< --accept-terms
    QString receiptPath;   ///< --receipt
    QString language;      ///< --language: `ja`, `en` or empty
    QString termsVersion;  ///< --version, of terms
    QString consentPath;   ///< --verify-consent, of terms
    quint16 port = 0;      ///< --port
    QString formPath;      ///< --form, of practice
    QString profileOut;    ///< --profile-out
    QStringList faults;    ///< --fault, any number of times
    QString mailbox;       ///< --mailbox, of practice
    QString dataFolder;    ///< --data, of practice
    QString controlFile;   ///< --control, of practice
    std::optional<std::chrono::seconds> pace; ///< --pace, of practice
    bool help = false;
    bool showVersion = false;

    /// True if the command draws text and so needs a QGuiApplication: `--receipt OUT.pdf`.
    [[nodiscard]] bool needsFonts() const { return receiptPath.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive); }
};

/// Reads the arguments after the program's name. `UsageUnknown` with what is wrong; `UsageTermsMissing`,
/// `UsageAccountMissing` where a command lacks what it needs.
[[nodiscard]] Result<Arguments> parseArguments(const QStringList &arguments);

/// How to call it, in plain text.
[[nodiscard]] QString usage();

} // namespace ttp::command
