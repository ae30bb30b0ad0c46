// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"
#include "form/answers.h"
#include "service/request.h"

#include <QUrl>

#include <variant>

namespace ttp::service {

/// A file, wherever it is kept, and what the manifest says about it.
struct FileToSend {
    form::Attachment facts;
    std::shared_ptr<const ByteSource> source;
};

/// An upload that the service has opened (tus 1.0.0).
struct Upload {
    QString location; ///< absolute; below the base URL
    qint64 offset = 0;
};

/// POST /uploads. A Location that is not below the base URL is `ProtocolError`.
class CreateUpload {
public:
    using Outcome = Upload;
    static constexpr log::Words Name = "create-upload";
    CreateUpload(form::Attachment facts, QUrl baseUrl) : m_facts(std::move(facts)), m_baseUrl(std::move(baseUrl)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<Upload> read(const Answer &answer) const;

private:
    form::Attachment m_facts;
    QUrl m_baseUrl;
};

/// HEAD /uploads/{upload}: how many bytes are there.
class UploadOffset {
public:
    using Outcome = qint64;
    static constexpr log::Words Name = "upload-offset";
    explicit UploadOffset(QString location) : m_location(std::move(location)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<qint64> read(const Answer &answer) const;

private:
    QString m_location;
};

/// PATCH /uploads/{upload}: the rest of the file from `offset`, in one streamed request. The outcome is the new offset.
class AppendUpload {
public:
    using Outcome = qint64;
    static constexpr log::Words Name = "append-upload";
    /// `restSha256`: lower-case hex of what is sent, goes along as `Upload-Checksum` (the service then takes all of it or
    /// nothing); empty: without (the service keeps what arrives). `deadline`: total time; zero means none.
    AppendUpload(QString location, FileToSend file, qint64 offset, QByteArray restSha256 = {},
                 std::chrono::milliseconds deadline = std::chrono::milliseconds(0))
        : m_location(std::move(location)), m_file(std::move(file)), m_offset(offset),
          m_restSha256(std::move(restSha256)), m_deadline(deadline)
    {
    }
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<qint64> read(const Answer &answer) const;

private:
    QString m_location;
    FileToSend m_file;
    qint64 m_offset;
    QByteArray m_restSha256;
    std::chrono::milliseconds m_deadline;
};

/// DELETE /uploads/{upload}
class AbandonUpload {
public:
    using Outcome = std::monostate;
    static constexpr log::Words Name = "abandon-upload";
    explicit AbandonUpload(QString location) : m_location(std::move(location)) {}
    [[nodiscard]] Request request() const;
    [[nodiscard]] Result<std::monostate> read(const Answer &answer) const;

private:
    QString m_location;
};

} // namespace ttp::service
