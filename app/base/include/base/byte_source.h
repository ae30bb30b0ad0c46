// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <QString>

#include <expected>
#include <memory>

namespace ttp {

/// Where the bytes of a file come from: a file on disk, or one that the vault keeps. Immutable; any thread may use it.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Opens it for reading, at its first byte; the device can seek and knows its size. Blocks: disk. The error is a
    /// fact for support without folders.
    [[nodiscard]] virtual std::expected<std::unique_ptr<QIODevice>, QString> open() const = 0;
};

/// The file at a path, as it is when it is opened; only a regular one (a pipe or a device would block or never end).
[[nodiscard]] std::shared_ptr<const ByteSource> fileSource(const QString &path);

} // namespace ttp
