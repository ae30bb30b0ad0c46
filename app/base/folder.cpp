// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ttp {

bool makePrivateFolder(const QString &path)
{
    constexpr QFile::Permissions OwnersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    return QFileInfo(path).isDir() || (QDir().mkpath(path) && QFile::setPermissions(path, OwnersFolder));
}

} // namespace ttp
