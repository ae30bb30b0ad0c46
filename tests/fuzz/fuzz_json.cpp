// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of JSON from outside: what it takes is JSON for Qt as well, means the same after it was written and read
// again, and stays within the levels that it promises. The cutter of secrets agrees with it.
#include "base/json.h"
#include "base/secret_json.h"
#include "expect.h"

#include <QJsonDocument>

using namespace ttp;
using fuzz::expect;

namespace {

int depthOf(const QJsonValue &value)
{
    int inside = 0;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &entry : array) {
            inside = std::max(inside, depthOf(entry));
        }
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue &entry : object) {
            inside = std::max(inside, depthOf(entry));
        }
    } else {
        return 0;
    }
    return inside + 1;
}

void checkObject(const QByteArray &bytes, const QJsonObject &object)
{
    QJsonParseError error;
    const QJsonDocument asQt = QJsonDocument::fromJson(bytes, &error);
    // But for U+FEFF at the beginning of a string, which Qt drops.
    expect(error.error == QJsonParseError::NoError && (asQt.object() == object || bytes.contains("\"\xEF\xBB\xBF")),
           "Qt reads the same", error.errorString());
    const auto again = parseJsonObject(toCompactJson(object));
    expect(again.has_value(), "what was read can be written and read again", again ? QString() : again.error());
    expect(*again == object, "and means the same", QString::fromUtf8(toCompactJson(*again)));
}

/// Readers of members never fail on an object, whatever its members are.
void readMembers(const QJsonObject &object)
{
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        JsonErrors errors;
        JsonObject reader(object, {}, errors);
        reader.string(key);
        reader.boolean(key);
        reader.integer(key);
        reader.text(key);
        reader.sha256(key);
        reader.strings(key);
        reader.object(key);
        reader.forEach(key, [](JsonObject &entry) { entry.refuseUnknown(); });
        const QDateTime time = reader.timestamp(key);
        expect(!time.isValid() || parseTimestamp(formatTimestamp(time)).has_value(), "a time survives being written",
               object.value(key).toString());
        reader.refuseUnknown();
    }
}

/// A text that is cut out is the text that stood there, and what is left is the same JSON otherwise.
void checkSecrets(const QByteArray &bytes, const QJsonObject &object)
{
    const auto unlike = [](const QString &text) { return text.contains(QChar(0)) || text.isEmpty(); };
    const QString text = object.value(QLatin1String("token")).toString();
    QByteArray left(bytes.constData(), bytes.size());
    const Secret secret = cutOutText(left.data(), left.size(), "token");
    if (object.value(QLatin1String("token")).isString() && bytes.contains("\"token\"") && !unlike(text)) {
        expect(secret.reveal() == text.toUtf8(), "the secret is the member's text", text);
        const auto rest = parseJsonObject(left);
        expect(rest.has_value(), "what is left is JSON", rest ? QString() : rest.error());
        QJsonObject before = object;
        QJsonObject after = *rest;
        before.remove(QLatin1String("token"));
        after.remove(QLatin1String("token"));
        expect(before == after, "what is left is the same otherwise");
        expect(secret.isEmpty() || rest->value(QLatin1String("token")).toString() != text
                   || text.count(u'*') == text.size(),
               "the secret is gone");
    }
    QJsonObject open = object;
    open.remove(QLatin1String("token"));
    const Secret written = secretJson(open, {{"token", &secret}});
    const auto read = parseJsonObject(written.reveal().toByteArray());
    expect(read.has_value(), "JSON with a secret is JSON", read ? QString() : read.error());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    QByteArray forSecrets(bytes.constData(), bytes.size());
    (void)cutOutText(forSecrets.data(), forSecrets.size(), "token"); // judges nothing, reads anything
    const auto value = parseJson(bytes);
    const auto object = parseJsonObject(bytes);
    expect(object.has_value() == (value && value->isObject()), "an object is a value that is an object");
    if (!value) {
        return 0;
    }
    expect(depthOf(*value) <= MaxJsonDepth, "no deeper than promised");
    if (object) {
        checkObject(bytes, *object);
        readMembers(*object);
        checkSecrets(bytes, *object);
    }
    return 0;
}
