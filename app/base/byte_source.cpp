// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

class FileSource final : public ByteSource {
public:
    explicit FileSource(QString path) : m_path(std::move(path)) {}

    [[nodiscard]] std::expected<std::unique_ptr<QIODevice>, QString> open() const override
    {
        const QFileInfo info(m_path);
        if (!info.isFile()) { // opening a pipe would never end
            return std::unexpected(info.exists() ? u"not a regular file"_s : u"no such file"_s);
        }
        auto file = std::make_unique<QFile>(m_path);
        if (!file->open(QIODevice::ReadOnly)) {
            return std::unexpected(file->errorString());
        }
        return file;
    }

private:
    QString m_path;
};

} // namespace

std::shared_ptr<const ByteSource> fileSource(const QString &path)
{
    return std::make_shared<FileSource>(path);
}

} // namespace ttp
