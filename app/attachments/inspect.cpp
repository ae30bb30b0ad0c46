// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments/inspect.h"

#include "base/digest.h"
#include "base/text.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace ttp::attachments {

namespace {
constexpr qsizetype LongestName = 255;
}

QString mediaTypeOf(QByteArrayView firstBytes)
{
    if (firstBytes.startsWith("%PDF-")) {
        return u"application/pdf"_s;
    }
    if (firstBytes.startsWith("\xFF\xD8\xFF")) {
        return u"image/jpeg"_s;
    }
    if (firstBytes.startsWith("\x89PNG\r\n\x1A\n")) {
        return u"image/png"_s;
    }
    return u"application/octet-stream"_s;
}

QString safeFilename(const QString &path)
{
    QString name;
    const QString last = path.sliced(qMax(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')) + 1); // also of Windows
    const QList<uint> codePoints = nfc(last).toUcs4();
    for (const uint codePoint : codePoints) {
        if (!isForbiddenInText(codePoint)) {
            name += QString::fromUcs4(reinterpret_cast<const char32_t *>(&codePoint), 1);
        }
    }
    if (name.isEmpty() || name == "."_L1 || name == ".."_L1) {
        name = u"file"_s;
    }
    if (name.size() > LongestName) {
        const qsizetype dot = name.lastIndexOf(u'.');
        const QString ending = dot > 0 && name.size() - dot <= 10 ? name.sliced(dot) : QString();
        name.truncate(LongestName - ending.size());
        if (name.back().isHighSurrogate()) {
            name.chop(1);
        }
        name += ending;
    }
    return name;
}

Result<Inspected> inspect(const QString &path, qint64 maxBytes)
{
    return inspect(*fileSource(path), path, maxBytes);
}

Result<Inspected> inspect(const ByteSource &source, const QString &path, qint64 maxBytes)
{
    const auto file = source.open();
    if (!file) {
        return failed(FailureCode::AttachmentUnreadable, file.error());
    }
    Inspected result{safeFilename(path), {}, 0, {}};
    Sha256 digest;
    QByteArray part(1024 * 1024, Qt::Uninitialized);
    while (true) {
        const qint64 read = (*file)->read(part.data(), part.size());
        if (read < 0 && !(*file)->atEnd()) {
            return failed(FailureCode::AttachmentUnreadable, (*file)->errorString());
        }
        const QByteArrayView bytes = QByteArrayView(part).first(qMax(qint64(0), read));
        if (result.size == 0) {
            result.mediaType = mediaTypeOf(bytes);
        }
        if (read <= 0) {
            break;
        }
        digest.add(bytes);
        result.size += read;
        if (result.size > maxBytes) {
            result.size = qMax(result.size, (*file)->size());
            return result;
        }
    }
    result.sha256 = digest.finish().toHex();
    return result;
}

} // namespace ttp::attachments
