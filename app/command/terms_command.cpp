// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms_command.h"

#include "base/json.h"
#include "consent_report.h"
#include "service/documents.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

QJsonObject toJson(const terms::Document &document)
{
    QJsonArray clauses;
    for (const terms::Clause &clause : document.clauses) {
        clauses.append(
            QJsonObject{{u"id"_s, clause.id}, {u"heading"_s, clause.heading}, {u"text"_s, clause.text}});
    }
    QJsonObject json{{u"language"_s, document.language},
                     {u"badge"_s, document.badge()},
                     {u"title"_s, document.title},
                     {u"clauses"_s, clauses},
                     {u"sha256"_s, QString::fromLatin1(document.sha256)}};
    if (document.provenanceNote) {
        json.insert(u"provenance_note"_s, document.provenanceNote->toJson());
    }
    return json;
}

QStringList toLines(const terms::Document &document)
{
    QStringList lines{u"["_s + document.badge() + u"]"_s};
    if (document.provenanceNote) {
        lines << document.provenanceNote->in(u"ja"_s) << document.provenanceNote->in(u"en"_s);
    }
    lines << QString() << document.title;
    for (const terms::Clause &clause : document.clauses) {
        lines << QString() << clause.heading << QString() << clause.text;
    }
    lines << QString() << u"sha256 "_s + QString::fromLatin1(document.sha256) << QString();
    return lines;
}

} // namespace

Result<void> TermsCommand::prepare()
{
    if (!arguments().consentPath.isEmpty()) {
        auto consent = readConsentFile(arguments().consentPath);
        if (!consent) {
            return failed(std::move(consent.error()));
        }
        m_consent = *std::move(consent);
    }
    return {};
}

void TermsCommand::run()
{
    if (m_consent) {
        compareConsent();
        return;
    }
    if (!arguments().termsVersion.isEmpty()) {
        fetchVersion(arguments().termsVersion, [this](Result<terms::Terms> terms, const service::Description &description) {
            onTerms(judged(std::move(terms), description));
        });
        return;
    }
    service::greet(door(), this, patience(), service::GreetingPart::Terms, true,
                   [this](Result<service::Greeting> greeting) {
                       onTerms(greeting ? Result<terms::Terms>(std::move(greeting->terms)) : failed(greeting.error()));
                   });
}

void TermsCommand::fetchVersion(const QString &version,
                                std::function<void(Result<terms::Terms>, const service::Description &)> then)
{
    service::greet(door(), this, patience(), service::GreetingPart::Identity, false,
                   [this, version, then = std::move(then)](const Result<service::Greeting> &greeting) {
                       if (!greeting) {
                           fail(greeting.error());
                           return;
                       }
                       service::performPatiently(door(), service::TermsVersion(version), this, patience(),
                                                 [then, description = greeting->description](Result<terms::Terms> terms) {
                                                     then(std::move(terms), description);
                                                 });
                   });
}

/// Keys of a profile that was named count; the embedded service has others at each start.
void TermsCommand::compareConsent()
{
    fetchVersion(m_consent->termsVersion, [this](const Result<terms::Terms> &terms, const service::Description &) {
        if (!terms) {
            fail(terms.error());
            return;
        }
        terms::SignedBy by = terms::SignedBy::Nobody;
        const KeySet pinned = arguments().profilePath.isEmpty() ? KeySet() : origin().profile.keys;
        std::vector<terms::ConsentCheck> checks{terms::checkSignature(*m_consent, pinned, by)};
        for (terms::ConsentCheck &check : terms::checkTexts(*m_consent, *terms)) {
            checks.push_back(std::move(check));
        }
        end(consentReport(*m_consent, checks, by, language()));
    });
}

/// An earlier version has to be proved like the one in force.
Result<terms::Terms> TermsCommand::judged(Result<terms::Terms> terms, const service::Description &description) const
{
    if (terms) {
        if (const auto signedBy = service::judgeTerms(*terms, origin().profile, description); !signedBy) {
            return failed(signedBy.error());
        }
    }
    return terms;
}

void TermsCommand::onTerms(const Result<terms::Terms> &terms)
{
    if (!terms) {
        fail(terms.error());
        return;
    }
    if (!arguments().termsVersion.isEmpty() && terms->version != arguments().termsVersion) {
        fail(Failure(FailureCode::ProtocolError, u"these are the terms of another version"_s));
        return;
    }
    Report report;
    QJsonArray documents;
    const LocalizedText version(u"版：%1"_s, u"Version: %1"_s);
    report.lines += version.arg(terms->version).in(surroundings().language);
    for (const terms::Document &document : terms->documents) {
        if (arguments().language.isEmpty() || arguments().language == document.language) {
            documents.append(toJson(document));
            report.lines += toLines(document);
        }
    }
    report.more = {{u"version"_s, terms->version}, {u"documents"_s, documents}};
    end(report);
}

} // namespace ttp::command
