// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace ttp::vault {

/// A file of a draft: what it is, and the name under which its bytes are kept. Never changed once it is kept: another file
/// gets another name.
struct DraftFile {
    QString id; ///< random; a segment of a name in the vault
    QString field;
    QString filename;
    QString mediaType;
    qint64 size = 0;
    QByteArray sha256; ///< 64 lower-case hex digits
    /// Where to copy it from when the draft is saved; null: it is kept. Not part of what is saved.
    std::shared_ptr<const ByteSource> pending;

    bool operator==(const DraftFile &other) const = default;
};

/// With whom the draft was made.
struct DraftService {
    QString id;
    QString kind;  ///< `practice`, `production`, `agency`
    QString place; ///< digest of where it is; empty for the embedded practice service, whose place is new at each start

    bool operator==(const DraftService &) const = default;
};

/// Where in the wizard the person was.
struct DraftPlace {
    QString page;  ///< `terms`, `sign-in`, `form`, `review`
    QString step;  ///< id of a step, of `form`
    QString field; ///< id of the field that had the focus; may be empty

    bool operator==(const DraftPlace &) const = default;
};

/// That the draft was about to be posted; whether it was, only the service can tell.
struct DraftSending {
    QString key;     ///< the idempotency key of the sending, a UUID; empty: it is not being sent
    QDateTime since; ///< UTC

    bool operator==(const DraftSending &) const = default;
};

/// An application that has not been sent. Data only: what the members of the form mean, the form says.
struct Draft {
    QString id;      ///< random; a segment of a name in the vault
    QString name;    ///< given by the person; empty: the applicant's name stands for it
    QString ownerId; ///< the user ID that it belongs to; empty: nobody has signed in, or the embedded practice service
    DraftService service;
    QJsonObject answers;
    QJsonObject consent; ///< as terms::Consent::toKept() writes it; empty: none
    DraftPlace place;
    DraftSending sending;
    QString language;  ///< `ja` or `en`
    QString applicant; ///< for the list: the name in the answers
    int completeSteps = 0;
    int steps = 0;
    QDateTime created;    ///< UTC
    QDateTime changed;    ///< UTC, by the clock of the computer: to show, nothing is decided by it
    QByteArray form;      ///< the form definition as the service gave it; a file of its own
    std::vector<DraftFile> files;

    bool operator==(const Draft &) const = default;
};

/// Largest draft without its form and files.
inline constexpr qint64 MaxDraftBytes = 16 * 1024 * 1024;
/// Largest form definition.
inline constexpr qint64 MaxFormBytes = 8 * 1024 * 1024;

/// What is kept of a draft: everything but the form and the bytes of the files, of which digests stand in it. Format 1.
[[nodiscard]] QByteArray toKept(const Draft &draft);

/// Reads it strictly, `form` stays empty: `VaultDamaged` with the path of the error, `VaultNewer` for a later format.
/// `formSha256` gets the digest of the form that belongs to it.
[[nodiscard]] Result<Draft> readDraft(const QByteArray &kept, QByteArray &formSha256);

} // namespace ttp::vault
