// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include "base/system_error.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <optional>

#ifndef Q_OS_WIN
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

constexpr QFile::Permissions OwnersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

using Spare = std::function<bool(const QString &)>;

bool isFolder(const QFileInfo &info)
{
    return info.isDir() && !info.isSymLink() && !info.isJunction();
}

bool isThere(const QFileInfo &info)
{
    return info.isSymLink() || info.exists(); // a link is there also if it leads nowhere
}

#ifndef Q_OS_WIN
LocalizedText reasonOf(int error)
{
    switch (error) {
    case EACCES:
    case EPERM: return {u"削除が許可されていません。"_s, u"Removing it is not permitted."_s};
    case EROFS: return {u"ディスクが読み取り専用です。"_s, u"The disk is read-only."_s};
    case EBUSY: return {u"ほかのプログラムが使用しています。"_s, u"Another program is using it."_s};
    case ENOTEMPTY:
    case EEXIST: return {u"フォルダーが空になりません。"_s, u"The folder does not become empty."_s};
    default: break;
    }
    const QString facts = describeSystemError(error);
    return LocalizedText(u"システムのエラーです：%1"_s, u"The system says: %1"_s).arg(facts);
}
#endif

/// Removes one name, not what it leads to; nothing, or why not.
std::optional<LocalizedText> removeOne(const QString &path, bool folder)
{
#ifdef Q_OS_WIN
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (!(folder ? QDir().rmdir(path) : QFile::remove(path))) {
        return LocalizedText(u"削除できません。ほかのプログラムが使用している可能性があります。"_s,
                             u"It cannot be removed; another program may be using it."_s);
    }
#else
    const QByteArray name = QFile::encodeName(path);
    if ((folder ? ::rmdir(name.constData()) : ::unlink(name.constData())) != 0 && errno != ENOENT) {
        return reasonOf(errno);
    }
#endif
    if (isThere(QFileInfo(path))) {
        return LocalizedText(u"削除しても残っています。"_s, u"It is still there after removing it."_s);
    }
    return std::nullopt;
}

/// Makes removed names stay removed after a power cut.
void syncFolder(const QString &path)
{
#ifndef Q_OS_WIN
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle); // some file systems refuse to sync a folder
        ::close(handle);
    }
#else
    Q_UNUSED(path)
#endif
}

/// True if the name is gone.
bool eraseName(const QFileInfo &info, const Spare &spare, Erased &erased)
{
    const QString path = info.absoluteFilePath();
    if (spare && spare(path)) {
        return false;
    }
    const bool folder = isFolder(info);
    bool empty = true;
    if (folder) {
        const QDir inside(path);
        if (!(info.isReadable() && info.isWritable() && info.isExecutable())) {
            QFile::setPermissions(path, OwnersFolder); // if it is ours, that it forbids is no reason
        }
        const auto all = inside.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
        for (const QFileInfo &each : all) {
            empty = eraseName(each, spare, erased) && empty;
        }
        syncFolder(path);
    }
    if (!empty) {
        return false; // what is in it has been named
    }
    if (auto why = removeOne(path, folder)) {
        erased.left.push_back({path, *std::move(why)});
        return false;
    }
    erased.files += folder ? 0 : 1;
    return true;
}

} // namespace

bool makePrivateFolder(const QString &path)
{
    if (QFileInfo(path).isDir()) {
        return true;
    }
    const bool made = makePrivateFolder(QFileInfo(path).path()) && QDir().mkdir(path)
        && QFile::setPermissions(path, OwnersFolder);
    return made || QFileInfo(path).isDir(); // another program may have been faster
}

Erased erase(const QString &path, const Spare &spare)
{
    Erased erased;
    const QFileInfo root(path);
    if (isThere(root)) {
        (void)eraseName(root, spare, erased);
        syncFolder(root.absolutePath());
    }
    return erased;
}

} // namespace ttp
