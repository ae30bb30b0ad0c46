// SPDX-License-Identifier: GPL-3.0-or-later
#include "new_file_beside.h"

#include "posix_file.h"

#include <QFileInfo>

#ifndef Q_OS_WIN
#include <cstdio>
#include <fcntl.h>
#endif

namespace ttp::vault {

bool NewFileBeside::open()
{
    const QFileInfo there(m_path);
    if (there.exists() && !there.isSymLink() && !there.isFile()) {
        return false;
    }
    return m_file.open() && m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

bool NewFileBeside::replace()
{
#ifdef Q_OS_WIN
    const bool flushed = m_file.flush();
    QFile::remove(m_path);
    const bool done = flushed && m_file.rename(m_path);
#else
    const bool done = m_file.flush() && syncToDisk(m_file.handle())
        && std::rename(QFile::encodeName(m_file.fileName()).constData(), QFile::encodeName(m_path).constData()) == 0;
#endif
    if (!done) {
        return false;
    }
    m_file.setAutoRemove(false);
#ifndef Q_OS_WIN
    const Handle folder(::open(QFile::encodeName(QFileInfo(m_path).absolutePath()).constData(),
                               O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen()) {
        (void)syncToDisk(folder.number()); // some folders cannot be synced; the file itself is safe by then
    }
#endif
    return true;
}

} // namespace ttp::vault
