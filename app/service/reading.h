// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "problem.h"
#include "service/request.h"

namespace ttp::service {

/// A GET below the base URL. GETs have no effect, so Qt may repeat them.
[[nodiscard]] inline Request get(QString path, bool authorized)
{
    Request request;
    request.verb = "GET";
    request.path = std::move(path);
    request.authorized = authorized;
    return request;
}

/// The quotes belong to it: it is a string of structured fields (RFC 8941).
[[nodiscard]] inline std::pair<QByteArray, QByteArray> idempotencyKey(const QString &key)
{
    return {"Idempotency-Key", '"' + key.toLatin1() + '"'};
}

/// The JSON object of a successful answer; else what the answer means as a failure. A gateway's page with status 200 is
/// `ProtocolError`.
[[nodiscard]] inline Result<QJsonObject> objectOf(const Answer &answer, int expectedStatus)
{
    if (answer.status != expectedStatus) {
        return failed(failureOf(answer));
    }
    if (!answer.header("content-type").startsWith("application/json")) {
        return failed(FailureCode::ProtocolError, QStringLiteral("not application/json"));
    }
    const auto json = parseJsonObject(answer.body);
    if (!json) {
        return failed(FailureCode::ProtocolError, json.error());
    }
    return *json;
}

/// Success without content, or the failure.
[[nodiscard]] inline Result<std::monostate> nothingOf(const Answer &answer, int expectedStatus = 204)
{
    if (answer.status != expectedStatus) {
        return failed(failureOf(answer));
    }
    return std::monostate();
}

} // namespace ttp::service
