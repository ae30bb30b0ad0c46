// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#ifndef Q_OS_WIN

namespace ttp::vault {

/// An open file of the operating system.
class Handle {
public:
    explicit Handle(int number = -1) : m_number(number) {}
    ~Handle();
    Handle(Handle &&other) noexcept;
    Handle &operator=(Handle &&other) noexcept;
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }
    /// Hands the number over; who takes it closes it.
    [[nodiscard]] int release();

private:
    int m_number;
};

/// What a failed call means, from `errno`: a link or a stranger's file is `VaultNotPrivate`, no such file `VaultNotFound`,
/// everything else `otherwise`.
[[nodiscard]] Failure failureOfErrno(FailureCode otherwise);

/// Opens one folder by its name in another, which is not followed if it is a link; `make` makes it. It must belong to us;
/// if others may enter it, that is mended.
[[nodiscard]] Result<Handle> openFolder(int parent, const char *name, bool make);

/// Makes it certain that content and names reach the disk, as far as the file system can.
[[nodiscard]] bool syncToDisk(int number);

/// The names in a folder, without `.` and `..`.
[[nodiscard]] Result<QStringList> namesIn(int folder);

/// Whether all links on the way to `path` are root's or our own, so that nobody else chooses where it leads.
[[nodiscard]] Result<void> checkWay(const QString &path);

/// Removes a folder with all that is in it; links in it go, not what they lead to.
[[nodiscard]] Result<void> removeTree(int parent, const char *name);

} // namespace ttp::vault

#endif
