// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_upload.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace ttp::submission {

namespace {
constexpr int MostRestarts = 3;
}

FileUpload::FileUpload(service::Door &door, service::FileToSend file, service::Patience &patience)
    : m_door(door), m_file(std::move(file)), m_patience(patience)
{
}

void FileUpload::start()
{
    m_sent = 0;
    create();
}

void FileUpload::forget()
{
    m_complete = false;
    m_location.clear();
    m_sent = 0;
}

void FileUpload::cancel()
{
    m_cancelled = true;
    m_call.cancel();
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
    m_call = m_door.perform(
        service::AppendUpload(m_location, m_file, offset), this,
        [this](Result<qint64> reached) {
            if (!reached) {
                recover(reached.error(), &FileUpload::askOffset);
                return;
            }
            m_patience.renew();
            onOffset(*reached);
        },
        [this, offset](qint64 sent) {
            if (offset + sent > m_sent) {
                m_patience.renew(); // an upload that progresses does not use patience up
                m_sent = offset + sent;
                Q_EMIT progressed();
            }
        });
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
    m_sent = offset;
    Q_EMIT progressed();
    if (offset == m_file.facts.size) {
        m_complete = true;
        Q_EMIT completed();
        return;
    }
    append(offset);
}

void FileUpload::recover(const Failure &failure, void (FileUpload::*next)())
{
    if (m_cancelled) {
        Q_EMIT failedFor(Failure(FailureCode::Cancelled));
        return;
    }
    if (failure.problemType == "upload-offset"_L1) {
        askOffset();
        return;
    }
    const bool lost = failure.problemType == "upload-gone"_L1 || failure.problemType == "checksum-mismatch"_L1
        || (failure.code == FailureCode::NotFound && !m_location.isEmpty());
    if (lost && ++m_restarts <= MostRestarts) {
        m_location.clear();
        start();
        return;
    }
    if (lost) {
        Failure refused(failure);
        refused.code = FailureCode::UploadRefused;
        refused.problems.push_back({m_file.facts.field, u"unreadable"_s, {}, {}});
        Q_EMIT failedFor(refused);
        return;
    }
    const auto pause = m_patience.next(failure);
    if (!pause) {
        Q_EMIT failedFor(failure);
        return;
    }
    Q_EMIT waiting(failure);
    QTimer::singleShot(*pause, this, [this, next] {
        if (m_cancelled) {
            Q_EMIT failedFor(Failure(FailureCode::Cancelled));
        } else {
            (this->*next)();
        }
    });
}

} // namespace ttp::submission
