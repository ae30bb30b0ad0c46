// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_folder.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ttp::practice {

std::expected<void, QString> makePrivateFolder(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        const QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        if (!QDir().mkpath(info.absolutePath()) || !QDir().mkdir(info.absoluteFilePath(), ownerOnly)) {
            return std::unexpected(u"cannot make the folder %1"_s.arg(info.fileName()));
        }
        return {};
    }
    if (!info.isDir() || !info.isWritable()) {
        return std::unexpected(u"%1 is not a folder that can be written to"_s.arg(info.fileName()));
    }
#ifdef Q_OS_UNIX
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if (info.permissions() & others) {
        return std::unexpected(
            u"others may look into the folder %1; it has to have the mode 0700"_s.arg(info.fileName()));
    }
#endif
    return {};
}

} // namespace ttp::practice
