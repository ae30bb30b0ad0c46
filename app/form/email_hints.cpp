// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/email_hints.h"

#include "base/json.h"
#include "base/text.h"
#include "edit_distance.h"
#include "form/normalize.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr qsizetype LongestText = 320; // RFC 5321 section 4.5.3.1
constexpr qsizetype LongName = 6;      // a name of so many letters can be recognised with one wrong letter,
constexpr qsizetype VeryLongName = 7;  // and of so many with two

struct Domains {
    QStringList often;
    QStringList providers;
    QHash<QString, QString> endings;
    QHash<QString, QString> slips;
};

QHash<QString, QString> pairs(JsonObject object)
{
    QHash<QString, QString> table;
    for (const QString &key : object.json().keys()) {
        table.insert(key, object.string(key));
    }
    return table;
}

Domains readDomains()
{
    QFile file(u":/email/domains.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("the list of mail domains is not compiled in");
    }
    const auto document = parseJson(file.readAll());
    JsonErrors errors;
    JsonObject root(document.value_or(QJsonValue()), QString(), errors);
    const Domains domains{root.strings(u"often"_s), root.strings(u"providers"_s), pairs(root.object(u"endings"_s)),
                          pairs(root.object(u"slips"_s))};
    if (!errors.isEmpty()) {
        qFatal("the list of mail domains: %s", qUtf8Printable(errors.first()));
    }
    return domains;
}

const Domains &domains()
{
    static const Domains read = readDomains();
    return read;
}

/// `docomo` and `ne.jp`, `i.softbank` and `jp`.
struct Parts {
    QString name;
    QString ending;
};

Parts partsOf(const QString &domain)
{
    static const QRegularExpression split(u"^(.+?)\\.((?:(?:co|com|ne|net|or|org|ac|go|ed|edu|gov)\\.)?[^.]+)$"_s);
    const auto match = split.match(domain);
    return match.hasMatch() ? Parts{match.captured(1), match.captured(2)} : Parts{domain, {}};
}

// The address out of `Anna <anna@example.org>`, without blanks, and with dots for commas in the domain.
QString tidied(const QString &typed)
{
    static const QRegularExpression around(u"^[^<]*<([^<>]+)>[^>]*$"_s);
    static const QRegularExpression blanks(u"\\s+"_s);
    static const QRegularExpression ends(u"^(?:mailto:)?[\"'(\\[,;:]*|[\"')\\],;:.]+$"_s);
    QString text = halfWidth(typed);
    if (const auto match = around.match(text); match.hasMatch()) {
        text = match.captured(1);
    }
    text.remove(blanks).remove(ends);
    static const QRegularExpression signs(u"@+"_s);
    text.replace(signs, u"@"_s);
    const qsizetype at = text.indexOf(u'@');
    static const QRegularExpression dots(u"[,.。．｡]+"_s);
    return at < 0 ? text : text.left(at + 1) + text.mid(at + 1).toLower().replace(dots, u"."_s);
}

// What one or two wrong letters have made of a provider's name, with the same ending.
QString nearestProvider(const Parts &parts)
{
    QString nearest;
    int least = 3;
    for (const QString &provider : domains().providers) {
        const Parts known = partsOf(provider);
        const bool often = domains().often.contains(provider);
        if (known.ending != parts.ending || (known.name.size() < LongName && !often)) {
            continue;
        }
        const int distance = editDistance(parts.name, known.name);
        if (distance <= (known.name.size() >= VeryLongName ? 2 : 1) && distance < least) {
            least = distance;
            nearest = provider;
        }
    }
    return nearest;
}

QString meantDomain(const QString &domain)
{
    const Domains &known = domains();
    if (known.providers.contains(domain)) {
        return domain;
    }
    if (const auto slip = known.slips.constFind(domain); slip != known.slips.constEnd()) {
        return *slip;
    }
    Parts parts = partsOf(domain);
    if (parts.ending.isEmpty()) { // anna@gmail
        const auto provider = std::ranges::find_if(known.providers, [&parts](const QString &candidate) {
            return partsOf(candidate).name == parts.name;
        });
        return provider == known.providers.end() ? domain : *provider;
    }
    for (auto it = known.endings.cbegin(); it != known.endings.cend(); ++it) {
        if (domain.endsWith(u'.' + it.key()) && domain.size() > it.key().size() + 1) {
            parts = {domain.chopped(it.key().size() + 1), it.value()};
            break;
        }
    }
    const QString mended = parts.name + u'.' + parts.ending;
    if (known.providers.contains(mended)) {
        return mended;
    }
    const QString nearest = nearestProvider(parts);
    return nearest.isEmpty() ? mended : nearest;
}

} // namespace

std::optional<QString> emailHint(const QString &typed)
{
    if (typed.size() > LongestText) {
        return std::nullopt;
    }
    const QString address = tidied(typed);
    const qsizetype at = address.indexOf(u'@');
    if (at <= 0 || at + 1 == address.size() || address.count(u'@') != 1) {
        return std::nullopt;
    }
    const QString meant = address.left(at + 1) + meantDomain(address.mid(at + 1));
    Field field;
    field.type = FieldType::Email;
    // A domain in capitals is no mistake.
    return meant.compare(normalizeText(field, typed), Qt::CaseInsensitive) == 0 ? std::nullopt : std::optional(meant);
}

} // namespace ttp::form
