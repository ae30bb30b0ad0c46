// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/consent_receipt.h"

#include "base/digest.h"
#include "names.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::terms {

namespace {

const QString Schema = u"ttp-apply-consent-receipt-1"_s;
const QString Program = u"TTP Apply"_s;

QJsonObject toJson(const ConsentReceipt::Text &text)
{
    QJsonObject json{{u"language"_s, text.language},
                     {u"role"_s, nameIn(Roles, text.role)},
                     {u"provenance"_s, nameIn(Provenances, text.provenance)},
                     {u"title"_s, text.title},
                     {u"sha256"_s, QString::fromLatin1(text.sha256)}};
    if (text.provenanceNote) {
        json.insert(u"provenance_note"_s, text.provenanceNote->toJson());
    }
    return json;
}

ConsentReceipt::Text readText(JsonObject &json)
{
    ConsentReceipt::Text text;
    text.language = json.string(u"language"_s);
    text.role = valueIn(Roles, json, u"role"_s);
    text.provenance = valueIn(Provenances, json, u"provenance"_s);
    text.provenanceNote = json.optionalText(u"provenance_note"_s);
    text.title = json.string(u"title"_s);
    text.sha256 = json.sha256(u"sha256"_s);
    json.refuseUnknown();
    return text;
}

void readNotice(JsonObject json, ConsentReceipt &receipt)
{
    receipt.termsVersion = json.string(u"version"_s);
    receipt.effectiveFrom = json.string(u"effective_from"_s);
    receipt.authoritativeLanguage = json.string(u"authoritative_language"_s);
    json.forEach(u"documents"_s, [&receipt](JsonObject &text) { receipt.texts.push_back(readText(text)); });
    receipt.signature = json.string(u"signature"_s);
    receipt.announcedKeys = json.object(u"announced_keys"_s).json();
    if (const auto keys = KeySet::read(receipt.announcedKeys); !keys) {
        json.report(u"announced_keys"_s, keys.error());
    }
    json.refuseUnknown();
}

void readParty(JsonObject json, ConsentReceipt &receipt)
{
    receipt.party.id = json.string(u"party_id"_s);
    receipt.party.kind = json.string(u"party_type"_s);
    if (receipt.party.kind != "production"_L1 && receipt.party.kind != "practice"_L1) {
        json.report(u"party_type"_s, u"must be production or practice"_s);
    }
    receipt.party.url = json.string(u"party_url"_s);
    receipt.party.name = json.text(u"party_name"_s);
    json.refuseUnknown();
}

void readEvent(JsonObject json, ConsentReceipt &receipt)
{
    for (const auto &[key, only] : {std::pair(u"event_type"_s, u"explicit"_s), {u"event_state"_s, u"given"_s}}) {
        if (json.string(key) != only) {
            json.report(key, u"must be "_s + only);
        }
    }
    receipt.acceptedAt = json.timestamp(u"event_time"_s);
    receipt.channel = valueIn(Channels, json, u"channel"_s);
    receipt.languagesShown = json.strings(u"languages_shown"_s);
    receipt.statement = json.string(u"statement"_s);
    json.refuseUnknown();
}

/// As much of the terms as their signature covers.
Terms signedPart(const ConsentReceipt &receipt)
{
    Terms terms;
    terms.version = receipt.termsVersion;
    terms.effectiveFromText = receipt.effectiveFrom;
    terms.authoritativeLanguage = receipt.authoritativeLanguage;
    terms.signature = receipt.signature;
    for (const ConsentReceipt::Text &text : receipt.texts) {
        Document document;
        document.language = text.language;
        document.role = text.role;
        document.provenance = text.provenance;
        document.sha256 = text.sha256;
        terms.documents.push_back(document);
    }
    return terms;
}

ConsentCheck compared(const QString &what, const LocalizedText &name, bool holds)
{
    const LocalizedText same(name.in(u"ja"_s) + u"が一致します。"_s, name.in(u"en"_s) + u" is the one that was agreed to."_s);
    const LocalizedText other(name.in(u"ja"_s) + u"が、同意した内容と異なります。"_s,
                              name.in(u"en"_s) + u" is not the one that was agreed to."_s);
    return {what, holds ? same : other, holds};
}

} // namespace

QJsonObject ConsentReceipt::toJson() const
{
    QJsonArray documents;
    for (const Text &text : texts) {
        documents.append(terms::toJson(text));
    }
    QJsonObject json{
        {u"schema_version"_s, Schema},
        {u"record_id"_s, recordId},
        {u"language"_s, language},
        {u"privacy_notice"_s, QJsonObject{{u"version"_s, termsVersion},
                                          {u"effective_from"_s, effectiveFrom},
                                          {u"authoritative_language"_s, authoritativeLanguage},
                                          {u"documents"_s, documents},
                                          {u"signature"_s, signature},
                                          {u"announced_keys"_s, announcedKeys}}},
        {u"party"_s, QJsonObject{{u"party_id"_s, party.id},
                                 {u"party_type"_s, party.kind},
                                 {u"party_url"_s, party.url},
                                 {u"party_name"_s, party.name.toJson()}}},
        {u"event"_s, QJsonObject{{u"event_type"_s, u"explicit"_s},
                                 {u"event_state"_s, u"given"_s},
                                 {u"event_time"_s, formatTimestamp(acceptedAt)},
                                 {u"channel"_s, nameIn(Channels, channel)},
                                 {u"languages_shown"_s, QJsonArray::fromStringList(languagesShown)},
                                 {u"statement"_s, statement}}},
        {u"collection_method"_s, QJsonObject{{u"name"_s, Program}, {u"version"_s, programVersion}}},
    };
    if (!principal.isEmpty()) {
        json.insert(u"pii_principal_id"_s, principal);
    }
    return json;
}

