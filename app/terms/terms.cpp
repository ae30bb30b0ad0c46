// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/terms.h"

#include "base/digest.h"
#include "base/json.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::terms {

namespace {

/// Digests of texts that are known to be reconstructions and must never bind anybody (this project's own).
const QSet<QByteArray> &knownReconstructions()
{
    static const QSet<QByteArray> digests{"8bc415702bf37911d22c938da6b27a68ab25feb77d24493d5e5228f6207bb33a"};
    return digests;
}

QString wireName(Role role)
{
    return role == Role::Authoritative ? u"authoritative"_s : u"translation"_s;
}

QString wireName(Provenance provenance)
{
    switch (provenance) {
    case Provenance::Original: return u"original"_s;
    case Provenance::Translation: return u"translation"_s;
    case Provenance::Reconstruction: break;
    }
    return u"reconstruction"_s;
}

/// LF is the only control character that may stand in a text, and only there: the separators of the digest
/// (U+001E, U+001F) could otherwise be smuggled in.
void refuseControls(JsonObject &object, const QString &key, const QString &text, bool lineFeed)
{
    const auto bad = [lineFeed](QChar c) { return c.category() == QChar::Other_Control && !(lineFeed && c == u'\n'); };
    if (std::any_of(text.begin(), text.end(), bad)) {
        object.report(key, u"has a control character"_s);
    }
}

Clause readClause(JsonObject &json)
{
    const Clause clause{json.string(u"id"_s), json.string(u"heading"_s), json.string(u"text"_s)};
    refuseControls(json, u"id"_s, clause.id, false);
    refuseControls(json, u"heading"_s, clause.heading, false);
    refuseControls(json, u"text"_s, clause.text, true);
    return clause;
}

template <typename Enum>
Enum readName(JsonObject &json, const QString &key, std::initializer_list<Enum> values)
{
    const QString name = json.string(key);
    for (const Enum value : values) {
        if (wireName(value) == name) {
            return value;
        }
    }
    json.report(key, u"is unknown"_s);
    return *values.begin();
}

Document readDocument(JsonObject &json)
{
    Document document;
    document.language = json.string(u"language"_s);
    document.role = readName(json, u"role"_s, {Role::Authoritative, Role::Translation});
    document.provenance = readName(json, u"provenance"_s,
                                   {Provenance::Original, Provenance::Translation, Provenance::Reconstruction});
    document.provenanceNote = json.optionalText(u"provenance_note"_s);
    document.title = json.string(u"title"_s);
    refuseControls(json, u"title"_s, document.title, false);
    json.forEach(u"clauses"_s, [&document](JsonObject &clause) { document.clauses.push_back(readClause(clause)); });
    if (document.clauses.empty()) {
        json.report(u"clauses"_s, u"is empty"_s);
    }
    document.sha256 = json.sha256(u"sha256"_s);
    return document;
}

/// What no single document can show: one authoritative text in the announced language, all aligned clause by clause.
void checkTogether(JsonObject &json, const Terms &terms)
{
    QSet<QString> languages;
    int authoritative = 0;
    for (const Document &document : terms.documents) {
        languages.insert(document.language);
        if (document.role == Role::Authoritative) {
            ++authoritative;
            if (document.language != terms.authoritativeLanguage) {
                json.report(u"authoritative_language"_s, u"is not the language of the authoritative document"_s);
            }
        }
        const bool aligned = std::ranges::equal(document.clauses, terms.documents.front().clauses, {}, &Clause::id,
                                                &Clause::id);
        if (!aligned) {
            json.report(u"documents"_s, u"have different clauses"_s);
        }
    }
    if (terms.documents.size() < 2 || languages.size() != qsizetype(terms.documents.size())) {
        json.report(u"documents"_s, u"must be at least two, in different languages"_s);
    }
    if (authoritative != 1) {
        json.report(u"documents"_s, u"must have exactly one authoritative text"_s);
    }
}

} // namespace

