// SPDX-License-Identifier: GPL-3.0-or-later
// The data folder.

#include "diagnostics/facts.h"

#include "base/file.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

constexpr qint64 TrialBytes = 4096;

/// The folder itself, or the nearest above it that is there: that is where it would be made.
QString existing(const QString &path)
{
    QString folder = QDir::cleanPath(path);
    while (!QFileInfo::exists(folder) && QFileInfo(folder).path() != folder) {
        folder = QFileInfo(folder).path();
    }
    return folder;
}

} // namespace

DataFolder lookAtDataFolder(const QString &path)
{
    DataFolder found;
    found.path = path;
    found.isThere = QFileInfo(path).isDir();
    const QString folder = existing(path);
    if (found.isThere) {
        const auto tried = checkWritable(path + u"/doctor"_s, TrialBytes);
        found.unwritable = tried ? QString() : tried.error();
    } else if (!QFileInfo(folder).isDir()) {
        found.unwritable = u"there is a file in its place"_s;
    } else if (!QFileInfo(folder).isWritable()) {
        found.unwritable = u"it cannot be made"_s;
    }
    const QStorageInfo disk(folder);
    found.freeBytes = disk.isValid() ? disk.bytesAvailable() : -1;
#ifdef Q_OS_UNIX
    constexpr QFile::Permissions OfOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const QString &name : {u"vault/real"_s, u"vault/practice"_s, u"outbox"_s, u"keychain.json"_s}) {
        const QFileInfo info(path + u'/' + name);
        if (info.exists() && (info.permissions() & OfOthers)) {
            found.tooOpen += name;
        }
    }
#endif
    return found;
}

} // namespace ttp::diagnostics
