// SPDX-License-Identifier: GPL-3.0-or-later
#include "precheck_facts.h"

#include "dates.h"
#include "form/countries.h"
#include "form/display.h"
#include "form/visibility.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

LocalizedText inBoth(const QString &text)
{
    return LocalizedText(text, text);
}

bool isWithin(const Field &field, const QDate &date, const QDate &today)
{
    return (!field.notBefore || date >= field.notBefore->resolve(today))
        && (!field.notAfter || date <= field.notAfter->resolve(today));
}

bool entryFits(const Field &group, const QJsonValue &entry, const QDate &today)
{
    const QJsonObject object = entry.toObject();
    return entry.isObject() && !object.isEmpty()
        && std::all_of(group.fields.cbegin(), group.fields.cend(), [&](const Field &member) {
               return !object.contains(member.key()) || fits(member, object.value(member.key()), today);
           });
}

/// The answer if it can be judged; of a group the entries that can.
QJsonValue usable(const Field &field, const QJsonValue &value, const QDate &today)
{
    if (field.type != FieldType::Group) {
        return fits(field, value, today) ? value : QJsonValue(QJsonValue::Undefined);
    }
    QJsonArray entries;
    const QJsonArray all = value.toArray();
    for (const QJsonValue &entry : all) {
        if (entryFits(field, entry, today)) {
            entries.append(entry);
        }
    }
    return entries.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(entries);
}

/// The last day of a year that begins with `first` and runs on (1) or back (-1); where no day corresponds to `first`, it
/// is the last of the month (Civil Code art. 143(2)).
QDate yearAway(const QDate &first, int direction)
{
    const QDate corresponding = first.addYears(direction);
    return corresponding.day() == first.day() ? corresponding.addDays(-direction) : corresponding;
}

/// The latest day of appearing for which a landing on that day counts.
QDate lastVisitFor(const QDate &landing)
{
    QDate visit = landing.addYears(1).addDays(2);
    while (landingYear(visit).certain > landing) {
        visit = visit.addDays(-1);
    }
    return visit;
}

void countLandings(const PrecheckLandings &rules, const QDate &today, PrecheckFacts &facts)
{
    const auto visit = parseDate(facts.values.value(rules.visit).toString());
    if (!visit || !facts.holds(rules.knownWhen)) {
        return;
    }
    const LandingYear year = landingYear(*visit);
    const bool visitCounts = facts.holds(rules.visitCountsWhen);
    std::vector<QDate> landings; // those on which the counting can rest
    const QJsonArray entries = facts.values.value(rules.list).toArray();
    for (const QJsonValue &entry : entries) {
        const auto date = parseDate(entry[rules.date].toString());
        // A landing on the day of appearing is the one for it.
        if (date && *date <= *visit && !(visitCounts && *date == *visit)) {
            landings.push_back(*date);
        }
    }
    std::sort(landings.begin(), landings.end(), std::greater<>());
    const auto since = [&](const QDate &first) {
        return int(visitCounts)
            + int(std::count_if(landings.cbegin(), landings.cend(), [&](const QDate &each) { return each >= first; }));
    };
    facts.values.insert(fact::Landings, since(year.certain));
    facts.values.insert(fact::LandingsPossible, since(year.possible));
    facts.texts.insert(fact::Landings, inBoth(QString::number(since(year.certain))));
    facts.texts.insert(fact::LandingsPossible, inBoth(QString::number(since(year.possible))));
    facts.values.insert(fact::FirstDay, year.certain.toString(Qt::ISODate));
    facts.texts.insert(fact::FirstDay, dateText(year.certain));
    const int fromList = rules.wanted - int(visitCounts);
    if (fromList < 1 || int(landings.size()) < fromList) {
        return;
    }
    const QDate latest = lastVisitFor(landings[size_t(fromList) - 1]);
    if (latest >= today && latest < *visit) {
        facts.values.insert(fact::LatestVisit, latest.toString(Qt::ISODate));
        facts.texts.insert(fact::LatestVisit, dateText(latest));
    }
}

void findStandings(const Precheck &precheck, PrecheckFacts &facts)
{
    for (const PrecheckStanding &standing : precheck.standings) {
        const QString code = facts.values.value(standing.question).toString();
        if (code.isEmpty()) {
            continue;
        }
        const auto entry = precheck.countries.entries.constFind(code);
        const bool known = entry != precheck.countries.entries.cend();
        facts.values.insert(standing.fact, CountryStandings.at(!known ? 2 : entry->conditional ? 1 : 0));
        facts.texts.insert(standing.why, known ? entry->why : inBoth({}));
    }
}

