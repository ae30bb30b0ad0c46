// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include "json_scan.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

/// Qt takes U+FEFF at the beginning of a string for a byte order mark and drops it; escaped, it stays what it is. Outside
/// of a string the mark is no JSON, escaped or not.
QByteArray withEscapedMarks(QByteArray bytes)
{
    return bytes.replace("\"\xEF\xBB\xBF", "\"\\ufeff");
}

} // namespace

std::expected<QJsonValue, QString> parseJson(const QByteArray &document)
{
    const QByteArray bytes = withEscapedMarks(document);
    if (const auto wrong = scanJson(bytes)) {
        return std::unexpected(*wrong);
    }
    // QJsonDocument takes only objects and arrays; a value alone is legal JSON, so it travels in an array.
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson('[' + bytes + ']', &error);
    if (error.error != QJsonParseError::NoError) {
        return std::unexpected(error.errorString() + u" at byte "_s + QString::number(error.offset - 1));
    }
    if (parsed.array().size() != 1) {
        return std::unexpected(u"not one JSON value"_s);
    }
    return parsed.array().at(0);
}

std::expected<QJsonObject, QString> parseJsonObject(const QByteArray &bytes)
{
    const auto value = parseJson(bytes);
    if (!value) {
        return std::unexpected(value.error());
    }
    if (!value->isObject()) {
        return std::unexpected(u"not a JSON object"_s);
    }
    return value->toObject();
}

QByteArray toCompactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void JsonErrors::report(const QString &pointer, const QString &what)
{
    if (m_first.isEmpty()) {
        m_first = (pointer.isEmpty() ? u"(document)"_s : pointer) + u": "_s + what;
    }
}

QString pointerStep(QStringView name)
{
    QString step = name.toString();
    step.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
    return u'/' + step;
}

JsonObject::JsonObject(const QJsonValue &value, QString pointer, JsonErrors &errors)
    : m_object(value.toObject()), m_pointer(std::move(pointer)), m_errors(&errors)
{
    if (!value.isObject()) {
        m_errors->report(m_pointer, u"must be an object"_s);
    }
}

QString JsonObject::pointerTo(const QString &key) const
{
    return m_pointer + pointerStep(key);
}

QJsonValue JsonObject::value(const QString &key)
{
    m_asked += key;
    return m_object.value(key);
}

QJsonValue JsonObject::required(const QString &key, QJsonValue::Type type, const char *name)
{
    const QJsonValue found = value(key);
    if (found.isUndefined()) {
        report(key, u"is missing"_s);
    } else if (found.type() != type) {
        report(key, u"must be "_s + QString::fromLatin1(name));
    }
    return found;
}

QString JsonObject::string(const QString &key)
{
    return required(key, QJsonValue::String, "a string").toString();
}

std::optional<QString> JsonObject::optionalString(const QString &key)
{
    return has(key) ? std::optional(string(key)) : std::nullopt;
}

bool JsonObject::boolean(const QString &key)
{
    return required(key, QJsonValue::Bool, "true or false").toBool();
}

std::optional<bool> JsonObject::optionalBoolean(const QString &key)
{
    return has(key) ? std::optional(boolean(key)) : std::nullopt;
}

double JsonObject::number(const QString &key)
{
    return required(key, QJsonValue::Double, "a number").toDouble();
}

qint64 JsonObject::integer(const QString &key)
{
    constexpr double ExactLimit = 9007199254740992.0; // 2^53: beyond it a double is no exact integer
    const double value = number(key);
    if (std::trunc(value) != value || std::abs(value) > ExactLimit) {
        report(key, u"must be an integer"_s);
        return 0;
    }
    return qint64(value);
}

std::optional<qint64> JsonObject::optionalInteger(const QString &key)
{
    return has(key) ? std::optional(integer(key)) : std::nullopt;
}

