// SPDX-License-Identifier: GPL-3.0-or-later
#include "upload_parts.h"

#include "private_folder.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 ReadBytes = 64 * 1024;

} // namespace

std::expected<void, QString> UploadParts::open() const
{
    return areKept() ? makePrivateFolder(m_folder) : std::expected<void, QString>();
}

std::shared_ptr<QFile> UploadParts::file(const QString &id) const
{
    if (!areKept()) {
        return nullptr;
    }
    auto file = std::make_shared<QFile>(path(id));
    const QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered;
    return file->open(mode, QFile::ReadOwner | QFile::WriteOwner) ? file : nullptr;
}

void UploadParts::remove(const QString &id) const
{
    if (areKept()) {
        QFile::remove(path(id));
    }
}

UploadParts::Arrived UploadParts::read(const QString &id, qint64 length, qsizetype firstBytes) const
{
    Arrived arrived;
    QFile file(path(id));
    if (!areKept() || !file.open(QIODevice::ReadOnly)) {
        return arrived;
    }
    while (arrived.size < length) {
        const QByteArray part = file.read(std::min(ReadBytes, length - arrived.size));
        if (part.isEmpty()) {
            break;
        }
        arrived.firstBytes += part.first(std::min(part.size(), firstBytes - arrived.firstBytes.size()));
        arrived.digest.add(part);
        arrived.size += part.size();
    }
    return arrived;
}

QString UploadParts::path(const QString &id) const
{
    return QDir(m_folder).absoluteFilePath(id + u".part"_s);
}

} // namespace ttp::practice
