// SPDX-License-Identifier: GPL-3.0-or-later
#include "uploads.h"

#include "publications.h"
#include "upload_headers.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// Unfinished uploads beyond this number make the oldest go.
constexpr size_t MaxUnfinished = 100;

Answer withOffset(int status, qint64 offset)
{
    return Answer::empty(status)
        .with("Tus-Resumable", TusVersion)
        .with("Upload-Offset", QByteArray::number(offset))
        .with("Cache-Control", "no-store");
}

} // namespace

Uploads::Uploads(form::Limits limits, QString basePath, Kept kept, FaultSwitch &faults,
                 std::shared_ptr<const Clock> clock)
    : m_limits(std::move(limits)),
      m_basePath(std::move(basePath)),
      m_kept(std::move(kept)),
      m_faults(faults),
      m_clock(std::move(clock))
{
}

Outcome Uploads::discover(const Call &) const
{
    return Answer::empty(204)
        .with("Tus-Resumable", TusVersion)
        .with("Tus-Version", TusVersion)
        .with("Tus-Extension", "creation,termination,checksum")
        .with("Tus-Checksum-Algorithm", "sha256")
        .with("Tus-Max-Size", QByteArray::number(m_limits.attachmentBytes));
}

Outcome Uploads::create(const Call &call)
{
    if (auto version = checkTusVersion(call); !version) {
        return std::unexpected(version.error());
    }
    const auto request = readUploadRequest(call);
    if (!request) {
        return std::unexpected(request.error());
    }
    if (request->length > m_limits.attachmentBytes) {
        return refusedWith(u"payload-too-large"_s, u"limit"_s, m_limits.attachmentBytes);
    }
    if (!m_limits.mediaTypes.contains(QString::fromLatin1(request->mediaType))) {
        return refused(u"unsupported-media-type"_s);
    }

    const Lock lock(m_mutex);
    if (const QString known = finishedWith(call.userId, request->sha256, request->length, lock); !known.isEmpty()) {
        return withOffset(201, request->length).with("Location", location(call, known));
    }
    makeRoom(lock);
    Upload upload;
    upload.userId = call.userId;
    upload.sha256 = request->sha256;
    upload.length = request->length;
    upload.lastUsed = m_clock->utcNow();
    const QString id = randomUuid();
    m_uploads.emplace(id, std::move(upload));
    if (auto saved = save(lock); !saved) {
        m_uploads.erase(id);
        return std::unexpected(saved.error());
    }
    return withOffset(201, 0).with("Location", location(call, id));
}

Outcome Uploads::offset(const Call &call)
{
    if (auto version = checkTusVersion(call); !version) {
        return std::unexpected(version.error());
    }
    const Lock lock(m_mutex);
    const auto upload = of(call, lock);
    if (!upload) {
        return std::unexpected(upload.error());
    }
    return withOffset(200, (*upload)->offset).with("Upload-Length", QByteArray::number((*upload)->length));
}

Outcome Uploads::append(Call &call)
{
    const auto checksum = readChecksum(call);
    if (!checksum) {
        return std::unexpected(checksum.error());
    }
    const auto turn = beginAppend(call);
    if (!turn) {
        return std::unexpected(turn.error());
    }
    return checksum->isEmpty() ? takeStreamed(call, *turn) : takeChecked(call, *turn, *checksum);
}

Outcome Uploads::abandon(const Call &call)
{
    if (auto version = checkTusVersion(call); !version) {
        return std::unexpected(version.error());
    }
    const Lock lock(m_mutex);
    if (const auto upload = of(call, lock); !upload) {
        return std::unexpected(upload.error());
    }
    remove(call.path.last(), lock);
    if (auto saved = save(lock); !saved) {
        return std::unexpected(saved.error());
    }
    return Answer::empty(204).with("Tus-Resumable", TusVersion);
}

std::optional<FinishedUpload> Uploads::find(const QString &userId, const QByteArray &sha256) const
{
    const Lock lock(m_mutex);
    for (const auto &[id, upload] : m_uploads) {
        if (upload.isFinished && upload.userId == userId && upload.sha256 == sha256) {
            return FinishedUpload{upload.length, mediaTypeOf(upload.firstBytes)};
        }
    }
    return std::nullopt;
}

void Uploads::forget(const QString &userId, const QByteArray &sha256)
{
    const Lock lock(m_mutex);
    std::erase_if(m_uploads, [&](const auto &entry) {
        return entry.second.isFinished && entry.second.userId == userId && entry.second.sha256 == sha256;
    });
    std::ignore = save(lock);
}

/// Another user's upload is as unknown as one that never was.
std::expected<Uploads::Upload *, Refusal> Uploads::of(const Call &call, const Lock &lock)
{
    const auto found = m_uploads.find(call.path.last());
    if (found == m_uploads.end() || found->second.userId != call.userId) {
        return refused(m_gone.contains(call.path.last()) ? u"upload-gone"_s : u"not-found"_s);
    }
    if (call.method != "DELETE" && m_faults.take(&Faults::goneUpload)) {
        remove(call.path.last(), lock);
        return refused(u"upload-gone"_s);
    }
    found->second.lastUsed = m_clock->utcNow();
    return &found->second;
}

