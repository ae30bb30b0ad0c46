// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

/// Programs of other people that judge what we computed.
namespace base_test {

/// What a program wrote to stdout; `(failed)` if it did not end with 0.
[[nodiscard]] QByteArray outputOf(const QString &program, const QStringList &arguments, const QByteArray &input = {});

/// Lower-case hex by coreutils.
[[nodiscard]] QByteArray sha256sum(const QByteArray &bytes);

/// Base64 of the SHA-256 by the openssl command.
[[nodiscard]] QByteArray opensslSha256Base64(const QByteArray &bytes);

void writeFile(const QString &path, const QByteArray &bytes);
/// Empty if it cannot be read.
[[nodiscard]] QByteArray bytesOf(const QString &path);

} // namespace base_test
