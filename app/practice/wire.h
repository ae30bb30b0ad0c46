// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <expected>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace ttp::practice {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

/// Takes a part of a body; false: wants no more of it (the rest is read all the same, and thrown away).
using BodySink = std::function<bool(QByteArrayView)>;
/// Reads a body to its end. False if the line was cut before. A second call finds nothing more.
using BodySource = std::function<bool(const BodySink &)>;

/// One request as the handlers see it.
struct Call {
    QByteArray method;
    QString target;        ///< decoded path, with the base path
    QStringList path;      ///< its segments below the base path
    Headers headers;       ///< names in lower case
    QByteArray body;       ///< empty for handlers that stream
    BodySource readBody;   ///< for handlers that stream
    QString userId;        ///< who is signed in; empty where nobody needs to be
    bool newTerms = false; ///< the fault `terms-outdated`: another version of the terms is in force
    bool newForm = false;  ///< the fault `form-outdated`
    QJsonArray closures;   ///< what `/service` announces
    bool waited = false;   ///< the handler has already been as slow as the fault `slow` wants it

    /// The value of a header; several lines are joined by ", " (RFC 9110 section 5.3).
    [[nodiscard]] std::optional<QByteArray> header(QByteArrayView name) const;
    /// Media type of the body in lower case, without parameters.
    [[nodiscard]] QByteArray mediaType() const;
};

/// What goes back.
struct Answer {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    Headers headers;
    bool dropped = false; ///< close the connection instead of answering

    static Answer json(int status, const QJsonObject &object);
    static Answer bytes(int status, const QByteArray &contentType, const QByteArray &body);
    static Answer empty(int status);
    Answer &&with(const QByteArray &name, const QByteArray &value) &&;
};

/// A request that is refused: a code of the contract, and what the problem document says beside it.
struct Refusal {
    explicit Refusal(QString problemCode, QString problemDetail = {})
        : code(std::move(problemCode)), detail(std::move(problemDetail))
    {
    }

    QString code;
    QString detail;      ///< English, for developers; never personal data
    QJsonObject members; ///< `errors`, `limit`, `missing`, `application_number`, `retry_after`, …
    Headers headers;
};

using Outcome = std::expected<Answer, Refusal>;

[[nodiscard]] std::unexpected<Refusal> refused(const QString &code, const QString &detail = {});
[[nodiscard]] std::unexpected<Refusal> refusedWith(const QString &code, const QString &member, const QJsonValue &value);

/// Members of a problem document's `errors`.
[[nodiscard]] QJsonObject toErrorJson(const Problem &problem);

/// `validation-failed` with these problems; nothing if there are none.
[[nodiscard]] std::expected<void, Refusal> refuseIfAny(const std::vector<Problem> &problems);

/// True if the `If-None-Match` of the call names this entity tag (weak comparison, RFC 9110 section 13.1.2).
[[nodiscard]] bool hasMatchingTag(const Call &call, const QByteArray &entityTag);

} // namespace ttp::practice
