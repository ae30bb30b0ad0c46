// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/result.h"

#include <QDate>
#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace ttp::form {

/// How far something can be relied on.
enum class Confidence {
    Official, ///< law, or a page of the Agency
    Quoted,   ///< a third party that quotes the Agency
    Reported, ///< what one applicant or a few have told
    Unsure    ///< sources disagree, or it is inferred
};

/// `law or the Agency's own words`, …
[[nodiscard]] LocalizedText describe(Confidence confidence);

/// Where something is known from.
struct PlanSource {
    QString id;
    LocalizedText title;
    QString address; ///< empty for laws
};

/// One sentence of the plan, or one thing to bring. `%1`, `%2` … stand for what the planner puts in.
struct PlanText {
    LocalizedText title; ///< of lines; empty of notes and of things to bring
    LocalizedText text;
    QStringList sources; ///< ids
    Confidence confidence = Confidence::Unsure;
    QString id = {};
};

/// A designated place for the secondary inspection.
struct Counter {
    enum class Area {
        Landside, ///< before the security check; anybody can go there
        Airside,  ///< in a departure examination area: after check-in and security, and there is no way back
        Office    ///< a regional immigration services bureau
    };

    QString id; ///< as `visit.counter` of the bundled form has it
    LocalizedText place;
    LocalizedText name;
    Area area = Area::Landside;
    QString opens; ///< `08:00`, Japan time; empty: whenever departure examination is open
    QString closes;
    bool officeDays =
        false; ///< closed when offices of the State are (form/holidays.h); else no closed days are published

    /// Why it is closed that day; nothing if it is open, as far as is known.
    [[nodiscard]] std::optional<LocalizedText> whyClosed(const QDate &day) const;
    /// `08:00 to 16:00 Japan time`, or when departure examination is open.
    [[nodiscard]] LocalizedText hours() const;
    /// Where it is, in words for somebody who has never been there.
    [[nodiscard]] LocalizedText areaInWords() const;
    [[nodiscard]] LocalizedText closedDays() const;
    /// Place and name.
    [[nodiscard]] LocalizedText fullName() const;
};

/// How long somebody waited for the result of the preliminary inspection.
struct ReportedWait {
    QString reported; ///< `2025-10`
    int days = 0;
    QString source;
};

/// Something to bring to the counter, and for whom.
struct ThingToBring {
    QString id;
    QStringList categories; ///< empty: everybody
    PlanText text;
};

/// What the planner knows of the procedure: `resources/planner/planner.json`.
struct PlannerData {
    QDate checked; ///< when the sources were read last
    std::vector<PlanSource> sources;
    /// What it reads from the answers: `photo_taken`, `visit_day`, `counter`, `category` → ids of fields, the first
    /// that has an answer counts.
    QHash<QString, QStringList> answers;
    int photoMonths = 0;
    int windowMonths = 0;
    int cardMonths = 0;
    int feeYen = 0;
    std::vector<ReportedWait> waits; ///< at least one
    std::vector<Counter> counters;
    PlanText aboutCounters; ///< of their places, hours and closed days: only sources and confidence
    std::vector<ThingToBring> bring;
    QHash<QString, PlanText> lines; ///< by id; every one that the planner asks for is there
    std::vector<PlanText> notes;

    [[nodiscard]] const Counter *counter(const QString &id) const;
    [[nodiscard]] const PlanSource *source(const QString &id) const;
    [[nodiscard]] int shortestWait() const;
    [[nodiscard]] int longestWait() const;
};

/// Reads planner data strictly: an unknown member, source or line, a line that is missing or has another number of
/// places to fill in than the planner fills, a time that is none. `Defect`; its facts begin with the JSON Pointer of
/// the error.
[[nodiscard]] Result<PlannerData> readPlannerData(const QByteArray &json);

/// The data that is compiled in.
[[nodiscard]] const PlannerData &bundledPlannerData();

} // namespace ttp::form
