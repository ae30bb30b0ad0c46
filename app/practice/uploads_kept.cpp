// SPDX-License-Identifier: GPL-3.0-or-later
#include "uploads.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

/// How far an unfinished upload is does not stand here: its file tells, and that changes with every chunk.
std::expected<void, Refusal> Uploads::save(const Lock &) const
{
    if (!m_kept.drawer.isKept()) {
        return {};
    }
    QJsonArray uploads;
    for (const auto &[id, upload] : m_uploads) {
        uploads.append(QJsonObject{{u"id"_s, id},
                                   {u"user_id"_s, upload.userId},
                                   {u"sha256"_s, QString::fromLatin1(upload.sha256)},
                                   {u"length"_s, upload.length},
                                   {u"is_finished"_s, upload.isFinished},
                                   {u"first_bytes"_s, QString::fromLatin1(upload.firstBytes.toHex())},
                                   {u"last_used"_s, formatTimestamp(upload.lastUsed)}});
    }
    QJsonArray gone;
    for (const QString &id : m_gone) {
        gone.append(id);
    }
    return m_kept.drawer.save({{u"uploads"_s, uploads}, {u"gone"_s, gone}});
}

std::expected<void, QString> Uploads::load()
{
    const Lock lock(m_mutex);
    return m_kept.drawer.read([this](JsonObject &members) {
        members.forEach(u"uploads"_s, [this](JsonObject &record) {
            const QString id = record.string(u"id"_s);
            Upload upload;
            upload.userId = record.string(u"user_id"_s);
            upload.sha256 = record.sha256(u"sha256"_s);
            upload.length = record.integer(u"length"_s);
            upload.isFinished = record.boolean(u"is_finished"_s);
            upload.firstBytes = QByteArray::fromHex(record.string(u"first_bytes"_s).toLatin1());
            upload.lastUsed = record.timestamp(u"last_used"_s);
            record.refuseUnknown();
            if (upload.isFinished) {
                upload.offset = upload.length;
            } else {
                auto arrived = m_kept.parts.read(id, upload.length, FirstBytes);
                upload.offset = arrived.size;
                upload.firstBytes = arrived.firstBytes;
                upload.digest = std::move(arrived.digest);
            }
            m_uploads.insert_or_assign(id, std::move(upload));
        });
        for (const QString &id : members.strings(u"gone"_s)) {
            m_gone.insert(id);
        }
    });
}

} // namespace ttp::practice
