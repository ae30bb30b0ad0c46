// SPDX-License-Identifier: GPL-3.0-or-later
#include "application_body.h"

#include "base/json.h"
#include "base/text.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qsizetype MaxFilename = 255;

terms::Consent::Text readText(JsonObject &text)
{
    terms::Consent::Text read{text.string(u"language"_s), terms::Role::Translation, {}};
    const QString role = text.string(u"role"_s);
    if (role == "authoritative"_L1) {
        read.role = terms::Role::Authoritative;
    } else if (role != "translation"_L1) {
        text.report(u"role"_s, u"is neither authoritative nor translation"_s);
    }
    read.sha256 = text.sha256(u"sha256"_s);
    text.refuseUnknown();
    return read;
}

terms::Channel readChannel(JsonObject &consent)
{
    const QString channel = consent.string(u"channel"_s);
    if (channel == "window"_L1) {
        return terms::Channel::Window;
    }
    if (channel == "kiosk"_L1) {
        return terms::Channel::Kiosk;
    }
    if (channel != "command-line"_L1) {
        consent.report(u"channel"_s, u"is unknown"_s);
    }
    return terms::Channel::CommandLine;
}

terms::Consent readConsent(JsonObject consent)
{
    terms::Consent read;
    read.termsVersion = consent.string(u"terms_version"_s);
    read.authoritativeLanguage = consent.string(u"authoritative_language"_s);
    consent.forEach(u"documents"_s, [&](JsonObject &text) { read.documents.push_back(readText(text)); });
    read.languagesShown = consent.strings(u"languages_shown"_s);
    read.channel = readChannel(consent);
    read.acceptedAt = consent.timestamp(u"accepted_at"_s);
    consent.refuseUnknown();
    return read;
}

form::Attachment readAttachment(JsonObject &attachment)
{
    form::Attachment read;
    read.field = attachment.string(u"field"_s);
    read.filename = attachment.string(u"filename"_s);
    read.mediaType = attachment.string(u"media_type"_s);
    read.size = attachment.integer(u"size"_s);
    read.sha256 = attachment.sha256(u"sha256"_s);
    attachment.refuseUnknown();
    if (codePointCount(read.filename) > MaxFilename) {
        attachment.report(u"filename"_s, u"has more than 255 characters"_s);
    }
    return read;
}

void checkClient(JsonObject client)
{
    (void)client.string(u"name"_s);
    (void)client.string(u"version"_s);
    (void)client.optionalString(u"platform"_s);
    (void)client.optionalString(u"language"_s);
    client.refuseUnknown();
}

} // namespace

std::expected<ApplicationBody, QString> readApplicationBody(const QByteArray &json)
{
    const auto document = parseJsonObject(json);
    if (!document) {
        return std::unexpected(document.error());
    }
    JsonErrors errors;
    JsonObject body(*document, {}, errors);
    ApplicationBody read;

    JsonObject form = body.object(u"form"_s);
    read.formId = form.string(u"id"_s);
    read.formVersion = form.string(u"version"_s);
    form.refuseUnknown();

    read.consent = readConsent(body.object(u"consent"_s));
    read.answers = form::Answers(body.object(u"answers"_s).json());
    body.forEach(u"attachments"_s,
                 [&](JsonObject &attachment) { read.attachments.push_back(readAttachment(attachment)); });
    checkClient(body.object(u"client"_s));
    body.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return read;
}

std::expected<std::vector<form::Attachment>, QString> readDocumentsBody(const QByteArray &json)
{
    const auto document = parseJsonObject(json);
    if (!document) {
        return std::unexpected(document.error());
    }
    JsonErrors errors;
    JsonObject body(*document, {}, errors);
    std::vector<form::Attachment> read;
    body.forEach(u"attachments"_s, [&](JsonObject &attachment) { read.push_back(readAttachment(attachment)); });
    body.refuseUnknown();
    if (errors.isEmpty() && read.empty()) {
        errors.report(u"/attachments"_s, u"is empty"_s);
    }
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return read;
}

} // namespace ttp::practice
