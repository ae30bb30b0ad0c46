// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "practice/faults.h"
#include "practice/mail.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ttp::practice {

struct Options {
    quint16 port = 0;      ///< 0: any free one. A port in use is an error, it is never shared
    bool embedded = false; ///< random account and unguessable base path; else PRACTICE01 and a fixed path
    QString formPath;      ///< another form definition to serve; empty: the bundled one
    Faults faults;
    /// Where the mails are written, one file each; made if it is not there (0700). Empty: only `mails()` has them.
    QString mailboxFolder;
    /// Seconds from one status of an application to the next (see Schedule). None: an application stays `received`.
    std::optional<int> paceSeconds;
    /// Faults are read from there whenever it changes (Faults::read). Empty: none.
    QString controlFile;
    /// Accounts, applications, uploads, keys and certificates are kept there and found again at the next start; made if
    /// it is not there (0700). Sessions and lockouts are not kept. Empty: everything is in memory only.
    QString dataFolder;
    /// Told in English what is wrong with the control file, from several threads. Empty: nobody hears of it.
    std::function<void(const QString &)> warn;
};

/// The practice service: speaks the contract on loopback HTTPS in threads of its own, with a certificate authority,
/// certificate and signing key made at start. Keeps everything in memory unless a data folder is named. Ends, with all
/// it holds in memory, in the destructor.
class PracticeService {
public:
    /// Starts and listens. `PracticeFailed` says why it cannot.
    static Result<std::unique_ptr<PracticeService>> start(const Options &options, std::shared_ptr<const Clock> clock);
    ~PracticeService();

    [[nodiscard]] QString baseUrl() const;     ///< `https://127.0.0.1:PORT/…/v1`
    [[nodiscard]] QJsonObject profile() const; ///< service profile with its CA and receipt keys
    [[nodiscard]] QString userId() const;
    [[nodiscard]] Secret password() const; ///< as it was at the start
    /// The last hundred mails with temporary passwords, oldest first. Nothing is ever mailed to anybody.
    [[nodiscard]] std::vector<Mail> mails() const;

private:
    struct Parts;
    explicit PracticeService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace ttp::practice
