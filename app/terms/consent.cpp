// SPDX-License-Identifier: GPL-3.0-or-later
#include "terms/consent.h"

#include "base/json.h"

#include <algorithm>

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

QString wireName(Channel channel)
{
    switch (channel) {
    case Channel::Window: return u"window"_s;
    case Channel::Kiosk: return u"kiosk"_s;
    case Channel::CommandLine: break;
    }
    return u"command-line"_s;
}

} // namespace

QJsonObject Consent::toJson() const
{
    QJsonArray texts;
    for (const Text &text : documents) {
        texts.append(QJsonObject{
            {u"language"_s, text.language},
            {u"role"_s, text.role == Role::Authoritative ? u"authoritative"_s : u"translation"_s},
            {u"sha256"_s, QString::fromLatin1(text.sha256)},
        });
    }
    return {
        {u"terms_version"_s, termsVersion},
        {u"authoritative_language"_s, authoritativeLanguage},
        {u"documents"_s, texts},
        {u"languages_shown"_s, QJsonArray::fromStringList(languagesShown)},
        {u"channel"_s, wireName(channel)},
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
    return {terms.version, terms.authoritativeLanguage, textsOf(terms), languagesShown, channel, terms.effectiveFromText, now};
}

} // namespace ttp::terms
