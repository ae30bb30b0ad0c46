// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/profile.h"

#include "base/file.h"
#include "base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

bool matches(const QString &text, const QString &pattern)
{
    static const auto anchored = [](const QString &p) {
        return QRegularExpression(QRegularExpression::anchoredPattern(p));
    };
    return anchored(pattern).match(text).hasMatch();
}

Kind readKind(JsonObject &json)
{
    const QString name = json.string(u"kind"_s);
    if (name != "production"_L1 && name != "practice"_L1) {
        json.report(u"kind"_s, u"must be production or practice"_s);
    }
    // Anything that is not plainly practice is held to the rules of production.
    return name == "practice"_L1 ? Kind::Practice : Kind::Production;
}

QUrl readBaseUrl(JsonObject &json)
{
    QString text = json.string(u"base_url"_s);
    if (!matches(text, uR"(https://[^/?#@\s]+(/[^?#\s]*)?)"_s)) {
        json.report(u"base_url"_s, u"must be an https URL without query, fragment or credentials"_s);
    }
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        json.report(u"base_url"_s, u"is no valid URL"_s);
    }
    return url;
}

QByteArray readAuthority(JsonObject &json, const QString &folder)
{
    const auto file = json.optionalString(u"ca_file"_s);
    const auto pem = json.optionalString(u"ca_pem"_s);
    if (file && pem) {
        json.report(u"ca_pem"_s, u"cannot stand together with ca_file"_s);
        return {};
    }
    if (!file && !pem) {
        return {};
    }
    QByteArray bytes = pem.value_or(QString()).toUtf8();
    if (file) {
        const auto read = readFile(QDir(folder).absoluteFilePath(*file), MaxProfileBytes);
        if (!read) {
            json.report(u"ca_file"_s, read.error());
            return {};
        }
        bytes = *read;
    }
    if (QSslCertificate::fromData(bytes, QSsl::Pem).isEmpty()) {
        json.report(file ? u"ca_file"_s : u"ca_pem"_s, u"holds no PEM certificate"_s);
    }
    return bytes;
}

void readPins(JsonObject &json, Profile &profile)
{
    if (!json.has(u"pins"_s) && !json.has(u"pins_expire"_s)) {
        return;
    }
    profile.pins = json.strings(u"pins"_s);
    profile.pinsExpire = json.timestamp(u"pins_expire"_s);
    if (QSet<QString>(profile.pins.begin(), profile.pins.end()).size() < 2) {
        json.report(u"pins"_s, u"must hold at least one spare"_s);
    }
    for (const QString &pin : std::as_const(profile.pins)) {
        if (!matches(pin, u"sha256/[A-Za-z0-9+/]{43}="_s)) {
            json.report(u"pins"_s, u"must be sha256/ and 43 characters of base64 and ="_s);
        }
    }
}

KeySet readKeys(JsonObject &json, Kind kind)
{
    if (!json.has(u"keys"_s)) {
        if (kind == Kind::Production) {
            json.report(u"keys"_s, u"is required for production"_s);
        }
        return {};
    }
    auto keys = KeySet::read(json.value(u"keys"_s).toObject());
    if (!keys || keys->isEmpty()) {
        json.report(u"keys"_s, keys ? u"is empty"_s : keys.error());
        return {};
    }
    return *std::move(keys);
}

} // namespace

QString nameOf(Kind kind)
{
    return kind == Kind::Practice ? u"practice"_s : u"production"_s;
}

Result<Profile> readProfile(const QByteArray &bytes, const QString &folder)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return failed(FailureCode::ProfileInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    Profile profile;
    if (reader.integer(u"format"_s) != 1) {
        reader.report(u"format"_s, u"must be 1"_s);
    }
    profile.id = reader.string(u"id"_s);
    if (!matches(profile.id, u"[a-z0-9][a-z0-9.-]{1,62}"_s)) {
        reader.report(u"id"_s, u"must be 2 to 63 of a-z, 0-9, full stop and hyphen"_s);
    }
    profile.kind = readKind(reader);
    profile.baseUrl = readBaseUrl(reader);
    profile.caPem = readAuthority(reader, folder);
    readPins(reader, profile);
    profile.requireOcsp = reader.optionalBoolean(u"require_ocsp"_s).value_or(false);
    profile.keys = readKeys(reader, profile.kind);
    profile.proxy = reader.optionalString(u"proxy"_s).value_or(u"system"_s);
    if (!matches(profile.proxy, uR"(system|none|https?://[^/@\s]+)"_s)) {
        reader.report(u"proxy"_s, u"must be system, none or a URL without credentials"_s);
    }
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProfileInvalid, errors.first());
    }
    return profile;
}

Result<Profile> readProfileFile(const QString &path)
{
    const auto bytes = readFile(path, MaxProfileBytes);
    if (!bytes) {
        return failed(FailureCode::ProfileUnreadable, bytes.error());
    }
    return readProfile(*bytes, QFileInfo(path).absolutePath());
}

} // namespace ttp::service
