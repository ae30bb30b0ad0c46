// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <QDate>
#include <QHash>

#include <expected>
#include <optional>
#include <vector>

namespace ttp::form {

/// Where a rule comes from, and how sure that is: `A` law text or the Agency's page, `B` a third party that quotes the
/// Agency, `C` others.
struct PrecheckSource {
    QString id;
    QDate asOf;
    QString confidence;
    LocalizedText title;
};

/// One outcome of a rule.
struct PrecheckOutcome {
    enum class Result { Met, Ask, Failed };

    Result result = Result::Ask;
    Condition when; ///< names questions and facts
    LocalizedText reason;
    std::optional<LocalizedText> change; ///< what would change it; of `Failed` always there
};

/// One requirement, with the paragraph that makes it. The first outcome whose condition holds is the rule's; if none
/// does, something is not answered yet.
struct PrecheckRule {
    QString id;
    QStringList categories; ///< empty: all
    LocalizedText title;
    LocalizedText paragraph;
    QStringList sources;
    QStringList questions; ///< that it looks at, in the order of asking
    std::vector<PrecheckOutcome> outcomes;
};

struct PrecheckCategory {
    QString id;
    LocalizedText name;
};

/// What no answer can settle.
struct PrecheckNote {
    LocalizedText paragraph;
    LocalizedText text;
};

/// Which questions the counting of landings looks at (see `landingYear`).
struct PrecheckLandings {
    QString visit; ///< date: the day of appearing
    QString list;  ///< group
    QString date;  ///< key of its member
    Condition visitCountsWhen; ///< the landing for the visit is still to come and counts in addition
    Condition knownWhen;
    int wanted = 1; ///< for which the latest day of appearing is worked out
};

/// A fact that tells where a country stands on the list: `listed`, `conditional`, `unlisted`.
struct PrecheckStanding {
    QString fact;
    QString why; ///< another fact, only for texts: under which condition
    QString question;
};

struct PrecheckCountry {
    QString code;
    bool conditional = false;
    LocalizedText why;
};

/// The unofficial list of countries whose passports qualify (rule C5).
struct PrecheckCountries {
    LocalizedText provenance;
    QDate asOf; ///< of the newest source
    QHash<QString, PrecheckCountry> entries;
};

/// An answer that fills fields of the form: the first answer of a question that fits the field's type.
struct PrecheckCarry {
    QString question;
    QStringList fields;
    QHash<QString, QJsonValue> values; ///< of a choice; empty: as it is
    QHash<QString, QString> members;   ///< of a group: key → key
};

/// The pre-check as data (`resources/precheck/`).
struct Precheck {
    Definition questions;
    std::vector<PrecheckSource> sources;
    LocalizedText agency; ///< how the Agency can be asked
    PrecheckLandings landings;
    std::vector<PrecheckStanding> standings;
    std::vector<PrecheckCategory> categories;
    std::vector<PrecheckRule> rules;
    std::vector<PrecheckNote> notes;
    std::vector<PrecheckCarry> carry;
    QStringList carryCategory; ///< fields that the one category that fits goes into
    PrecheckCountries countries;
};

/// Reads the three documents strictly. The error begins with the file and the JSON Pointer of the place:
/// `rules.json /rules/3/outcomes/0/when/field: …`. Beyond form and type it demands: names that exist, operands that a
/// question can have, a way to change things for every `failed`, a source of confidence A for every rule that can fail,
/// and for every question a word on whether it is carried into the application.
[[nodiscard]] std::expected<Precheck, QString> readPrecheck(const QByteArray &questions, const QByteArray &rules,
                                                            const QByteArray &countries);

/// The bundled one.
[[nodiscard]] const Precheck &precheck();

enum class Verdict {
    Open,   ///< questions are not answered yet
    Likely, ///< nothing speaks against it
    AskAgency,
    NotOnTheseAnswers,
};

struct RuleFinding {
    const PrecheckRule *rule = nullptr;
    std::optional<PrecheckOutcome::Result> result; ///< none: not answered yet
    LocalizedText reason;                          ///< with dates and numbers filled in; empty while not answered
    std::optional<LocalizedText> change;
    QString question; ///< that decides: the first open one, else the first
};

struct CategoryFinding {
    const PrecheckCategory *category = nullptr;
    Verdict verdict = Verdict::Open;
    std::vector<int> deciding; ///< indexes of the rules that make the verdict
};

/// Keeps pointers into the pre-check.
struct PrecheckFinding {
    Verdict verdict = Verdict::Open;
    std::vector<RuleFinding> rules; ///< as in the data
    std::vector<CategoryFinding> categories;
    QStringList open; ///< questions that are shown and have no (usable) answer
};

/// Judges the answers. Pure; never refuses: `NotOnTheseAnswers` is advice. `today` in Asia/Tokyo.
[[nodiscard]] PrecheckFinding judge(const Precheck &precheck, const Answers &answers, const QDate &today);

/// The first days whose landings are within "the year before the day of appearing".
///
/// Ordinance art. 7-2(2) counts back from the day of appearing; Civil Code art. 140 leaves out that day itself and art.
/// 143(2) lets a year end with the day before the corresponding one. So a landing counts that was made on the same date
/// one year before, or later, and one that was made a day before that date does not. The landing for the visit itself
/// counts wherever it lies. Around 29 February counting back from the day of appearing and counting on from the landing
/// differ by a day: `certain` is the first day for both, `possible` the first day for one of them.
struct LandingYear {
    QDate certain;
    QDate possible;

    bool operator==(const LandingYear &) const = default;
};
[[nodiscard]] LandingYear landingYear(const QDate &visit);

/// Puts into `answers` what the pre-check knows and the form asks: only into fields that exist there, have a fitting type
/// and allow the value; only where there is no answer, or still the one that was carried `before`. Answers that would be
/// declarations in the person's name are not carried (data: `not_carried`). Returns what was carried: field → value.
[[nodiscard]] QJsonObject carryInto(const Precheck &precheck, const Answers &precheckAnswers, const QDate &today,
                                    const Definition &form, Answers &answers, const QJsonObject &before = {});

} // namespace ttp::form
