// SPDX-License-Identifier: GPL-3.0-or-later
#include "upload_headers.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr int Sha256Bytes = 32;

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok) {
        return std::nullopt;
    }
    return std::move(decoded.decoded);
}

bool isHexDigest(const QByteArray &text)
{
    return text.size() == 2 * Sha256Bytes && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool isUtf8(const QByteArray &text)
{
    return QString::fromUtf8(text).toUtf8() == text;
}

/// `filename d29ybGQ=,field …`: keys with their decoded values; a doubled key is an error.
std::optional<QHash<QByteArray, QByteArray>> readMetadata(const QByteArray &header)
{
    QHash<QByteArray, QByteArray> metadata;
    for (const QByteArray &part : header.split(',')) {
        const QByteArrayList pair = part.trimmed().split(' ');
        const auto value = pair.size() == 2 ? fromBase64(pair.at(1)) : std::nullopt;
        if (!value || pair.first().isEmpty() || metadata.contains(pair.first())) {
            return std::nullopt;
        }
        metadata.insert(pair.first(), *value);
    }
    return metadata;
}

} // namespace

std::expected<void, Refusal> checkTusVersion(const Call &call)
{
    if (call.header("tus-resumable") == TusVersion) {
        return {};
    }
    Refusal refusal(u"tus-version"_s);
    refusal.headers.emplace_back("Tus-Version", TusVersion);
    return std::unexpected(std::move(refusal));
}

std::expected<UploadRequest, Refusal> readUploadRequest(const Call &call)
{
    const auto length = readLength(call, "upload-length");
    if (!length) {
        return std::unexpected(length.error());
    }
    const auto metadata = readMetadata(call.header("upload-metadata").value_or(QByteArray()));
    if (!metadata) {
        return refused(u"malformed-request"_s, u"Upload-Metadata cannot be read"_s);
    }
    for (const char *key : {"filename", "filetype", "field", "sha256"}) {
        if (metadata->value(key).isEmpty() || !isUtf8(metadata->value(key))) {
            return refused(u"malformed-request"_s, u"Upload-Metadata has no "_s + QString::fromLatin1(key));
        }
    }
    const UploadRequest request{*length, metadata->value("sha256"), metadata->value("filetype")};
    if (*length < 1 || !isHexDigest(request.sha256)) {
        return refused(u"malformed-request"_s, u"an empty file, or sha256 is not 64 lower-case hex digits"_s);
    }
    return request;
}

std::expected<qint64, Refusal> readLength(const Call &call, QByteArrayView name)
{
    const QByteArray text = call.header(name).value_or(QByteArray());
    const bool digitsOnly =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 length = text.toLongLong(&fits);
    if (!digitsOnly || !fits) {
        return refused(u"malformed-request"_s, QString::fromLatin1(name) + u" must be a whole number"_s);
    }
    return length;
}

std::expected<QByteArray, Refusal> readChecksum(const Call &call)
{
    const auto header = call.header("upload-checksum");
    if (!header) {
        return QByteArray();
    }
    const QByteArrayList parts = header->split(' ');
    const auto digest = parts.size() == 2 && parts.first() == "sha256" ? fromBase64(parts.at(1)) : std::nullopt;
    if (!digest || digest->size() != Sha256Bytes) {
        return refused(u"malformed-request"_s, u"Upload-Checksum must be sha256 and its base64"_s);
    }
    return *digest;
}

} // namespace ttp::practice
