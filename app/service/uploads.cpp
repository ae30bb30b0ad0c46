// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/uploads.h"

#include "reading.h"

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

const std::pair<QByteArray, QByteArray> TusVersion{"Tus-Resumable", "1.0.0"};

Request tusRequest(const QByteArray &verb, const QString &location)
{
    Request request;
    request.verb = verb;
    request.absoluteUrl = location;
    request.headers.push_back(TusVersion);
    return request;
}

/// A header that must be a count of bytes between 0 and the limit.
std::expected<qint64, QString> countOf(const Answer &answer, const QByteArray &header)
{
    bool isNumber = false;
    const qint64 count = answer.header(header).toLongLong(&isNumber);
    if (!isNumber || count < 0) {
        return std::unexpected(QString::fromLatin1(header) + u" is no count of bytes"_s);
    }
    return count;
}

/// The Location has the base URL's origin and lies below it, or is refused: a hostile one would send the passport
/// elsewhere.
std::optional<QString> resolveLocation(const QUrl &baseUrl, const QByteArray &location)
{
    QUrl base(baseUrl);
    base.setPath(baseUrl.path() + u'/');
    const QUrl reference = QUrl::fromEncoded(location, QUrl::StrictMode);
    const QUrl url = base.resolved(reference);
    const QString path = url.path(QUrl::FullyEncoded);
    const bool sameOrigin = url.scheme() == "https"_L1 && url.host() == baseUrl.host()
        && url.port(443) == baseUrl.port(443) && url.userInfo().isEmpty();
    const QString folder = base.path(QUrl::FullyEncoded);
    const bool below = path.startsWith(folder) && path.size() > folder.size() && !path.contains("/../"_L1)
        && !path.contains("%2e"_L1, Qt::CaseInsensitive) && !path.contains("%2f"_L1, Qt::CaseInsensitive);
    if (location.isEmpty() || !reference.isValid() || !url.isValid() || !sameOrigin || !below || url.hasFragment()) {
        return std::nullopt;
    }
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

Request CreateUpload::request() const
{
    Request request;
    request.verb = "POST";
    request.path = u"/uploads"_s;
    request.headers = {TusVersion,
                       {"Upload-Length", QByteArray::number(m_facts.size)},
                       {"Upload-Metadata",
                        "filename " + m_facts.filename.toUtf8().toBase64() + ",filetype "
                            + m_facts.mediaType.toUtf8().toBase64() + ",field " + m_facts.field.toUtf8().toBase64()
                            + ",sha256 " + m_facts.sha256.toBase64()}};
    return request;
}

Result<Upload> CreateUpload::read(const Answer &answer) const
{
    if (answer.status != 201) {
        return failed(failureOf(answer));
    }
    const auto location = resolveLocation(m_baseUrl, answer.header("location"));
    if (!location) {
        return failed(FailureCode::ProtocolError, u"Location is not below the base URL"_s);
    }
    if (answer.header("upload-offset").isEmpty()) {
        return Upload{*location, 0};
    }
    const auto offset = countOf(answer, "upload-offset");
    if (!offset || *offset > m_facts.size) {
        return failed(FailureCode::ProtocolError, u"Upload-Offset is out of range"_s);
    }
    return Upload{*location, *offset};
}

Request UploadOffset::request() const
{
    return tusRequest("HEAD", m_location);
}

Result<qint64> UploadOffset::read(const Answer &answer) const
{
    if (answer.status == 404 || answer.status == 410) { // a HEAD has no body that could tell more
        Failure gone(FailureCode::UploadRefused, u"status %1"_s.arg(answer.status));
        gone.problemType = u"upload-gone"_s;
        return failed(std::move(gone));
    }
    if (!answer.isSuccess()) {
        return failed(failureOf(answer));
    }
    const auto offset = countOf(answer, "upload-offset");
    return offset ? Result<qint64>(*offset) : failed(FailureCode::ProtocolError, offset.error());
}

Request AppendUpload::request() const
{
    Request request = tusRequest("PATCH", m_location);
    request.headers.emplace_back("Upload-Offset", QByteArray::number(m_offset));
    if (!m_restSha256.isEmpty()) {
        request.headers.emplace_back("Upload-Checksum", "sha256 " + QByteArray::fromHex(m_restSha256).toBase64());
    }
    request.mediaType = "application/offset+octet-stream";
    request.file = {m_file.source, m_offset, m_file.facts.size - m_offset};
    request.totalDeadline = m_deadline;
    request.idleDeadline = std::chrono::seconds(60);
    return request;
}

Result<qint64> AppendUpload::read(const Answer &answer) const
{
    if (answer.status != 204) {
        Failure failure = failureOf(answer);
        if (failure.problemType.isEmpty() && (answer.status == 409 || answer.status == 460)) {
            // Plain tus says these by the status alone.
            failure.code = FailureCode::UploadRefused;
            failure.problemType = answer.status == 409 ? u"upload-offset"_s : u"checksum-mismatch"_s;
        }
        return failed(std::move(failure));
    }
    const auto offset = countOf(answer, "upload-offset");
    return offset ? Result<qint64>(*offset) : failed(FailureCode::ProtocolError, offset.error());
}

Request AbandonUpload::request() const
{
    return tusRequest("DELETE", m_location);
}

Result<std::monostate> AbandonUpload::read(const Answer &answer) const
{
    return nothingOf(answer);
}

} // namespace ttp::service
