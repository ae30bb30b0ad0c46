// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <expected>
#include <functional>
#include <optional>

namespace ttp {

/// Deepest nesting that a document may have.
inline constexpr int MaxJsonDepth = 64;

/// Parses one JSON document (RFC 8259) that came from outside. Refuses what Qt's reader lets through: bad UTF-8, a
/// byte order mark, duplicate keys (also escaped ones), more than 64 levels, control characters and unknown escapes in
/// strings, halves of surrogate pairs. The error names line or byte, or the key.
[[nodiscard]] std::expected<QJsonValue, QString> parseJson(const QByteArray &bytes);

/// As parseJson, and the document must be an object.
[[nodiscard]] std::expected<QJsonObject, QString> parseJsonObject(const QByteArray &bytes);

/// Bytes of a JSON value without white space, members in the order of Qt (sorted by key).
[[nodiscard]] QByteArray toCompactJson(const QJsonObject &object);

/// Collects the first error of a reading; later ones are consequences.
class JsonErrors {
public:
    void report(const QString &pointer, const QString &what);
    [[nodiscard]] bool isEmpty() const { return m_first.isEmpty(); }
    /// `/steps/0/fields/2/type: …`; the whole document is called `(document)`.
    [[nodiscard]] const QString &first() const { return m_first; }

private:
    QString m_first;
};

/// One step of a JSON Pointer, escaped (RFC 6901 section 3).
[[nodiscard]] QString pointerStep(QStringView name);

/// Reads the members of one object and reports each missing or wrongly typed one with its path. Every reader returns
/// a harmless value after an error, so that a reader of a document needs no branches: read all, then look at the errors.
class JsonObject {
public:
    JsonObject(const QJsonValue &value, QString pointer, JsonErrors &errors);

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }
    [[nodiscard]] QJsonValue value(const QString &key);

    QString string(const QString &key);
    std::optional<QString> optionalString(const QString &key);
    bool boolean(const QString &key);
    std::optional<bool> optionalBoolean(const QString &key);
    qint64 integer(const QString &key);
    std::optional<qint64> optionalInteger(const QString &key);
    double number(const QString &key);
    LocalizedText text(const QString &key);
    std::optional<LocalizedText> optionalText(const QString &key);
    /// 64 lower-case hex digits.
    QByteArray sha256(const QString &key);
    /// RFC 3339 in UTC.
    QDateTime timestamp(const QString &key);
    std::optional<QDateTime> optionalTimestamp(const QString &key);
    QStringList strings(const QString &key);
    QStringList optionalStrings(const QString &key);
    QJsonArray array(const QString &key);
    JsonObject object(const QString &key);
    std::optional<JsonObject> optionalObject(const QString &key);
    /// Calls `read` for every entry of an array of objects; a missing array is an error unless `optional`.
    void forEach(const QString &key, const std::function<void(JsonObject &)> &read, bool optional = false);

    /// Reports every member that was not asked for: for documents that must be understood as a whole.
    void refuseUnknown();

    /// Reports an error at a member, or at the object itself.
    void report(const QString &key, const QString &what);
    void report(const QString &what);

    [[nodiscard]] const QString &pointer() const { return m_pointer; }
    [[nodiscard]] const QJsonObject &json() const { return m_object; }
    [[nodiscard]] JsonErrors &errors() const { return *m_errors; }

private:
    QJsonValue required(const QString &key, QJsonValue::Type type, const char *name);
    [[nodiscard]] QString pointerTo(const QString &key) const;

    QJsonObject m_object;
    QString m_pointer;
    JsonErrors *m_errors;
    QStringList m_asked;
};

/// RFC 3339 timestamp with `Z` or an offset, as UTC.
[[nodiscard]] std::optional<QDateTime> parseTimestamp(const QString &text);
/// RFC 3339 in UTC with whole seconds: `2026-11-22T00:00:00Z`.
[[nodiscard]] QString formatTimestamp(const QDateTime &time);

} // namespace ttp