QByteArray Document::computedSha256() const
{
    Sha256 digest;
    digest.add(title.toUtf8() + '\x1E');
    for (const Clause &clause : clauses) {
        digest.add(clause.id.toUtf8() + '\x1F' + clause.heading.toUtf8() + '\x1F' + clause.text.toUtf8() + '\x1E');
    }
    return digest.finish().toHex();
}

QString Document::badge() const
{
    if (role == Role::Translation) {
        return u"参考訳 / Translation for reference"_s;
    }
    return provenance == Provenance::Original
        ? u"正文 / Authoritative text"_s
        : u"正文の欄：復元文（練習用） / Authoritative column: reconstruction, practice only"_s;
}

const Document *Terms::document(const QString &language) const
{
    const auto found = std::ranges::find(documents, language, &Document::language);
    return found == documents.end() ? nullptr : &*found;
}

const Document &Terms::authoritative() const
{
    return *std::ranges::find(documents, Role::Authoritative, &Document::role);
}

Result<Terms> readTerms(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return failed(FailureCode::TermsInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    Terms terms;
    terms.version = reader.string(u"version"_s);
    terms.effectiveFrom = reader.timestamp(u"effective_from"_s);
    terms.effectiveFromText = reader.string(u"effective_from"_s);
    terms.previousVersion = reader.optionalString(u"previous_version"_s);
    terms.authoritativeLanguage = reader.string(u"authoritative_language"_s);
    terms.signature = reader.optionalString(u"signature"_s).value_or(QString());
    reader.forEach(u"documents"_s,
                   [&terms](JsonObject &document) { terms.documents.push_back(readDocument(document)); });
    if (errors.isEmpty()) {
        if (terms.documents.empty()) {
            reader.report(u"documents"_s, u"is empty"_s);
        } else {
            checkTogether(reader, terms);
        }
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::TermsInvalid, errors.first());
    }
    for (const Document &document : terms.documents) {
        if (document.computedSha256() != document.sha256) {
            return failed(FailureCode::TermsDigestWrong, u"document "_s + document.language);
        }
    }
    return terms;
}

SignedBy verifySignature(const Terms &terms, const QString &serviceId, const KeySet &pinned, const KeySet &announced)
{
    const auto signature = Signature::parse(terms.signature);
    if (!signature) {
        return SignedBy::Nobody;
    }
    QJsonArray documents;
    for (const Document &document : terms.documents) {
        documents.append(QJsonObject{{u"language"_s, document.language},
                                     {u"role"_s, wireName(document.role)},
                                     {u"provenance"_s, wireName(document.provenance)},
                                     {u"sha256"_s, QString::fromLatin1(document.sha256)}});
    }
    const auto payload = signature->payloadObject();
    if (!payload) {
        return SignedBy::Nobody;
    }
    const QJsonObject expected{{u"service_id"_s, serviceId},
                               {u"version"_s, terms.version},
                               {u"effective_from"_s, terms.effectiveFromText},
                               {u"authoritative_language"_s, terms.authoritativeLanguage},
                               {u"documents"_s, documents}};
    if (*payload != expected) {
        return SignedBy::Nobody;
    }
    if (pinned.verify(*signature)) {
        return SignedBy::PinnedKey;
    }
    return announced.verify(*signature) ? SignedBy::AnnouncedKey : SignedBy::Nobody;
}

Result<void> checkBinding(const Terms &terms, bool practice, SignedBy signedBy)
{
    if (practice) {
        return {};
    }
    const Document &authoritative = terms.authoritative();
    if (knownReconstructions().contains(authoritative.computedSha256())) {
        return failed(FailureCode::TermsKnownReconstruction);
    }
    if (authoritative.language != "ja"_L1 || authoritative.provenance != Provenance::Original) {
        return failed(FailureCode::TermsNotOriginal);
    }
    if (signedBy != SignedBy::PinnedKey) {
        return failed(FailureCode::TermsUnsigned);
    }
    return {};
}

} // namespace ttp::terms
