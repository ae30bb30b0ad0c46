// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_upload.h"

#include "base/background.h"
#include "base/digest.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace ttp::submission {

namespace {

constexpr int MostRestarts = 3;

/// A PATCH with a checksum is all or nothing: only what a cut may cost goes with one.
constexpr qint64 MostChecked = 1024 * 1024;

/// A service that takes less than this has stopped, however it looks.
constexpr qint64 SlowestPerSecond = 2 * 1024;

/// Below any line that could be used; a service that drips does not hold the person for ever.
std::chrono::milliseconds longestFor(qint64 size)
{
    return std::chrono::minutes(10) + std::chrono::seconds(size / SlowestPerSecond);
}

/// What is left of a file, at most `MostChecked`.
Result<QByteArray> digestOfRest(const service::FileToSend &file, qint64 offset)
{
    const auto source = file.source->open();
    if (!source || !(*source)->seek(offset)) {
        return failed(FailureCode::AttachmentUnreadable, source ? (*source)->errorString() : source.error());
    }
    return sha256Hex((*source)->read(file.facts.size - offset));
}

} // namespace

FileUpload::FileUpload(service::Door &door, service::FileToSend file, service::Patience &patience,
                       std::chrono::milliseconds longest)
    : m_door(door), m_file(std::move(file)), m_patience(patience),
      m_left(longest.count() > 0 ? longest : longestFor(m_file.facts.size))
{
    m_pause.setSingleShot(true);
}

FileUpload::~FileUpload()
{
    m_call.cancel(); // else it would go on sending for nobody
}

void FileUpload::start()
{
    if (m_cancelled) {
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
    } else if (m_location.isEmpty()) {
        m_sent = 0;
        create();
    } else {
        askOffset();
    }
}

void FileUpload::forget()
{
    m_complete = false;
    m_location.clear();
    m_sent = 0;
    m_furthest = 0;
}

void FileUpload::cancel()
{
    m_cancelled = true;
    m_call.cancel();
    if (m_pause.isActive()) {
        m_pause.stop();
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
    }
}

void FileUpload::create()
{
    m_call = m_door.perform(service::CreateUpload(m_file.facts, m_door.profile().baseUrl), this,
                            [this](Result<service::Upload> upload) {
                                if (!upload) {
                                    recover(upload.error(), &FileUpload::create);
                                    return;
                                }
                                m_patience.renew();
                                m_location = upload->location;
                                onOffset(upload->offset);
                            });
}

void FileUpload::append(qint64 offset)
{
    if (m_file.facts.size - offset > MostChecked) {
        sendRest(offset, {});
    } else if (offset == 0) {
        sendRest(offset, m_file.facts.sha256);
    } else {
        inBackground(
            this, [file = m_file, offset] { return digestOfRest(file, offset); },
            [this, offset](const Result<QByteArray> &sha256) {
                if (m_cancelled) {
                    Q_EMIT failedFor(Failure(FailureCode::Cancelled));
                } else if (!sha256) {
                    Q_EMIT failedFor(sha256.error());
                } else {
                    sendRest(offset, *sha256);
                }
            });
    }
}

void FileUpload::sendRest(qint64 offset, const QByteArray &sha256)
{
    m_sending.start();
    m_call = m_door.perform(
        service::AppendUpload(m_location, m_file, offset, sha256, m_left), this,
        [this, offset](Result<qint64> reached) {
            m_left -= std::min(m_left, std::chrono::milliseconds(m_sending.elapsed()));
            if (reached) {
                onAppended(offset, *reached);
            } else {
                recover(reached.error(), &FileUpload::askOffset);
            }
        },
        [this, offset](qint64 sent) { onProgress(offset + sent); });
}

void FileUpload::onAppended(qint64 from, qint64 reached)
{
    // Every PATCH sends all that is left: a service that keeps a little of it each time would have it sent for ever.
    const bool isShort = reached < m_file.facts.size;
    if (reached <= from || (isShort && ++m_restarts > MostRestarts)) {
        Q_EMIT failedFor(Failure(FailureCode::ProtocolError, u"Upload-Offset does not reach the end"_s));
        return;
    }
    m_patience.renew();
    onOffset(reached);
}

/// An upload that progresses does not use patience up; one that only sends the same bytes into a broken line does.
void FileUpload::onProgress(qint64 reached)
{
    if (reached > m_furthest) {
        m_furthest = reached;
        m_patience.renew();
    }
    if (reached > m_sent) {
        m_sent = reached;
        Q_EMIT progressed();
    }
}

void FileUpload::askOffset()
{
    m_call = m_door.perform(service::UploadOffset(m_location), this, [this](Result<qint64> offset) {
        if (!offset) {
            recover(offset.error(), &FileUpload::askOffset);
            return;
        }
        onOffset(*offset);
    });
}

void FileUpload::onOffset(qint64 offset)
{
    if (m_cancelled) {
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
        return;
    }
    if (offset < 0 || offset > m_file.facts.size) {
        Q_EMIT failedFor(Failure(FailureCode::ProtocolError, u"Upload-Offset is out of range"_s));
        return;
    }
    m_damaged = false;
    m_sent = offset;
    const QPointer<FileUpload> alive(this);
    Q_EMIT progressed();
    if (!alive) {
        return;
    }
    if (m_cancelled) { // by whoever heard it
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
    } else if (offset == m_file.facts.size) {
        m_complete = true;
        Q_EMIT completed();
    } else {
        append(offset);
    }
}

void FileUpload::recover(const Failure &failure, void (FileUpload::*next)())
{
    if (m_cancelled) {
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
        return;
    }
    const bool lost = failure.problemType == "upload-gone"_L1
        || (failure.code == FailureCode::NotFound && !m_location.isEmpty());
    if (m_left.count() <= 0) {
        Q_EMIT failedFor(Failure(FailureCode::DeadlineExceeded, u"the whole upload"_s));
    } else if (failure.problemType == "upload-offset"_L1 && ++m_restarts <= MostRestarts) {
        askOffset();
    } else if (failure.problemType == "checksum-mismatch"_L1) {
        onDamaged(failure);
    } else if (lost) {
        onLost(failure);
    } else if (const auto pause = m_patience.next(failure)) {
        waitThen(*pause, next);
        Q_EMIT waiting(failure); // last: whoever hears it may cancel
    } else {
        Q_EMIT failedFor(failure);
    }
}

/// What was sent is not there, or is not what was sent.
void FileUpload::onLost(const Failure &failure)
{
    if (std::exchange(m_damaged, false) || ++m_restarts <= MostRestarts) {
        forget();
        start();
    } else {
        refuse(failure);
    }
}

/// With a checksum the upload stands where it stood, without one it is gone: the service says which.
void FileUpload::onDamaged(const Failure &failure)
{
    if (++m_restarts <= MostRestarts) {
        m_damaged = true;
        askOffset();
    } else {
        refuse(failure);
    }
}

void FileUpload::refuse(const Failure &failure)
{
    Failure refused(failure);
    refused.code = FailureCode::UploadRefused;
    refused.problems.push_back({m_file.facts.field, u"unreadable"_s, {}, {}});
    Q_EMIT failedFor(refused);
}

void FileUpload::waitThen(std::chrono::milliseconds pause, void (FileUpload::*next)())
{
    m_pause.disconnect();
    connect(&m_pause, &QTimer::timeout, this, next);
    m_pause.start(pause);
}

} // namespace ttp::submission
