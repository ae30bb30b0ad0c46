// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

namespace ttp::practice {

/// What the creation of an upload announces.
struct UploadRequest {
    qint64 length = 0;
    QByteArray sha256; ///< 64 lower-case hex digits
    QByteArray mediaType;
};

inline constexpr char TusVersion[] = "1.0.0";

/// `Tus-Resumable` must be 1.0.0, else `tus-version`.
[[nodiscard]] std::expected<void, Refusal> checkTusVersion(const Call &call);

/// `Upload-Length` and `Upload-Metadata` with filename, filetype, field and sha256 (tus 1.0.0, creation).
[[nodiscard]] std::expected<UploadRequest, Refusal> readUploadRequest(const Call &call);

/// A header that is a whole number of at least 0; nothing else is legal.
[[nodiscard]] std::expected<qint64, Refusal> readLength(const Call &call, QByteArrayView name);

/// The 32 bytes of `Upload-Checksum: sha256 <base64>`; empty if there is no such header.
[[nodiscard]] std::expected<QByteArray, Refusal> readChecksum(const Call &call);

} // namespace ttp::practice
