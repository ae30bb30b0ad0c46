// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/consent.h"

#include "names.h"

using namespace Qt::StringLiterals;

namespace ttp::terms {

namespace {

std::vector<Consent::Text> textsOf(const Terms &terms)
{
    std::vector<Consent::Text> texts;
    for (const Document &document : terms.documents) {
        texts.push_back({document.language, document.role, document.sha256, document.provenance});
    }
    return texts;
}

} // namespace

QJsonObject Consent::toKept() const
{
    QJsonArray texts;
    for (const Text &text : documents) {
        texts.append(QJsonObject{
            {u"language"_s, text.language},
            {u"role"_s, nameIn(Roles, text.role)},
            {u"sha256"_s, QString::fromLatin1(text.sha256)},
            {u"provenance"_s, nameIn(Provenances, text.provenance)},
        });
    }
    QJsonObject kept = toJson();
    kept.insert(u"documents"_s, texts);
    kept.insert(u"effective_from"_s, effectiveFrom);
    if (!receipt.isEmpty()) {
        kept.insert(u"receipt"_s, receipt);
    }
    return kept;
}

Consent Consent::readKept(JsonObject &json)
{
    Consent consent;
    consent.termsVersion = json.string(u"terms_version"_s);
    consent.authoritativeLanguage = json.string(u"authoritative_language"_s);
    json.forEach(u"documents"_s, [&consent](JsonObject &text) {
        const QString language = text.string(u"language"_s);
        const Role role = valueIn(Roles, text, u"role"_s);
        const QByteArray digest = text.sha256(u"sha256"_s);
        consent.documents.push_back({language, role, digest, valueIn(Provenances, text, u"provenance"_s)});
        text.refuseUnknown();
    });
    consent.languagesShown = json.strings(u"languages_shown"_s);
    consent.channel = valueIn(Channels, json, u"channel"_s);
    consent.effectiveFrom = json.string(u"effective_from"_s);
    consent.acceptedAt = json.timestamp(u"accepted_at"_s);
    if (const auto receipt = json.optionalObject(u"receipt"_s)) { // not in those of older programs
        consent.receipt = receipt->json();
    }
    json.refuseUnknown();
    return consent;
}

QJsonObject Consent::toJson() const
{
    QJsonArray texts;
    for (const Text &text : documents) {
        texts.append(QJsonObject{
            {u"language"_s, text.language},
            {u"role"_s, nameIn(Roles, text.role)},
            {u"sha256"_s, QString::fromLatin1(text.sha256)},
        });
    }
    return {
        {u"terms_version"_s, termsVersion},
        {u"authoritative_language"_s, authoritativeLanguage},
        {u"documents"_s, texts},
        {u"languages_shown"_s, QJsonArray::fromStringList(languagesShown)},
        {u"channel"_s, nameIn(Channels, channel)},
        {u"accepted_at"_s, formatTimestamp(acceptedAt)},
    };
}

bool Consent::covers(const Terms &terms) const
{
    return termsVersion == terms.version && authoritativeLanguage == terms.authoritativeLanguage
        && effectiveFrom == terms.effectiveFromText && documents == textsOf(terms);
}

Consent giveConsent(const Terms &terms, const QStringList &languagesShown, Channel channel, const QDateTime &now)
{
    return {terms.version, terms.authoritativeLanguage, textsOf(terms), languagesShown, channel, terms.effectiveFromText, now, {}};
}

} // namespace ttp::terms