LocalizedText JsonObject::text(const QString &key)
{
    const QJsonObject object = required(key, QJsonValue::Object, "an object of texts by language").toObject();
    QMap<QString, QString> texts;
    for (auto text = object.begin(); text != object.end(); ++text) {
        if (!text.value().isString()) {
            m_errors->report(pointerTo(key) + pointerStep(text.key()), u"must be a string"_s);
        }
        texts.insert(text.key(), text.value().toString());
    }
    for (const QString &language : {u"ja"_s, u"en"_s}) {
        if (!texts.contains(language)) {
            report(key, u"has no text for "_s + language);
        }
    }
    return LocalizedText(std::move(texts));
}

std::optional<LocalizedText> JsonObject::optionalText(const QString &key)
{
    return has(key) ? std::optional(text(key)) : std::nullopt;
}

QByteArray JsonObject::sha256(const QString &key)
{
    const QByteArray digest = string(key).toLatin1();
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (digest.size() != 64 || !std::all_of(digest.begin(), digest.end(), isHex)) {
        report(key, u"must be 64 lower-case hex digits"_s);
    }
    return digest;
}

QDateTime JsonObject::timestamp(const QString &key)
{
    const auto time = parseTimestamp(string(key));
    if (!time) {
        report(key, u"must be an RFC 3339 timestamp"_s);
    }
    return time.value_or(QDateTime());
}

std::optional<QDateTime> JsonObject::optionalTimestamp(const QString &key)
{
    return has(key) ? std::optional(timestamp(key)) : std::nullopt;
}

QJsonArray JsonObject::array(const QString &key)
{
    return required(key, QJsonValue::Array, "an array").toArray();
}

QStringList JsonObject::strings(const QString &key)
{
    QStringList list;
    const QJsonArray entries = array(key);
    for (const QJsonValue &entry : entries) {
        if (!entry.isString()) {
            m_errors->report(pointerTo(key) + u'/' + QString::number(list.size()), u"must be a string"_s);
        }
        list += entry.toString();
    }
    return list;
}

QStringList JsonObject::optionalStrings(const QString &key)
{
    return has(key) ? strings(key) : QStringList();
}

JsonObject JsonObject::object(const QString &key)
{
    if (!has(key)) {
        report(key, u"is missing"_s);
    }
    return JsonObject(value(key), pointerTo(key), *m_errors);
}

std::optional<JsonObject> JsonObject::optionalObject(const QString &key)
{
    return has(key) ? std::optional(object(key)) : std::nullopt;
}

void JsonObject::forEach(const QString &key, const std::function<void(JsonObject &)> &read, bool optional)
{
    if (optional && !has(key)) {
        return;
    }
    const QJsonArray entries = array(key);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        JsonObject entry(entries.at(i), pointerTo(key) + u'/' + QString::number(i), *m_errors);
        read(entry);
    }
}

void JsonObject::refuseUnknown()
{
    for (auto member = m_object.constBegin(); member != m_object.constEnd(); ++member) {
        if (!m_asked.contains(member.key())) {
            report(member.key(), u"is unknown"_s);
        }
    }
}

void JsonObject::report(const QString &key, const QString &what)
{
    m_errors->report(pointerTo(key), what);
}

void JsonObject::report(const QString &what)
{
    m_errors->report(m_pointer, what);
}

std::optional<QDateTime> parseTimestamp(const QString &text)
{
    // Qt's ISO reader also takes a time without a zone and means the local one; RFC 3339 demands `Z` or an offset.
    static const auto hasZone = [](const QString &time) {
        return time.endsWith(u'Z') || time.endsWith(u'z')
            || (time.size() > 6 && (time.at(time.size() - 6) == u'+' || time.at(time.size() - 6) == u'-')
                && time.at(time.size() - 3) == u':');
    };
    const bool endOfDay = text.mid(11, 2) == "24"_L1; // ISO 8601 has it, RFC 3339 has not
    if (text.size() < 20 || endOfDay || !hasZone(text)) {
        return std::nullopt;
    }
    const QDateTime time = QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toUTC()) : std::nullopt;
}

QString formatTimestamp(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z';
}

} // namespace ttp
