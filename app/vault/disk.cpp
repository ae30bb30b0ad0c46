// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.h"

using namespace Qt::StringLiterals;

namespace ttp::vault {

Result<QByteArray> readWhole(const Disk &disk, const QString &path, qint64 maxBytes)
{
    const auto file = disk.read(path);
    if (!file) {
        return failed(file.error());
    }
    QByteArray bytes = (*file)->read(maxBytes + 1);
    if (bytes.size() > maxBytes) {
        return failed(FailureCode::VaultDamaged, u"a file is longer than it can be"_s);
    }
    if (bytes.size() != (*file)->size()) {
        return failed(FailureCode::VaultUnreadable, (*file)->errorString());
    }
    return bytes;
}

Result<void> writeWhole(Disk &disk, const QString &path, const QByteArray &bytes)
{
    auto file = disk.begin();
    if (!file) {
        return failed(file.error());
    }
    if ((*file)->device().write(bytes) != bytes.size()) {
        return failed(FailureCode::VaultUnwritable, (*file)->device().errorString());
    }
    return disk.put(std::move(*file), path);
}

} // namespace ttp::vault
