// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace ttp::practice {

/// A mail of the practice service. Nothing is ever mailed: it lies in the mailbox of the service only.
struct Mail {
    QString to;      ///< address as it was registered
    QString userId;  ///< whose account it is about
    QString subject; ///< Japanese and English
    QString text;    ///< Japanese, then English; lines end with LF
    QDateTime sentAt;

    /// The mail as a file (RFC 5322 in UTF-8; lines end with LF, as in a Maildir). `User ID: …` and
    /// `Temporary password: …` stand on lines of their own.
    [[nodiscard]] QByteArray toBytes() const;
};

} // namespace ttp::practice
