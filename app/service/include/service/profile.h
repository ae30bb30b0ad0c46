// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/signature.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace ttp::service {

enum class Kind { Production, Practice };

/// `production` or `practice`.
[[nodiscard]] QString nameOf(Kind kind);

/// Which service the program talks to, and what it must prove (`resources/api/profile.schema.json`).
struct Profile {
    QString id;
    Kind kind = Kind::Practice;
    QUrl baseUrl;           ///< https, without a trailing slash
    QByteArray caPem;       ///< replaces the system's roots; empty: the system's
    QStringList pins;       ///< `sha256/…` of the leaf's SubjectPublicKeyInfo, at least one spare; may be empty
    QDateTime pinsExpire;   ///< UTC; afterwards the program stops
    bool requireOcsp = false;
    KeySet keys;            ///< keys that must have signed terms and receipts; may be empty in practice
    QString proxy;          ///< `system`, `none` or an URL without credentials

    [[nodiscard]] bool isPractice() const { return kind == Kind::Practice; }
    /// Host as it stands on the wire: ASCII, so that look-alike letters show.
    [[nodiscard]] QString host() const { return baseUrl.host(QUrl::FullyEncoded); }
};

/// Largest profile file.
inline constexpr qint64 MaxProfileBytes = 256 * 1024;

/// Reads a profile strictly; `folder` is where a relative `ca_file` lies. `ProfileInvalid` names the path of the error.
[[nodiscard]] Result<Profile> readProfile(const QByteArray &json, const QString &folder);

/// Reads a profile file: `ProfileUnreadable` or `ProfileInvalid`.
[[nodiscard]] Result<Profile> readProfileFile(const QString &path);

} // namespace ttp::service
