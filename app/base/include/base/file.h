// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <expected>

namespace ttp {

/// Reads a whole regular file of at most `maxBytes`. The error is a fact for support without the path's folders.
[[nodiscard]] std::expected<QByteArray, QString> readFile(const QString &path, qint64 maxBytes);

/// Writes a file so that either the old or the new content is there, never half of it: temporary file beside it,
/// fsync, rename, fsync of the folder (Qt's QSaveFile leaves the folder out). Mode 0600. Does not follow a symbolic link.
[[nodiscard]] std::expected<void, QString> writeFileAtomically(const QString &path, const QByteArray &bytes);

/// Proves that a file can be written there: makes and fills a temporary file of `bytes` bytes beside it and removes it.
[[nodiscard]] std::expected<void, QString> checkWritable(const QString &path, qint64 bytes);

} // namespace ttp
