// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#ifndef Q_OS_WIN
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

constexpr QFile::Permissions OwnersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

bool isFolder(const QFileInfo &info)
{
    return info.isDir() && !info.isSymLink() && !info.isJunction();
}

bool isThere(const QFileInfo &info)
{
    return info.isSymLink() || info.exists(); // a link is there also if it leads nowhere
}

/// Removes one name, not what it leads to. Empty, or why not.
QString removeOne(const QString &path, bool folder)
{
#ifdef Q_OS_WIN
    if (!(folder ? QDir().rmdir(path) : QFile::remove(path))) {
        return u"cannot be removed"_s;
    }
#else
    const QByteArray name = QFile::encodeName(path);
    if ((folder ? ::rmdir(name.constData()) : ::unlink(name.constData())) != 0 && errno != ENOENT) {
        return QString::fromLocal8Bit(std::strerror(errno));
    }
#endif
    return isThere(QFileInfo(path)) ? u"is still there"_s : QString();
}

/// Makes removed names stay removed after a power cut.
void syncFolder(const QString &path)
{
#ifndef Q_OS_WIN
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle); // some file systems refuse to sync a folder
        ::close(handle);
    }
#else
    Q_UNUSED(path)
#endif
}

using Spare = std::function<bool(const QString &)>;

/// True if nothing is left in it.
bool eraseInside(const QString &path, const Spare &spare, std::vector<NotErased> &left)
{
    const QFileInfoList all =
        QDir(path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    bool empty = true;
    if (!QFileInfo(path).isReadable()) {
        left.push_back({path, u"cannot be read"_s});
        return false;
    }
    for (const QFileInfo &info : all) {
        const QString one = info.absoluteFilePath();
        if (spare && spare(one)) {
            empty = false;
            continue;
        }
        const bool folder = isFolder(info);
        if (folder && !eraseInside(one, spare, left)) {
            empty = false;
            continue;
        }
        if (const QString why = removeOne(one, folder); !why.isEmpty()) {
            left.push_back({one, why});
            empty = false;
        }
    }
    syncFolder(path);
    return empty;
}

} // namespace

bool makePrivateFolder(const QString &path)
{
    return QFileInfo(path).isDir() || (QDir().mkpath(path) && QFile::setPermissions(path, OwnersFolder));
}

std::vector<NotErased> eraseFolder(const QString &path, const Spare &spare)
{
    std::vector<NotErased> left;
    const QFileInfo root(path);
    if (!isThere(root)) {
        return left;
    }
    const QString folder = root.absoluteFilePath();
    if (!isFolder(root)) {
        left.push_back({folder, u"is no folder, or a symbolic link to one"_s});
        return left;
    }
    if (eraseInside(folder, spare, left)) {
        if (const QString why = removeOne(folder, true); !why.isEmpty()) {
            left.push_back({folder, why});
        }
        syncFolder(root.absolutePath());
    }
    return left;
}

} // namespace ttp
