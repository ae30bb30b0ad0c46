// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/log.h"
#include "base/secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace ttp::service {

/// A part of a file that goes out as a body, read while it is sent.
struct FileRange {
    std::shared_ptr<const ByteSource> source;
    qint64 offset = 0;
    qint64 length = 0;
};

/// One HTTP request, before the door adds what every request carries.
struct Request {
    log::Words operation = "request"; ///< for the log, in which no path stands
    QByteArray verb;
    QString path;          ///< below the base URL: `/terms`
    QString absoluteUrl;   ///< instead of `path`: the Location of an upload, already checked
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray mediaType;  ///< of the body
    QByteArray body;
    FileRange file;        ///< instead of `body` if it has a source
    bool authorized = true;   ///< carries the session's token
    std::shared_ptr<const Secret> secretBody; ///< instead of `body`; Qt gets to see it while it is sent, not before
    QByteArray secretMember;  ///< of the answer, if it is JSON: its text goes to `Answer::secret` (base/secret_json.h)
    bool conditional = false; ///< of a GET: an answer that was understood is kept, and asked for again by its ETag only
    bool repeatable = false;  ///< Qt may send the body a second time by itself (never for what has an effect)

    /// Whichever comes first; zero means none.
    std::chrono::milliseconds totalDeadline = std::chrono::seconds(30);
    std::chrono::milliseconds idleDeadline{0}; ///< without a byte sent or received
    qint64 maxAnswerBytes = 8 * 1024 * 1024;
};

/// One HTTP answer, whatever its status.
struct Answer {
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    std::shared_ptr<const Secret> secret = nullptr; ///< what was cut out of the body; null if nothing was
    QDateTime certificateUntil = QDateTime(); ///< until when the certificate of the service is valid, UTC

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headers.value(name.toLower()); }
    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }

    bool operator==(const Answer &) const = default;
};

} // namespace ttp::service
