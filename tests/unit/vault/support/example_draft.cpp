// SPDX-License-Identifier: GPL-3.0-or-later
#include "example_draft.h"

#include "judges.h"

#include <QBuffer>

using namespace Qt::StringLiterals;

namespace vault_test {

BytesSource::BytesSource(QByteArray bytes, bool gone) : m_bytes(std::move(bytes)), m_gone(gone) {}

std::expected<std::unique_ptr<QIODevice>, QString> BytesSource::open() const
{
    if (m_gone) {
        return std::unexpected(u"gone"_s);
    }
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(m_bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

ttp::vault::DraftFile pendingFile(const QString &id, const QByteArray &bytes)
{
    return {id,           u"documents.face"_s,           u"face.jpg"_s, u"image/jpeg"_s,
            bytes.size(), base_test::sha256sum(bytes), std::make_shared<BytesSource>(bytes)};
}

} // namespace vault_test
