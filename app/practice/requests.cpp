// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests.h"

#include "base/digest.h"
#include "base/secret.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ttp::practice {

bool isKey(const QString &text)
{
    static const QRegularExpression shape(u"\\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z"_s,
                                          QRegularExpression::DontCaptureOption);
    return shape.match(text).hasMatch();
}

std::expected<QString, Refusal> idempotencyKey(const Call &call)
{
    const auto header = call.header("idempotency-key");
    if (!header) {
        return refused(u"idempotency-key-missing"_s);
    }
    const bool quoted = header->size() > 2 && header->startsWith('"') && header->endsWith('"');
    const QString key = quoted ? QString::fromLatin1(header->sliced(1, header->size() - 2)) : QString();
    if (!isKey(key)) {
        return refused(u"malformed-request"_s, u"Idempotency-Key must be a quoted UUID in lower case"_s);
    }
    return key;
}

std::expected<void, Refusal> checkJsonType(const Call &call)
{
    if (call.mediaType() != "application/json") {
        return refused(u"unsupported-media-type"_s, u"the body must be application/json"_s);
    }
    return {};
}

std::expected<void, Refusal> checkContentDigest(const Call &call)
{
    static const QRegularExpression shape(u"\\Asha-256=:[A-Za-z0-9+/]{43}=:\\z"_s);
    const auto header = call.header("content-digest");
    if (!header || !shape.match(QString::fromLatin1(*header)).hasMatch()) {
        return refused(u"malformed-request"_s, u"Content-Digest must be one sha-256"_s);
    }
    if (*header != contentDigest(call.body)) {
        return refused(u"digest-mismatch"_s);
    }
    return {};
}

std::expected<void, Refusal> readJsonBody(Call &call, const std::function<void(JsonObject &)> &read)
{
    if (auto type = checkJsonType(call); !type) {
        return type;
    }
    const auto body = parseJsonObject(call.body);
    wipe(call.body);
    if (!body) {
        return refused(u"malformed-request"_s, body.error());
    }
    JsonErrors errors;
    JsonObject members(*body, {}, errors);
    read(members);
    members.refuseUnknown();
    if (!errors.isEmpty()) {
        return refused(u"malformed-request"_s, errors.first());
    }
    return {};
}

} // namespace ttp::practice
