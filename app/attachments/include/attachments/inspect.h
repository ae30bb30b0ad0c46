// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace ttp::attachments {

/// What a file is, as far as its own bytes tell.
struct Inspected {
    QString filename;  ///< safe to send: without folders and control characters, at most 255 characters
    QString mediaType; ///< by the first bytes, never by the name; `application/octet-stream` if unknown
    qint64 size = 0;   ///< bytes
    QByteArray sha256; ///< 64 lower-case hex digits; empty if the file is larger than `maxBytes`
};

/// Reads a file, of which only this name is taken from `path`, once from its beginning to its end without holding it in memory. `AttachmentUnreadable` if it is not a
/// regular file or cannot be read. A file larger than `maxBytes` is measured, not read. Reads from disk: run it in the background.
[[nodiscard]] Result<Inspected> inspect(const ByteSource &source, const QString &path, qint64 maxBytes);
/// The file at that path.
[[nodiscard]] Result<Inspected> inspect(const QString &path, qint64 maxBytes);

/// The media type that the first bytes of a file show: PDF, JPEG or PNG.
[[nodiscard]] QString mediaTypeOf(QByteArrayView firstBytes);

/// A name that can be sent: the last part of the path, without control characters and directional overrides, NFC, cut to
/// 255 characters before its ending.
[[nodiscard]] QString safeFilename(const QString &path);

} // namespace ttp::attachments
