// SPDX-License-Identifier: GPL-3.0-or-later
#include "publications.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 MaxResourceBytes = 8 * 1024 * 1024;

/// What a terms signature is over (`Terms.signature` of the contract).
QJsonObject signedPart(const QString &serviceId, const QJsonObject &terms)
{
    QJsonArray documents;
    for (const QJsonValue &document : terms.value(u"documents"_s).toArray()) {
        documents.append(QJsonObject{{u"language"_s, document[u"language"_s]},
                                     {u"role"_s, document[u"role"_s]},
                                     {u"provenance"_s, document[u"provenance"_s]},
                                     {u"sha256"_s, document[u"sha256"_s]}});
    }
    return {{u"service_id"_s, serviceId},
            {u"version"_s, terms.value(u"version"_s)},
            {u"effective_from"_s, terms.value(u"effective_from"_s)},
            {u"authoritative_language"_s, terms.value(u"authoritative_language"_s)},
            {u"documents"_s, documents}};
}

std::expected<QJsonObject, QString> readResource(const QString &path)
{
    const auto bytes = readFile(path, MaxResourceBytes);
    if (!bytes) {
        return std::unexpected(u"%1: %2"_s.arg(path, bytes.error()));
    }
    auto object = parseJsonObject(*bytes);
    if (!object) {
        return std::unexpected(u"%1: %2"_s.arg(path, object.error()));
    }
    return object;
}

form::Limits readLimits(JsonObject limits)
{
    form::Limits read;
    read.attachmentBytes = limits.integer(u"attachment_bytes"_s);
    read.totalBytes = limits.integer(u"total_bytes"_s);
    read.attachmentCount = int(limits.integer(u"attachment_count"_s));
    read.mediaTypes = limits.strings(u"media_types"_s);
    return read;
}

} // namespace

std::expected<Publications, QString> Publications::load(const ReceiptKey &key, const QString &formPath)
{
    auto description = readResource(u":/practice/service.json"_s);
    if (!description) {
        return std::unexpected(description.error());
    }
    Publications made;
    JsonErrors errors;
    JsonObject members(*description, {}, errors);
    made.m_serviceId = members.string(u"id"_s);
    made.m_limits = readLimits(members.object(u"limits"_s));
    if (!errors.isEmpty()) {
        return std::unexpected(u"service.json: "_s + errors.first());
    }
    if (auto terms = made.loadTerms(key); !terms) {
        return std::unexpected(terms.error());
    }
    if (auto form = made.loadForm(formPath.isEmpty() ? u":/forms/ttp.json"_s : formPath); !form) {
        return std::unexpected(form.error());
    }
    description->insert(u"kind"_s, u"practice"_s);
    description->insert(u"terms_version"_s, made.m_terms.version);
    description->insert(u"form_version"_s, made.m_form.version);
    description->insert(u"receipt_keys"_s, key.publicKeys());
    made.m_serviceDocument = document(toCompactJson(*description));
    return made;
}

std::expected<void, QString> Publications::loadTerms(const ReceiptKey &key)
{
    auto json = readResource(u":/terms/terms.json"_s);
    if (!json) {
        return std::unexpected(json.error());
    }
    json->insert(u"signature"_s, key.sign(signedPart(m_serviceId, *json)));
    m_termsDocument = document(toCompactJson(*json));
    auto terms = terms::readTerms(m_termsDocument.bytes);
    if (!terms) {
        return std::unexpected(u"terms.json: "_s + terms.error().facts);
    }
    m_terms = std::move(*terms);
    return {};
}

std::expected<void, QString> Publications::loadForm(const QString &path)
{
    const auto bytes = readFile(path, form::MaxDefinitionBytes);
    if (!bytes) {
        return std::unexpected(u"form: "_s + bytes.error());
    }
    auto definition = form::readDefinition(*bytes);
    if (!definition) {
        return std::unexpected(u"form: "_s + definition.error().facts);
    }
    m_formDocument = document(*bytes);
    m_form = std::move(*definition);
    return {};
}

Publications::Document Publications::document(const QByteArray &bytes)
{
    return {bytes, '"' + sha256Hex(bytes).first(32) + '"'};
}

Answer Publications::Document::answer(const Call &call) const
{
    const bool unchanged = hasMatchingTag(call, entityTag);
    return (unchanged ? Answer::empty(304) : Answer::bytes(200, "application/json", bytes))
        .with("ETag", entityTag)
        .with("Cache-Control", "no-cache");
}

Outcome Publications::service(const Call &) const
{
    return Answer::bytes(200, "application/json", m_serviceDocument.bytes);
}

Outcome Publications::currentTerms(const Call &call) const
{
    return m_termsDocument.answer(call);
}

Outcome Publications::termsVersion(const Call &call) const
{
    if (call.path.last() != m_terms.version) {
        return refused(u"not-found"_s);
    }
    return m_termsDocument.answer(call);
}

Outcome Publications::currentForm(const Call &call) const
{
    return m_formDocument.answer(call);
}

QByteArray mediaTypeOf(QByteArrayView firstBytes)
{
    if (firstBytes.startsWith("%PDF-")) {
        return "application/pdf";
    }
    if (firstBytes.startsWith("\xff\xd8\xff")) {
        return "image/jpeg";
    }
    if (firstBytes.startsWith("\x89PNG\r\n\x1a\n")) {
        return "image/png";
    }
    return {};
}

} // namespace ttp::practice
