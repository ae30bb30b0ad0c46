// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"
#include "form/planner_data.h"

namespace ttp::form {

/// What a plan is made from. Days are those in Japan.
struct PlanFacts {
    QDate today;
    std::optional<QDate> received; ///< by the service; absent: the application has not been sent
    std::optional<QDate> notice;   ///< on which the preliminary inspection was reported as passed
    std::optional<QDate> photoTaken;
    std::optional<QDate> passportExpiry;
    std::optional<QDate> visit;
    QString counter;  ///< id of a counter; empty: none chosen
    QString category; ///< value of the category; empty: not known

    bool operator==(const PlanFacts &) const = default;
};

/// What the answers say, through the mapping of the data; the passport by the field that its machine readable zone
/// fills. A form that does not ask for something, or asks otherwise, leaves it out. `today`, `received`, `notice` are
/// not touched.
[[nodiscard]] PlanFacts readPlanFacts(const PlannerData &data, const Definition &definition, const Answers &answers);

/// A sentence of the plan.
struct PlanLine {
    QString id;          ///< of the line in the data
    LocalizedText title; ///< empty of notes and of things to bring
    LocalizedText text;
    QStringList sources;
    Confidence confidence = Confidence::Unsure;
    bool fails = false; ///< of a warning: it will go wrong so, not only perhaps
};

/// Something of the plan that has a day, or a span of days.
struct PlanDate {
    QDate from;
    QDate to; ///< the same, or the last day
    PlanLine line;
    bool inCalendar = false;           ///< lies ahead, and belongs into a calendar file
    std::vector<int> remindDaysBefore; ///< of what is in the calendar; none of these days has gone by
};

/// What to do by when, and what is wrong with it as it is.
struct Plan {
    std::vector<PlanLine> warnings; ///< what goes wrong if nothing is changed
    std::vector<PlanDate> dates;    ///< by their first day
    std::vector<PlanLine> unknown;  ///< what has to be known for more
    std::vector<PlanLine> bring;
    std::vector<PlanLine> notes;
    std::optional<Counter> counter; ///< the chosen one
};

/// Pure.
[[nodiscard]] Plan makePlan(const PlannerData &data, const PlanFacts &facts);

/// `Friday, 4 December 2026`
[[nodiscard]] LocalizedText planDay(const QDate &day);
/// One day, or `from … to …`.
[[nodiscard]] LocalizedText planDays(const QDate &from, const QDate &to);

/// `open`, or why not, of a counter on a day.
[[nodiscard]] LocalizedText stateOn(const Counter &counter, const QDate &day);

/// The titles of these sources, each once, in the order of the data, joined.
[[nodiscard]] LocalizedText titlesOf(const PlannerData &data, const QStringList &sources);
/// The same, and how far they can be relied on; empty without sources.
[[nodiscard]] LocalizedText sourcesOf(const PlannerData &data, const QStringList &sources, Confidence confidence);
/// The sentence with how far it can be relied on in parentheses.
[[nodiscard]] LocalizedText withTrust(const PlanLine &line);

} // namespace ttp::form
