// SPDX-License-Identifier: GPL-3.0-or-later
#include "editions.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

/// The digest of the contract is computed by the same reader that checks it.
QByteArray digestOf(const QJsonObject &document)
{
    terms::Document read;
    read.title = document[u"title"_s].toString();
    for (const QJsonValue &clause : document[u"clauses"_s].toArray()) {
        read.clauses.push_back(
            {clause[u"id"_s].toString(), clause[u"heading"_s].toString(), clause[u"text"_s].toString()});
    }
    return read.computedSha256();
}

QMap<QString, QString> readTexts(JsonObject texts)
{
    QMap<QString, QString> read;
    for (const QString &id : texts.json().keys()) {
        read.insert(id, texts.string(id));
    }
    return read;
}

} // namespace

TermsChange TermsChange::read(JsonObject json)
{
    TermsChange change;
    change.version = json.string(u"version"_s);
    change.effectiveFrom = json.string(u"effective_from"_s);
    change.note = json.text(u"note"_s);
    JsonObject languages = json.object(u"clauses"_s);
    for (const QString &language : languages.json().keys()) {
        change.clauses.insert(language, readTexts(languages.object(language)));
    }
    json.refuseUnknown();
    return change;
}

std::expected<QJsonObject, QString> TermsChange::applyTo(const QJsonObject &terms, const QString &previousVersion) const
{
    QJsonArray documents;
    for (const QJsonValue &value : terms[u"documents"_s].toArray()) {
        QJsonObject document = value.toObject();
        QMap<QString, QString> texts = clauses.value(document[u"language"_s].toString());
        QJsonArray changed;
        for (const QJsonValue &entry : document[u"clauses"_s].toArray()) {
            QJsonObject clause = entry.toObject();
            if (const QString text = texts.take(clause[u"id"_s].toString()); !text.isEmpty()) {
                clause[u"text"_s] = text;
            }
            changed.append(clause);
        }
        if (!texts.isEmpty()) {
            return std::unexpected(u"there is no clause %1"_s.arg(texts.firstKey()));
        }
        document[u"clauses"_s] = changed;
        document[u"provenance"_s] = u"reconstruction"_s;
        document[u"provenance_note"_s] = note.toJson();
        document[u"sha256"_s] = QString::fromLatin1(digestOf(document));
        documents.append(document);
    }
    QJsonObject made = terms;
    made[u"version"_s] = version;
    made[u"effective_from"_s] = effectiveFrom;
    made[u"documents"_s] = documents;
    if (!previousVersion.isEmpty()) {
        made[u"previous_version"_s] = previousVersion;
    }
    return made;
}

} // namespace ttp::practice
