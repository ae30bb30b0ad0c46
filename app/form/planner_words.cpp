// SPDX-License-Identifier: GPL-3.0-or-later
// How days, counters and sources of a plan read.
#include "form/planner.h"

#include "dates.h"
#include "form/holidays.h"

using namespace Qt::StringLiterals;

namespace ttp::form {

std::optional<LocalizedText> Counter::whyClosed(const QDate &day) const
{
    return officeDays ? whyOfficesAreClosed(day) : std::nullopt;
}

LocalizedText Counter::hours() const
{
    if (opens.isEmpty()) {
        return {u"出国審査場が開いている間"_s, u"whenever departure examination is open"_s};
    }
    return {u"%1～%2（日本時間）"_s.arg(opens, closes), u"%1 to %2 Japan time"_s.arg(opens, closes)};
}

LocalizedText Counter::areaInWords() const
{
    switch (area) {
    case Area::Landside: return {u"保安検査の前（一般区域）"_s, u"before the security check"_s};
    case Area::Airside:
        return {u"保安検査の後（出国する当日のみ）"_s, u"after the security check, on your way out of Japan"_s};
    case Area::Office: break;
    }
    return {u"出入国在留管理局の庁舎"_s, u"in the office of the bureau"_s};
}

LocalizedText Counter::closedDays() const
{
    return officeDays ? LocalizedText(u"休み：土曜日、日曜日、祝日、12月29日～1月3日"_s,
                                      u"closed on Saturdays, Sundays, holidays, and from 29 December to 3 January"_s)
                      : LocalizedText(u"休みの日は公表されていません"_s, u"no closed days have been published"_s);
}

LocalizedText Counter::fullName() const
{
    return {place.in(u"ja"_s) + u' ' + name.in(u"ja"_s), place.in(u"en"_s) + u", "_s + name.in(u"en"_s)};
}

LocalizedText planDay(const QDate &day)
{
    static const QStringList japanese{u"月"_s, u"火"_s, u"水"_s, u"木"_s, u"金"_s, u"土"_s, u"日"_s};
    static const QStringList english{u"Monday"_s, u"Tuesday"_s,  u"Wednesday"_s, u"Thursday"_s,
                                     u"Friday"_s, u"Saturday"_s, u"Sunday"_s};
    const LocalizedText date = dateText(day);
    const int weekday = day.dayOfWeek() - 1;
    return {u"%1（%2）"_s.arg(date.in(u"ja"_s), japanese.value(weekday)),
            u"%1, %2"_s.arg(english.value(weekday), date.in(u"en"_s))};
}

LocalizedText planDays(const QDate &from, const QDate &to)
{
    const LocalizedText first = planDay(from);
    if (from == to) {
        return first;
    }
    const LocalizedText last = planDay(to);
    return {u"%1から%2まで"_s.arg(first.in(u"ja"_s), last.in(u"ja"_s)),
            u"%1 to %2"_s.arg(first.in(u"en"_s), last.in(u"en"_s))};
}

LocalizedText stateOn(const Counter &counter, const QDate &day)
{
    const auto why = counter.whyClosed(day);
    return why ? LocalizedText(u"休み（%1）"_s.arg(why->in(u"ja"_s)), u"closed (%1)"_s.arg(why->in(u"en"_s)))
               : LocalizedText(u"受付あり"_s, u"open"_s);
}

LocalizedText titlesOf(const PlannerData &data, const QStringList &sources)
{
    QStringList japanese;
    QStringList english;
    for (const PlanSource &source : data.sources) {
        if (sources.contains(source.id)) {
            japanese += source.title.in(u"ja"_s);
            english += source.title.in(u"en"_s);
        }
    }
    return {japanese.join(u'、'), english.join(u"; "_s)};
}

LocalizedText sourcesOf(const PlannerData &data, const QStringList &sources, Confidence confidence)
{
    if (sources.isEmpty()) {
        return {};
    }
    const LocalizedText titles = titlesOf(data, sources);
    const LocalizedText trust = describe(confidence);
    return {u"確度：%1。出典：%2"_s.arg(trust.in(u"ja"_s), titles.in(u"ja"_s)),
            u"How sure: %1. Source: %2"_s.arg(trust.in(u"en"_s), titles.in(u"en"_s))};
}

LocalizedText withTrust(const PlanLine &line)
{
    if (line.sources.isEmpty()) {
        return line.text;
    }
    const LocalizedText trust = describe(line.confidence);
    return {line.text.in(u"ja"_s) + u'（' + trust.in(u"ja"_s) + u'）',
            line.text.in(u"en"_s) + u" ("_s + trust.in(u"en"_s) + u')'};
}

} // namespace ttp::form
