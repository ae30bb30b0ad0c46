// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of terms. The digests of an input are put right first, else no input would ever be taken.
#include "base/json.h"
#include "expect.h"
#include "terms/consent.h"

using namespace Qt::StringLiterals;
using namespace ttp;
using fuzz::expect;

namespace {

QByteArray withDigests(QJsonObject json)
{
    QJsonArray documents = json.value("documents"_L1).toArray();
    for (qsizetype i = 0; i < documents.size(); ++i) {
        QJsonObject document = documents.at(i).toObject();
        terms::Document read;
        read.title = document.value("title"_L1).toString();
        const QJsonArray clauses = document.value("clauses"_L1).toArray();
        for (const QJsonValue &clause : clauses) {
            read.clauses.push_back({clause["id"_L1].toString(), clause["heading"_L1].toString(), clause["text"_L1].toString()});
        }
        document.insert("sha256"_L1, QString::fromLatin1(read.computedSha256()));
        documents.replace(i, document);
    }
    json.insert("documents"_L1, documents);
    return toCompactJson(json);
}

void checkTerms(const terms::Terms &read, const QByteArray &bytes)
{
    const auto again = terms::readTerms(bytes);
    expect(again && again->version == read.version && again->effectiveFromText == read.effectiveFromText, "read twice, read the same");
    int authoritative = 0;
    for (const terms::Document &document : read.documents) {
        authoritative += document.role == terms::Role::Authoritative ? 1 : 0;
        expect(read.document(document.language) == &document, "a language has one document");
        expect(document.computedSha256() == document.sha256, "digests match");
        expect(document.clauses.size() == read.documents.front().clauses.size(), "clauses are aligned");
        expect(!document.badge().isEmpty(), "every text says what it is");
    }
    expect(authoritative == 1 && read.authoritative().language == read.authoritativeLanguage, "one text is authoritative");
    expect(terms::verifySignature(read, u"fuzz"_s, KeySet(), KeySet()) == terms::SignedBy::Nobody, "no key, no signature");
    expect(!terms::checkBinding(read, false, terms::SignedBy::Nobody), "unsigned terms bind nobody");
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    const auto consent = terms::giveConsent(read, {u"ja"_s}, terms::Channel::Window, now);
    expect(consent.covers(read), "consent covers what was agreed to");
    JsonErrors errors;
    const auto kept = parseJson(toCompactJson(consent.toKept()));
    expect(kept.has_value(), "kept consent is JSON");
    JsonObject keptObject(*kept, {}, errors);
    const auto back = terms::Consent::readKept(keptObject);
    expect(errors.isEmpty() && back == consent, "consent survives being kept", errors.first());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (const auto read = terms::readTerms(bytes)) {
        checkTerms(*read, bytes);
    }
    if (const auto json = parseJsonObject(bytes)) {
        const QByteArray mended = withDigests(*json);
        if (const auto read = terms::readTerms(mended)) {
            checkTerms(*read, mended);
        }
    }
    return 0;
}