QByteArray ConsentReceipt::toFile() const
{
    return QJsonDocument(toJson()).toJson(QJsonDocument::Indented);
}

ConsentReceipt receiptOf(const Consent &consent, const Terms &terms)
{
    ConsentReceipt receipt;
    receipt.recordId = randomUuid();
    receipt.termsVersion = terms.version;
    receipt.effectiveFrom = terms.effectiveFromText;
    receipt.authoritativeLanguage = terms.authoritativeLanguage;
    for (const Document &document : terms.documents) {
        receipt.texts.push_back({document.language, document.role, document.provenance, document.provenanceNote,
                                 document.title, document.computedSha256()});
    }
    receipt.signature = terms.signature;
    receipt.languagesShown = consent.languagesShown;
    receipt.channel = consent.channel;
    receipt.acceptedAt = consent.acceptedAt;
    receipt.programVersion = QCoreApplication::applicationVersion();
    return receipt;
}

bool isConsentReceipt(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    return json && json->value("schema_version"_L1).toString().startsWith("ttp-apply-consent-receipt-"_L1);
}

Result<ConsentReceipt> readConsentReceipt(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return failed(FailureCode::ReceiptInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    ConsentReceipt receipt;
    if (reader.string(u"schema_version"_s) != Schema) {
        reader.report(u"schema_version"_s, u"is another one"_s);
    }
    receipt.recordId = reader.string(u"record_id"_s);
    receipt.principal = reader.optionalString(u"pii_principal_id"_s).value_or(QString());
    receipt.language = reader.string(u"language"_s);
    readNotice(reader.object(u"privacy_notice"_s), receipt);
    readParty(reader.object(u"party"_s), receipt);
    readEvent(reader.object(u"event"_s), receipt);
    JsonObject program = reader.object(u"collection_method"_s);
    (void)program.string(u"name"_s);
    receipt.programVersion = program.string(u"version"_s);
    program.refuseUnknown();
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::ReceiptInvalid, errors.first());
    }
    return receipt;
}

ConsentCheck checkSignature(const ConsentReceipt &receipt, const KeySet &pinned, SignedBy &signedBy)
{
    const KeySet announced = KeySet::read(receipt.announcedKeys).value_or(KeySet());
    signedBy = verifySignature(signedPart(receipt), receipt.party.id, pinned, announced);
    // Keys that only the service announced prove nothing once the profile has keys of its own.
    const bool holds = signedBy == SignedBy::PinnedKey || (signedBy == SignedBy::AnnouncedKey && pinned.isEmpty());
    const QString what = u"signature"_s;
    if (receipt.signature.isEmpty()) {
        return {what, {u"規約に署名がありません。"_s, u"The terms were not signed."_s}, false};
    }
    if (!holds) {
        return {what,
                {u"規約の署名を、この記録の内容に対して確認できません。"_s,
                 u"The signature of the terms does not verify for what this receipt says."_s},
                false};
    }
    return signedBy == SignedBy::PinnedKey
        ? ConsentCheck{what,
                       {u"この内容の規約にサービスが署名したことを、設定ファイルの鍵で確認しました。"_s,
                        u"The service signed terms of this content, by a key of the profile."_s},
                       true}
        : ConsentCheck{what,
                       {u"この内容の規約にサービスが署名したことを、サービス自身が示した鍵で確認しました。"_s,
                        u"The service signed terms of this content, by a key that only the service itself announced."_s},
                       true};
}

std::vector<ConsentCheck> checkTexts(const ConsentReceipt &receipt, const Terms &terms)
{
    std::vector<ConsentCheck> checks;
    checks.push_back(compared(u"version"_s, {u"規約の版"_s, u"The version of the terms"_s}, receipt.termsVersion == terms.version));
    checks.push_back(compared(u"effective_from"_s, {u"規約の施行日時"_s, u"The date from which the terms are in force"_s},
                              receipt.effectiveFrom == terms.effectiveFromText
                                  && receipt.authoritativeLanguage == terms.authoritativeLanguage));
    for (const ConsentReceipt::Text &text : receipt.texts) {
        const Document *document = terms.document(text.language);
        const auto named = [&text](const QString &ja, const QString &en) {
            return LocalizedText(ja, en).arg(text.language);
        };
        checks.push_back(compared(u"text "_s + text.language, named(u"本文（%1）"_s, u"The text (%1)"_s),
                                  document && document->computedSha256() == text.sha256));
        checks.push_back(compared(u"provenance "_s + text.language,
                                  named(u"位置付けと由来（%1）"_s, u"The role and origin of the text (%1)"_s),
                                  document && document->role == text.role && document->provenance == text.provenance));
    }
    for (const Document &document : terms.documents) {
        if (std::ranges::find(receipt.texts, document.language, &ConsentReceipt::Text::language) == receipt.texts.end()) {
            checks.push_back(compared(u"text "_s + document.language,
                                      LocalizedText(u"本文（%1）"_s, u"The text (%1)"_s).arg(document.language), false));
        }
    }
    return checks;
}

} // namespace ttp::terms
