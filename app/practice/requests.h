// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include "base/json.h"

namespace ttp::practice {

/// What several handlers read out of a request.

/// The UUID inside of the structured-field string of `Idempotency-Key`. `idempotency-key-missing`, `malformed-request`.
[[nodiscard]] std::expected<QString, Refusal> idempotencyKey(const Call &call);
/// True for a UUID in lower case, as keys are.
[[nodiscard]] bool isKey(const QString &text);

/// The body must be application/json, else `unsupported-media-type`.
[[nodiscard]] std::expected<void, Refusal> checkJsonType(const Call &call);

/// `Content-Digest` must be one sha-256 and match. Only what the line damaged is `digest-mismatch`; a digest that is no
/// digest is a defect of the client.
[[nodiscard]] std::expected<void, Refusal> checkContentDigest(const Call &call);

/// Reads a JSON body strictly with `read`, which takes a JsonObject; what is missing, wrongly typed or unknown is
/// `malformed-request` with its path. The body is wiped, since it may hold a password.
[[nodiscard]] std::expected<void, Refusal> readJsonBody(Call &call, const std::function<void(JsonObject &)> &read);

} // namespace ttp::practice
