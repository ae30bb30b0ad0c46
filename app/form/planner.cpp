// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/planner.h"

#include "dates.h"
#include "form/holidays.h"
#include "form/passport_answers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

constexpr int OpenDaysShown = 2;

LocalizedText plain(const QString &text)
{
    return {text, text};
}

LocalizedText number(qint64 value)
{
    return plain(QLocale(QLocale::English).toString(value));
}

/// `%1` … replaced in one pass, so that nothing in a value is taken for a place.
QString filled(const QString &text, const std::vector<LocalizedText> &values, const QString &language)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int place = text.at(i) == u'%' && i + 1 < text.size() ? text.at(i + 1).digitValue() : -1;
        if (place >= 1 && place <= int(values.size())) {
            result += values[std::size_t(place - 1)].in(language);
            ++i;
        } else {
            result += text.at(i);
        }
    }
    return result;
}

PlanLine lineOf(const PlanText &text, const std::vector<LocalizedText> &values)
{
    return {text.id,
            text.title,
            {filled(text.text.in(u"ja"_s), values, u"ja"_s), filled(text.text.in(u"en"_s), values, u"en"_s)},
            text.sources,
            text.confidence,
            false};
}

LocalizedText joined(const std::vector<LocalizedText> &parts)
{
    QStringList japanese;
    QStringList english;
    for (const LocalizedText &part : parts) {
        japanese += part.in(u"ja"_s);
        english += part.in(u"en"_s);
    }
    return {japanese.join(u'、'), english.join(u"; "_s)};
}

LocalizedText joined(const std::vector<QDate> &days)
{
    std::vector<LocalizedText> texts;
    for (const QDate &day : days) {
        texts.push_back(planDay(day));
    }
    return joined(texts);
}

class Planner {
public:
    Planner(const PlannerData &data, const PlanFacts &facts) : m_data(data), m_facts(facts)
    {
        if (const Counter *chosen = data.counter(facts.counter)) {
            m_plan.counter = *chosen;
        }
        if (facts.notice) {
            m_windowEnd = lastDayWithin(*facts.notice, data.windowMonths);
        }
    }

    Plan make()
    {
        planPhoto();
        planResult();
        planWindow();
        planVisit();
        planCounter();
        planPassport();
        listTheRest();
        std::ranges::stable_sort(m_plan.dates, {}, &PlanDate::from);
        return std::move(m_plan);
    }

private:
    [[nodiscard]] PlanLine line(const char *id, const std::vector<LocalizedText> &values = {}) const
    {
        return lineOf(m_data.lines.value(QString::fromLatin1(id)), values);
    }

    void warn(const char *id, const std::vector<LocalizedText> &values, bool fails = true)
    {
        m_plan.warnings.push_back(line(id, values));
        m_plan.warnings.back().fails = fails;
    }
    void ask(const char *id) { m_plan.unknown.push_back(line(id)); }

    void add(const QDate &from, const QDate &to, PlanLine line, bool calendar, std::vector<int> remind = {})
    {
        std::erase_if(remind, [&](int days) { return from.addDays(-days) < m_facts.today; });
        m_plan.dates.push_back({from, to, std::move(line), calendar && to >= m_facts.today, std::move(remind)});
    }

    /// The day that waits are counted from.
    [[nodiscard]] QDate sent() const { return m_facts.received.value_or(m_facts.today); }

    void planPhoto()
    {
        if (!m_facts.photoTaken) {
            ask("need_photo_date");
            return;
        }
        const QDate last = lastDayWithin(*m_facts.photoTaken, m_data.photoMonths);
        const LocalizedText taken = planDay(*m_facts.photoTaken);
        add(last, last, line("photo_until", {taken}), true, {14});
        if (sent() > last) {
            m_facts.received ? warn("photo_old_when_sent", {planDay(sent()), taken, planDay(last)})
                             : warn("photo_old_now", {taken, planDay(last)});
        } else if (m_facts.visit && *m_facts.visit > last) {
            warn("photo_old_at_visit", {taken, planDay(last)}, false);
        }
    }

    void planResult()
    {
        if (m_facts.notice) {
            return;
        }
        const std::vector<LocalizedText> days{number(m_data.shortestWait()), number(m_data.longestWait())};
        add(sent().addDays(m_data.shortestWait()), sent().addDays(m_data.longestWait()),
            line(m_facts.received ? "result_expected" : "result_if_sent_today", days), m_facts.received.has_value());
        const qint64 waited = sent().daysTo(m_facts.today);
        if (waited > m_data.longestWait()) {
            warn("result_overdue", {number(waited), number(m_data.longestWait())}, false);
        }
        if (m_facts.received) {
            ask("need_notice");
        }
    }

    void planWindow()
    {
        if (!m_windowEnd) {
            return;
        }
        add(*m_windowEnd, *m_windowEnd, line("window_end", {planDay(*m_facts.notice)}), true, {30, 7});
        if (*m_windowEnd < m_facts.today) {
            warn("window_over", {planDay(*m_windowEnd)});
        }
        const auto why = m_plan.counter ? m_plan.counter->whyClosed(*m_windowEnd) : std::nullopt;
        if (why) {
            const QDate open = officeDaysBefore(*m_windowEnd, 1).front();
            add(open, open, line("window_last_open", {m_plan.counter->fullName(), withReason(*m_windowEnd, *why)}),
                true);
        }
    }