QRegularExpression names()
{
    return QRegularExpression(u"\\{([a-z0-9_.]+)\\}"_s);
}

} // namespace

LandingYear landingYear(const QDate &visit)
{
    // Counting back: the day before is the first, and the year ends with the day after the one that corresponds to it.
    const QDate back = yearAway(visit.addDays(-1), -1);
    // Counting on from the landing: the day after it is the first, and the year ends with the day before the one that
    // corresponds to that; it must reach the day of appearing.
    QDate on = visit.addYears(-1).addDays(-2);
    while (yearAway(on.addDays(1), 1) < visit) {
        on = on.addDays(1);
    }
    return {std::max(back, on), std::min(back, on)};
}

bool fits(const Field &field, const QJsonValue &value, const QDate &today)
{
    const QString text = value.toString();
    switch (field.type) {
    case FieldType::Date: {
        const auto date = parseDate(text);
        return date && isWithin(field, *date, today);
    }
    case FieldType::PartialDate: {
        const auto span = parsePartialDate(text);
        return span && isWithin(field, span->first, today) && isWithin(field, span->last, today);
    }
    case FieldType::Country: return country(text) != nullptr;
    case FieldType::Choice:
        return value.isString() && std::any_of(field.choices.cbegin(), field.choices.cend(), [&text](const ChoiceOption &each) {
                   return each.value == text;
               });
    case FieldType::YesNo: return value.isBool();
    case FieldType::Group: {
        const QJsonArray entries = value.toArray();
        return !entries.isEmpty() && entries.size() <= field.maxCount.value_or(int(entries.size()))
            && std::all_of(entries.begin(), entries.end(),
                           [&](const QJsonValue &entry) { return entryFits(field, entry, today); });
    }
    default: return false; // no question of the pre-check is of another type
    }
}

bool PrecheckFacts::holds(const Condition &condition) const
{
    const auto part = [this](const Condition &inner) { return holds(inner); };
    const QJsonValue value = values.value(condition.field, QJsonValue::Undefined);
    switch (condition.kind) {
    case Condition::Kind::All: return std::all_of(condition.parts.cbegin(), condition.parts.cend(), part);
    case Condition::Kind::Any: return std::any_of(condition.parts.cbegin(), condition.parts.cend(), part);
    case Condition::Kind::Not: return std::none_of(condition.parts.cbegin(), condition.parts.cend(), part);
    case Condition::Kind::Equals: return value == condition.operand;
    case Condition::Kind::In:
        return std::find(condition.set.cbegin(), condition.set.cend(), value) != condition.set.cend();
    case Condition::Kind::Answered: return condition.answered == !isEmptyValue(value);
    case Condition::Kind::AtLeast:
        return value.isDouble() ? value.toDouble() >= condition.atLeast
                                : double(value.toArray().size()) >= condition.atLeast;
    }
    return false;
}

LocalizedText PrecheckFacts::filled(const LocalizedText &text) const
{
    QMap<QString, QString> result = text.texts();
    for (auto entry = result.begin(); entry != result.end(); ++entry) {
        QString whole;
        qsizetype done = 0;
        auto matches = names().globalMatch(*entry);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString name = match.captured(1);
            whole += QStringView(*entry).mid(done, match.capturedStart() - done);
            whole += texts.contains(name) ? texts.value(name).in(entry.key()) : match.captured();
            done = match.capturedEnd();
        }
        *entry = whole + entry->mid(done);
    }
    return LocalizedText(result);
}

QStringList namesIn(const LocalizedText &text)
{
    QStringList found;
    for (const QString &each : text.texts()) {
        auto matches = names().globalMatch(each);
        while (matches.hasNext()) {
            found += matches.next().captured(1);
        }
    }
    return found;
}

PrecheckFacts factsOf(const Precheck &precheck, const Answers &answers, const QDate &today)
{
    PrecheckFacts facts;
    const std::vector<Attachment> noFiles;
    const Visibility visibility(precheck.questions, answers, noFiles);
    for (const Step &step : precheck.questions.steps) {
        for (const Field &field : step.fields) {
            if (!visibility.isVisible(field)) {
                continue;
            }
            facts.shown += field.id;
            const QJsonValue value = usable(field, answers.value(field.id), today);
            if (value.isUndefined()) {
                facts.open += field.id;
                continue;
            }
            facts.values.insert(field.id, value);
            facts.texts.insert(field.id, LocalizedText(displayText(field, value, u"ja"_s), displayText(field, value, u"en"_s)));
        }
    }
    countLandings(precheck.landings, today, facts);
    findStandings(precheck, facts);
    return facts;
}

} // namespace ttp::form
