// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace ttp::practice {

/// Faults that can be switched on, at the start (`--fault NAME[=VALUE][@METHOD /PATH]`) or at run time (control file).
/// What counts down is over after that many times; the rest lasts until it is switched off.
struct Faults {
    /// Only requests like this one, `POST /applications/*/documents` with `*` for any one segment; empty: any.
    struct Times {
        int left = 0;
        QString at;
    };
    /// `Retry-After`, in seconds or as an HTTP date that many seconds ahead.
    struct RetryAfter {
        int seconds = 5;
        bool asDate = false;
    };
    struct Maintenance {
        RetryAfter retryAfter;
        QDateTime from;  ///< invalid: since ever
        QDateTime until; ///< invalid: `retryAfter` from now, again and again
    };
    enum class CorruptAck { No, Digest, Attachment, Signature };

    int slowMilliseconds = 0;               ///< `slow=MS`: every answer waits that long
    int dropAnswers = 0;                    ///< `drop-answer`: does the work of sending, then closes without an answer
    std::optional<Maintenance> maintenance; ///< `maintenance`: 503 for everything but `/service`, which announces it
    Times tooManyRequests;                  ///< `too-many-requests`: 429
    RetryAfter tooManyRetryAfter{1, false};
    Times html502;                          ///< `html-502`: a gateway's page instead of an answer, no work done
    Times expireSession;                    ///< `expire-session`: the session that comes with a request expires
    bool termsOutdated = false;             ///< `terms-outdated`: another version of the terms is in force
    bool formOutdated = false;              ///< `form-outdated`: another version of the form is in force
    int malware = 0;                        ///< `malware`: is found in the first file of what is sent
    CorruptAck corruptAck = CorruptAck::No; ///< `corrupt-ack=digest|attachment|signature`: in every acknowledgement
    int forgetKey = 0;                      ///< `forget-key`: an application is received, and its key forgotten
    int forgetUpload = 0;                   ///< `forget-upload`: the first file of an application is forgotten
    int goneUpload = 0;                     ///< `gone-upload`: an upload is gone (410) when it goes on
    int wrongOffset = 0;                    ///< `wrong-offset`: 409 for a chunk that would fit

    /// Reads one `NAME[=VALUE][@METHOD /PATH]`; the error says what is legal.
    [[nodiscard]] Result<void> set(const QString &fault);
    /// Reads a control file: an object with the same names, `{"slow":500,"maintenance":{"retry_after":"date"}}`. A
    /// value is what stands behind `=`, or `true`, or an object with `times`, `at`, `retry_after`, `from`,
    /// `until` where they mean something. The error says what is wrong and where.
    [[nodiscard]] static Result<Faults> read(const QByteArray &json);
};

} // namespace ttp::practice