    void planVisit()
    {
        if (!m_facts.visit) {
            ask("need_visit");
            return;
        }
        const QDate day = *m_facts.visit;
        add(day, day,
            m_plan.counter ? line("visit", {m_plan.counter->fullName(), m_plan.counter->hours()})
                           : line("visit_without_counter"),
            true, {7, 1});
        if (day < m_facts.today) {
            warn("visit_past", {planDay(day)});
        } else if (m_facts.notice) {
            judgeVisitInWindow(day);
        } else {
            judgeVisitBeforeNotice(day);
        }
    }

    void judgeVisitInWindow(const QDate &day)
    {
        if (day < *m_facts.notice) {
            warn("visit_before_notice", {planDay(day), planDay(*m_facts.notice)});
        } else if (day > *m_windowEnd) {
            warn("visit_after_window", {planDay(day), planDay(*m_windowEnd)});
        }
    }

    void judgeVisitBeforeNotice(const QDate &day)
    {
        const QDate latest = sent().addDays(m_data.longestWait());
        if (day < latest) {
            warn("visit_before_result", {planDay(day), planDay(latest), number(m_data.longestWait())}, false);
        }
        const QDate earliestEnd = lastDayWithin(sent().addDays(m_data.shortestWait()), m_data.windowMonths);
        if (day > earliestEnd) {
            warn("visit_maybe_after_window", {planDay(day), planDay(earliestEnd)}, false);
        }
    }

    static LocalizedText withReason(const QDate &day, const LocalizedText &why)
    {
        const LocalizedText text = planDay(day);
        return {text.in(u"ja"_s) + u'、' + why.in(u"ja"_s), text.in(u"en"_s) + u", "_s + why.in(u"en"_s)};
    }

    void planCounter()
    {
        if (!m_plan.counter) {
            ask("need_counter");
            warnOfClosedCounters();
            return;
        }
        const auto why = m_facts.visit ? m_plan.counter->whyClosed(*m_facts.visit) : std::nullopt;
        if (why) {
            std::vector<QDate> before = officeDaysBefore(*m_facts.visit, OpenDaysShown);
            std::ranges::reverse(before);
            warn("counter_closed",
                 {m_plan.counter->fullName(), planDay(*m_facts.visit), *why, joined(before),
                  joined(officeDaysAfter(*m_facts.visit, OpenDaysShown))});
        }
        if (m_plan.counter->area == Counter::Area::Airside) {
            warn("stamp_beforehand", {number(m_data.feeYen)}, false);
        }
    }

    void warnOfClosedCounters()
    {
        const auto why = m_facts.visit ? whyOfficesAreClosed(*m_facts.visit) : std::nullopt;
        std::vector<LocalizedText> closed;
        for (const Counter &counter : m_data.counters) {
            if (counter.officeDays) {
                closed.push_back(counter.fullName());
            }
        }
        if (why && !closed.empty()) {
            warn("counters_closed", {planDay(*m_facts.visit), *why, joined(closed)}, false);
        }
    }

    void planPassport()
    {
        if (!m_facts.passportExpiry) {
            ask("need_passport");
            return;
        }
        const QDate expiry = *m_facts.passportExpiry;
        if (expiry < m_facts.today) {
            warn("passport_expired", {planDay(expiry)});
        } else if (m_facts.visit && expiry < *m_facts.visit) {
            warn("passport_before_visit", {planDay(expiry), planDay(*m_facts.visit)});
        } else if (!m_facts.visit && m_windowEnd && expiry < *m_windowEnd) {
            warn("passport_before_window", {planDay(expiry), planDay(*m_windowEnd)}, false);
        }
        if (!m_facts.visit || expiry < *m_facts.visit) {
            return;
        }
        const LocalizedText visit = planDay(*m_facts.visit);
        const QDate threeYears = lastDayOfPeriod(*m_facts.visit, m_data.cardMonths);
        if (expiry < threeYears) {
            add(expiry, expiry, line("card_until_passport", {visit, planDay(threeYears)}), false);
        } else {
            add(threeYears, threeYears, line("card_until", {visit}), false);
        }
    }

    void listTheRest()
    {
        for (const ThingToBring &thing : m_data.bring) {
            if (thing.categories.isEmpty() || thing.categories.contains(m_facts.category)) {
                m_plan.bring.push_back(lineOf(thing.text, {number(m_data.feeYen)}));
                m_plan.bring.back().id = thing.id;
            }
        }
        for (const PlanText &note : m_data.notes) {
            m_plan.notes.push_back(lineOf(note, {}));
        }
    }

    const PlannerData &m_data;
    const PlanFacts &m_facts;
    std::optional<QDate> m_windowEnd;
    Plan m_plan;
};

/// The first of the fields of that name that the form has and the answers hold.
QString answerTo(const QString &name, const PlannerData &data, const Definition &definition, const Answers &answers)
{
    for (const QString &id : data.answers.value(name)) {
        if (definition.field(id) && answers.value(id).isString()) {
            return answers.value(id).toString();
        }
    }
    return {};
}

} // namespace

PlanFacts readPlanFacts(const PlannerData &data, const Definition &definition, const Answers &answers)
{
    PlanFacts facts;
    facts.photoTaken = parseDate(answerTo(u"photo_taken"_s, data, definition, answers));
    facts.visit = parseDate(answerTo(u"visit_day"_s, data, definition, answers));
    facts.passportExpiry = parseDate(passportAnswer(definition, answers, MrzElement::ExpiryDate));
    facts.counter = answerTo(u"counter"_s, data, definition, answers);
    facts.category = answerTo(u"category"_s, data, definition, answers);
    return facts;
}

Plan makePlan(const PlannerData &data, const PlanFacts &facts)
{
    return Planner(data, facts).make();
}

} // namespace ttp::form
