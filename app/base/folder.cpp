// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ttp {

bool makePrivateFolder(const QString &path)
{
    constexpr QFile::Permissions OwnersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (QFileInfo(path).isDir()) {
        return true;
    }
    const bool made = makePrivateFolder(QFileInfo(path).path()) && QDir().mkdir(path)
        && QFile::setPermissions(path, OwnersFolder);
    return made || QFileInfo(path).isDir(); // another program may have been faster
}

} // namespace ttp