std::expected<Uploads::Turn, Refusal> Uploads::beginAppend(const Call &call)
{
    if (auto version = checkTusVersion(call); !version) {
        return std::unexpected(version.error());
    }
    if (call.mediaType() != "application/offset+octet-stream") {
        return refused(u"unsupported-media-type"_s, u"a chunk must be application/offset+octet-stream"_s);
    }
    const auto offset = readLength(call, "upload-offset");
    if (!offset) {
        return std::unexpected(offset.error());
    }
    const Lock lock(m_mutex);
    const auto upload = of(call, lock);
    if (!upload) {
        return std::unexpected(upload.error());
    }
    if ((*upload)->offset != *offset || m_faults.take(&Faults::wrongOffset)) {
        return refused(u"upload-offset"_s);
    }
    const qint64 room = (*upload)->length - *offset;
    if (call.header("content-length").value_or(QByteArray()).toLongLong() > room) {
        return refusedWith(u"payload-too-large"_s, u"limit"_s, room);
    }
    (*upload)->writer = ++m_lastWriter;
    return Turn{call.path.last(), m_lastWriter, room};
}

Outcome Uploads::takeStreamed(Call &call, const Turn &turn)
{
    qint64 arrived = 0;
    // What arrived before a cut stays; nobody hears the answer then.
    call.readBody([&](QByteArrayView part) {
        arrived += part.size();
        return take(turn, part);
    });
    if (arrived > turn.room) {
        return refusedWith(u"payload-too-large"_s, u"limit"_s, turn.room);
    }
    return endAppend(turn);
}

Outcome Uploads::takeChecked(Call &call, const Turn &turn, const QByteArray &checksum)
{
    QByteArray chunk;
    const bool complete = call.readBody([&](QByteArrayView part) {
        chunk.append(part);
        return chunk.size() <= turn.room;
    });
    if (chunk.size() > turn.room) {
        return refusedWith(u"payload-too-large"_s, u"limit"_s, turn.room);
    }
    if (!complete || sha256(chunk) != checksum) {
        return refused(u"checksum-mismatch"_s);
    }
    take(turn, chunk);
    return endAppend(turn);
}

bool Uploads::take(const Turn &turn, QByteArrayView part)
{
    const Lock lock(m_mutex);
    const auto found = m_uploads.find(turn.id);
    if (found == m_uploads.end() || found->second.writer != turn.writer
        || part.size() > found->second.length - found->second.offset) {
        return false;
    }
    Upload &upload = found->second;
    if (m_kept.parts.areKept() && !upload.isFinished) {
        upload.file = upload.file ? upload.file : m_kept.parts.file(turn.id);
        upload.isBroken = !upload.file || upload.file->write(part.data(), part.size()) != part.size();
        if (upload.isBroken) {
            return false;
        }
    }
    upload.firstBytes.append(part.first(std::min(part.size(), FirstBytes - upload.firstBytes.size())));
    upload.digest.add(part);
    upload.offset += part.size();
    return true;
}

Outcome Uploads::endAppend(const Turn &turn)
{
    const Lock lock(m_mutex);
    const auto found = m_uploads.find(turn.id);
    if (found == m_uploads.end()) {
        return refused(u"upload-gone"_s);
    }
    Upload &upload = found->second;
    if (upload.writer != turn.writer) {
        return refused(u"upload-offset"_s);
    }
    upload.lastUsed = m_clock->utcNow();
    if (upload.isBroken) { // what the file holds now is not what the digest has seen
        remove(turn.id, lock);
        return refused(u"internal-error"_s, u"the data folder cannot be written to"_s);
    }
    if (!upload.isFinished && upload.offset == upload.length) {
        if (auto finished = finish(turn.id, upload, lock); !finished) {
            return std::unexpected(finished.error());
        }
        return withOffset(204, upload.offset);
    }
    return withOffset(204, upload.offset);
}

/// The last byte is there: are they the bytes that were announced?
std::expected<void, Refusal> Uploads::finish(const QString &id, Upload &upload, const Lock &lock)
{
    upload.file.reset();
    if (upload.digest.finish().toHex() != upload.sha256) {
        remove(id, lock);
        std::ignore = save(lock);
        return refused(u"checksum-mismatch"_s);
    }
    upload.isFinished = true;
    if (auto saved = save(lock); !saved) {
        remove(id, lock);
        return saved;
    }
    m_kept.parts.remove(id);
    return {};
}

QString Uploads::finishedWith(const QString &userId, const QByteArray &sha256, qint64 length, const Lock &) const
{
    for (const auto &[id, upload] : m_uploads) {
        if (upload.isFinished && upload.userId == userId && upload.sha256 == sha256 && upload.length == length) {
            return id;
        }
    }
    return {};
}

void Uploads::makeRoom(const Lock &lock)
{
    size_t unfinished = 0;
    auto oldest = m_uploads.end();
    for (auto it = m_uploads.begin(); it != m_uploads.end(); ++it) {
        if (it->second.isFinished) {
            continue;
        }
        ++unfinished;
        if (oldest == m_uploads.end() || it->second.lastUsed < oldest->second.lastUsed) {
            oldest = it;
        }
    }
    if (unfinished >= MaxUnfinished) {
        remove(QString(oldest->first), lock);
    }
}

void Uploads::remove(const QString &id, const Lock &)
{
    m_uploads.erase(id);
    m_kept.parts.remove(id);
    m_gone.insert(id);
}

/// Below the address that the client used, so that it also holds through a forwarded port.
QByteArray Uploads::location(const Call &call, const QString &id) const
{
    static const QRegularExpression authority(u"^[A-Za-z0-9.-]+(:[0-9]{1,5})?$"_s);
    const QByteArray path = (m_basePath + u"/uploads/"_s + id).toUtf8();
    const QByteArray host = call.header("host").value_or(QByteArray());
    const bool usable = authority.match(QString::fromLatin1(host)).hasMatch();
    return usable ? "https://" + host + path : path;
}

} // namespace ttp::practice
