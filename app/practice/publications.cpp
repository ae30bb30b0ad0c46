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
    made.m_passwordRules = PasswordRules::read(members.object(u"account_rules"_s));
    if (!errors.isEmpty()) {
        return std::unexpected(u"service.json: "_s + errors.first());
    }
    if (auto terms = made.loadTerms(key); !terms) {
        return std::unexpected(terms.error());
    }
    if (auto form = made.loadForm(formPath.isEmpty() ? u":/forms/ttp.json"_s : formPath); !form) {
        return std::unexpected(form.error());
    }
    if (auto registration = made.loadRegistration(); !registration) {
        return std::unexpected(registration.error());
    }
    made.m_description = std::move(*description);
    made.m_description.insert(u"kind"_s, u"practice"_s);
    made.m_description.insert(u"receipt_keys"_s, key.publicKeys());
    return made;
}

/// The bundled terms, and two versions around them.
std::expected<void, QString> Publications::loadTerms(const ReceiptKey &key)
{
    auto bundled = readResource(u":/terms/terms.json"_s);
    if (!bundled) {
        return std::unexpected(bundled.error());
    }
    const auto versions = readResource(u":/practice/terms_versions.json"_s);
    if (!versions) {
        return std::unexpected(versions.error());
    }
    JsonErrors errors;
    JsonObject members(*versions, {}, errors);
    const TermsChange earlier = TermsChange::read(members.object(u"earlier"_s));
    const TermsChange next = TermsChange::read(members.object(u"next"_s));
    members.refuseUnknown();
    if (!errors.isEmpty()) {
        return std::unexpected(u"terms_versions.json: "_s + errors.first());
    }
    const auto before = earlier.applyTo(*bundled, {});
    const auto after = next.applyTo(*bundled, bundled->value(u"version"_s).toString());
    if (!before || !after) {
        return std::unexpected(u"terms_versions.json: "_s + (before ? after.error() : before.error()));
    }
    bundled->insert(u"previous_version"_s, earlier.version);
    for (const QJsonObject &edition : {*before, *bundled, *after}) {
        if (auto added = addTerms(key, edition); !added) {
            return added;
        }
    }
    return {};
}

std::expected<void, QString> Publications::addTerms(const ReceiptKey &key, QJsonObject json)
{
    json.insert(u"signature"_s, key.sign(signedPart(m_serviceId, json)));
    const Document made = document(toCompactJson(json));
    auto terms = terms::readTerms(made.bytes);
    if (!terms) {
        return std::unexpected(u"terms: "_s + terms.error().facts);
    }
    m_terms.push_back({std::move(*terms), made});
    return {};
}

/// The form, and the same as a later version.
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
    QJsonObject later = parseJsonObject(*bytes).value();
    later.insert(u"version"_s, definition->version + u"-next"_s);
    const QByteArray laterBytes = toCompactJson(later);
    auto laterDefinition = form::readDefinition(laterBytes);
    if (!laterDefinition) {
        return std::unexpected(u"form: "_s + laterDefinition.error().facts);
    }
    m_forms[0] = {std::move(*definition), document(*bytes)};
    m_forms[1] = {std::move(*laterDefinition), document(laterBytes)};
    return {};
}

std::expected<void, QString> Publications::loadRegistration()
{
    const auto bytes = readFile(u":/practice/registration.json"_s, form::MaxDefinitionBytes);
    if (!bytes) {
        return std::unexpected(u"registration.json: "_s + bytes.error());
    }
    auto definition = form::readDefinition(*bytes);
    if (!definition) {
        return std::unexpected(u"registration.json: "_s + definition.error().facts);
    }
    m_registration = std::move(*definition);
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

Outcome Publications::service(const Call &call) const
{
    QJsonObject description = m_description;
    description.insert(u"terms_version"_s, terms(call).version);
    description.insert(u"form_version"_s, form(call).version);
    if (!call.closures.isEmpty()) {
        description.insert(u"closures"_s, call.closures);
    }
    return Answer::json(200, description);
}

Outcome Publications::currentTerms(const Call &call) const
{
    return termsInForce(call).document.answer(call);
}

/// A version that is not in force yet is not shown either.
Outcome Publications::termsVersion(const Call &call) const
{
    for (const TermsEdition &edition : m_terms) {
        if (edition.terms.version == call.path.last()) {
            return edition.document.answer(call);
        }
        if (edition.terms.version == terms(call).version) {
            break;
        }
    }
    return refused(u"not-found"_s);
}

Outcome Publications::currentForm(const Call &call) const
{
    return m_forms[call.newForm ? 1 : 0].document.answer(call);
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
