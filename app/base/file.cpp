// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"

#include "base/system_error.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#ifndef Q_OS_WIN
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

constexpr QFile::Permissions OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

/// Makes the bytes reach the disk; QFile::flush stops at the operating system.
bool synced(QFile &file)
{
#ifdef Q_OS_WIN
    return file.flush(); // the rename below is MoveFileEx with write-through semantics of the file system
#else
    return file.flush() && ::fsync(file.handle()) == 0;
#endif
}

/// Makes the new name in the folder reach the disk.
void syncFolder(const QString &folder)
{
#ifndef Q_OS_WIN
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle); // some file systems refuse to sync a folder; the file itself is safe by then
        ::close(handle);
    }
#else
    Q_UNUSED(folder)
#endif
}

/// A temporary file beside `path`, written and synced.
std::expected<void, QString> writeTemporary(QTemporaryFile &file, const QString &path, const QByteArray &bytes)
{
    file.setFileTemplate(path + u".XXXXXX"_s);
    if (!file.open()) {
        return std::unexpected(file.errorString());
    }
    if (!file.setPermissions(OwnerOnly) || file.write(bytes) != bytes.size() || !synced(file)) {
        return std::unexpected(file.errorString());
    }
    return {};
}

} // namespace

std::expected<QByteArray, QString> readFile(const QString &path, qint64 maxBytes)
{
    QFile file(path);
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) {
        return std::unexpected(u"is not a regular file"_s);
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(file.errorString());
    }
    const QByteArray bytes = file.read(maxBytes + 1); // not size(): the file may be growing
    if (file.error() != QFileDevice::NoError) {
        return std::unexpected(file.errorString());
    }
    if (bytes.size() > maxBytes) {
        return std::unexpected(u"is larger than %1 bytes"_s.arg(maxBytes));
    }
    return bytes;
}

std::expected<void, QString> writeFileAtomically(const QString &path, const QByteArray &bytes)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isSymLink() && !target.isFile()) {
        return std::unexpected(u"is not a regular file"_s);
    }
    QTemporaryFile file;
    if (const auto written = writeTemporary(file, path, bytes); !written) {
        return written;
    }
    file.close();
#ifdef Q_OS_WIN
    QFile::remove(path);
    if (!file.rename(path)) {
        return std::unexpected(file.errorString());
    }
#else
    // rename(2) replaces the name itself, also when it is a symbolic link: the link's target stays untouched.
    if (::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0) {
        return std::unexpected(describeSystemError(errno));
    }
#endif
    file.setAutoRemove(false);
    syncFolder(target.absolutePath());
    return {};
}

std::expected<void, QString> checkWritable(const QString &path, qint64 bytes)
{
    if (QFileInfo(path).isDir()) {
        return std::unexpected(u"is a folder"_s);
    }
    QTemporaryFile file;
    return writeTemporary(file, path, QByteArray(bytes, '\0'));
}

} // namespace ttp
