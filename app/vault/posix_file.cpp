// SPDX-License-Identifier: GPL-3.0-or-later
#include "posix_file.h"

#ifndef Q_OS_WIN

#include "base/system_error.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

// After <sys/types.h>: some systems need it.
#include <sys/file.h>

#include <dirent.h>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr mode_t FolderMode = 0700;
constexpr mode_t ForOthers = 077;

} // namespace

Handle::~Handle()
{
    if (m_number >= 0) {
        ::close(m_number);
    }
}

Handle::Handle(Handle &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}

Handle &Handle::operator=(Handle &&other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

int Handle::release()
{
    return std::exchange(m_number, -1);
}

Failure failureOfErrno(FailureCode otherwise)
{
    const int error = errno;
    const QString facts = describeSystemError(error);
    if (error == ELOOP || error == ENOTDIR) { // O_NOFOLLOW met a link; with O_DIRECTORY Linux says ENOTDIR
        return Failure(FailureCode::VaultNotPrivate, u"a link or a file stands where a folder should be: "_s + facts);
    }
    return Failure(error == ENOENT && otherwise == FailureCode::VaultUnreadable ? FailureCode::VaultNotFound : otherwise,
                   facts);
}

Result<Handle> openFolder(int parent, const char *name, bool make)
{
    const FailureCode otherwise = make ? FailureCode::VaultUnwritable : FailureCode::VaultUnreadable;
    if (make && ::mkdirat(parent, name, FolderMode) == 0 && !syncToDisk(parent)) {
        return failed(failureOfErrno(otherwise));
    }
    Handle folder(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status{};
    if (!folder.isOpen() || ::fstat(folder.number(), &status) != 0) {
        return failed(failureOfErrno(otherwise));
    }
    if (status.st_uid != ::geteuid()) {
        return failed(FailureCode::VaultNotPrivate, u"a folder belongs to another user"_s);
    }
    if ((status.st_mode & ForOthers) != 0 && ::fchmod(folder.number(), FolderMode) != 0) {
        return failed(FailureCode::VaultNotPrivate, u"a folder is open to others, and that cannot be changed"_s);
    }
    return folder;
}

bool syncToDisk(int number)
{
#ifdef Q_OS_MACOS
    if (::fcntl(number, F_FULLFSYNC) == 0) { // fsync() there stops at the disk's own memory
        return true;
    }
#endif
    // Some file systems cannot sync a folder (EINVAL); then there is nothing to be done about it.
    return ::fsync(number) == 0 || errno == EINVAL;
}

Result<QStringList> namesIn(int folder)
{
    // A handle of its own: reading moves its place.
    Handle own(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(own.isOpen() ? ::fdopendir(own.number()) : nullptr, &::closedir);
    if (!stream) {
        return failed(failureOfErrno(FailureCode::VaultUnreadable));
    }
    std::ignore = own.release(); // the stream closes it
    QStringList names;
    errno = 0;
    while (const dirent *entry = ::readdir(stream.get())) {
        const QString name = QFile::decodeName(entry->d_name);
        if (name != "."_L1 && name != ".."_L1) {
            names += name;
        }
        errno = 0;
    }
    if (errno != 0) {
        return failed(failureOfErrno(FailureCode::VaultUnreadable));
    }
    return names;
}

Result<void> checkWay(const QString &path)
{
    QString way;
    for (const QString &step : QDir::cleanPath(path).split(u'/', Qt::SkipEmptyParts)) {
        way += u'/' + step;
        struct stat status{};
        if (::lstat(QFile::encodeName(way).constData(), &status) != 0) {
            return {}; // not there yet
        }
        if (S_ISLNK(status.st_mode) && status.st_uid != 0 && status.st_uid != ::geteuid()) {
            return failed(FailureCode::VaultNotPrivate, u"a link of another user is on the way to the folder"_s);
        }
    }
    return {};
}

Result<void> removeTree(int parent, const char *name)
{
    {
        const auto folder = openFolder(parent, name, false);
        if (!folder) {
            if (folder.error().code == FailureCode::VaultNotFound) {
                return {};
            }
            return failed(folder.error());
        }
        const auto names = namesIn(folder->number());
        if (!names) {
            return failed(names.error());
        }
        for (const QString &entry : *names) {
            const QByteArray encoded = QFile::encodeName(entry);
            if (::unlinkat(folder->number(), encoded.constData(), 0) == 0 || errno == ENOENT) {
                continue;
            }
            if (errno != EISDIR && errno != EPERM) { // Linux says EISDIR, POSIX EPERM
                return failed(failureOfErrno(FailureCode::VaultUnwritable));
            }
            if (const auto removed = removeTree(folder->number(), encoded.constData()); !removed) {
                return removed;
            }
        }
    }
    if (::unlinkat(parent, name, AT_REMOVEDIR) != 0 && errno != ENOENT) {
        return failed(failureOfErrno(FailureCode::VaultUnwritable));
    }
    return {};
}

} // namespace ttp::vault

#endif
