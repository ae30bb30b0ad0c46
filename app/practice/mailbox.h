// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mail.h"

#include <expected>
#include <mutex>
#include <vector>

namespace ttp::practice {

/// Where the mails of the service go instead of to anybody. Safe from several threads.
class Mailbox {
public:
    /// `folder`: each mail becomes a file there; empty: they are kept in memory only.
    explicit Mailbox(QString folder) : m_folder(std::move(folder)) {}

    /// Makes the folder if it is not there (0700). The error says why no mail can be written.
    [[nodiscard]] std::expected<void, QString> open() const;

    /// Keeps a mail, and writes it atomically as `TIME-RANDOM.eml`, readable by the owner only.
    std::expected<void, QString> deliver(const Mail &mail);

    /// The last hundred mails, oldest first.
    [[nodiscard]] std::vector<Mail> mails() const;

private:
    const QString m_folder;
    mutable std::mutex m_mutex;
    std::vector<Mail> m_mails;
    quint64 m_delivered = 0; ///< into the folder
};

} // namespace ttp::practice
