// SPDX-License-Identifier: GPL-3.0-or-later
// The attachments of a sending: brought to the service before it is posted, and again if the service has lost them.

#include "submission/sending.h"

#include "file_upload.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::submission {

void Sending::prepareUploads()
{
    for (const service::FileToSend &file : m_manifest.files) {
        auto upload = std::make_unique<FileUpload>(m_door, file, m_patience);
        connect(upload.get(), &FileUpload::progressed, this, [this] {
            m_progress.sentBytes = 0;
            for (const auto &each : m_uploads) {
                m_progress.sentBytes += each->sentBytes();
            }
            m_progress.waitingFor.reset();
            Q_EMIT progressed();
        });
        connect(upload.get(), &FileUpload::waiting, this, [this](const Failure &reason) {
            m_progress.waitingFor = reason;
            Q_EMIT progressed();
        });
        connect(upload.get(), &FileUpload::completed, this, &Sending::onUploaded);
        connect(upload.get(), &FileUpload::failedFor, this, &Sending::onUploadFailed);
        m_uploads.push_back(std::move(upload));
    }
}

void Sending::onUploadFailed(const Failure &failure)
{
    if (failure.code == FailureCode::SessionEnded && !m_renewed && m_inputs.credentials.password) {
        signInAgain([this](const std::optional<Failure> &refusal) {
            if (refusal || m_cancelled) {
                giveUp(m_cancelled ? Failure(FailureCode::Cancelled) : *refusal);
            } else {
                m_uploads[m_current]->start();
            }
        });
        return;
    }
    giveUp(failure);
}

void Sending::uploadNext()
{
    const auto next = std::ranges::find_if(m_uploads, [](const auto &upload) { return !upload->isComplete(); });
    if (m_cancelled) {
        finish(failed(FailureCode::Cancelled));
        return;
    }
    if (next == m_uploads.end()) {
        prepareToPost();
        return;
    }
    m_current = std::size_t(next - m_uploads.begin());
    m_progress.file = int(m_current);
    (*next)->start();
}

void Sending::onUploaded()
{
    m_renewed = false;
    uploadNext();
}

void Sending::uploadAgain(const QStringList &missing)
{
    m_posted = m_lostAt.isValid();
    for (const auto &upload : m_uploads) {
        if (missing.isEmpty() || missing.contains(QString::fromLatin1(upload->file().facts.sha256))) {
            upload->forget();
        }
    }
    enter(Stage::Uploading);
    uploadNext();
}

/// Removes what was uploaded before the person changed their mind, but does not keep them waiting for a dead line: a
/// service throws abandoned uploads away by itself.
void Sending::abandonUploads()
{
    constexpr auto Longest = 3s;
    auto left = std::make_shared<int>(0);
    for (const auto &upload : m_uploads) {
        if (!upload->location().isEmpty()) {
            ++*left;
            m_door.perform(service::AbandonUpload(upload->location()), this, [this, left](auto) {
                if (--*left == 0) {
                    end();
                }
            });
        }
    }
    QTimer::singleShot(*left > 0 ? Longest : 0s, this, &Sending::end);
}

} // namespace ttp::submission
