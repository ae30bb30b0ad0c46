// SPDX-License-Identifier: GPL-3.0-or-later
#include "precheck_facts.h"

#include <algorithm>

namespace ttp::form {

namespace {

using Result = PrecheckOutcome::Result;

QString decidingQuestion(const PrecheckRule &rule, const PrecheckFacts &facts, bool settled)
{
    QString shown;
    for (const QString &question : rule.questions) {
        if (!settled && facts.open.contains(question)) {
            return question;
        }
        // The last that is shown is the most particular one: not "who is your employer" but "what are you there".
        shown = facts.shown.contains(question) ? question : shown;
    }
    return settled ? shown : rule.questions.first();
}

RuleFinding findingOf(const PrecheckRule &rule, const PrecheckFacts &facts)
{
    RuleFinding finding{&rule, std::nullopt, {}, std::nullopt, {}};
    const auto outcome = std::find_if(rule.outcomes.cbegin(), rule.outcomes.cend(),
                                      [&facts](const PrecheckOutcome &each) { return facts.holds(each.when); });
    finding.question = decidingQuestion(rule, facts, outcome != rule.outcomes.cend());
    if (outcome != rule.outcomes.cend()) {
        finding.result = outcome->result;
        finding.reason = facts.filled(outcome->reason);
        if (outcome->change) {
            finding.change = facts.filled(*outcome->change);
        }
    }
    return finding;
}

/// One that fails outweighs one that is open, which outweighs one to ask about.
Verdict worst(Verdict verdict, const std::optional<Result> &result)
{
    if (verdict == Verdict::NotOnTheseAnswers || result == Result::Failed) {
        return Verdict::NotOnTheseAnswers;
    }
    if (verdict == Verdict::Open || !result) {
        return Verdict::Open;
    }
    return verdict == Verdict::AskAgency || result == Result::Ask ? Verdict::AskAgency : Verdict::Likely;
}

bool makes(Verdict verdict, const std::optional<Result> &result)
{
    return worst(Verdict::Likely, result) == verdict;
}

CategoryFinding findingOf(const PrecheckCategory &category, const std::vector<RuleFinding> &rules)
{
    CategoryFinding finding{&category, Verdict::Likely, {}};
    const auto concerns = [&category](const RuleFinding &each) {
        return each.rule->categories.isEmpty() || each.rule->categories.contains(category.id);
    };
    for (const RuleFinding &each : rules) {
        finding.verdict = concerns(each) ? worst(finding.verdict, each.result) : finding.verdict;
    }
    for (size_t i = 0; i < rules.size(); ++i) {
        if (concerns(rules[i]) && finding.verdict != Verdict::Likely && makes(finding.verdict, rules[i].result)) {
            finding.deciding.push_back(int(i));
        }
    }
    return finding;
}

/// One category is enough; an open one may yet turn out to be it.
Verdict best(const std::vector<CategoryFinding> &categories)
{
    for (const Verdict verdict : {Verdict::Likely, Verdict::Open, Verdict::AskAgency}) {
        if (std::ranges::find(categories, verdict, &CategoryFinding::verdict) != categories.end()) {
            return verdict;
        }
    }
    return Verdict::NotOnTheseAnswers;
}

} // namespace

PrecheckFinding judge(const Precheck &precheck, const Answers &answers, const QDate &today)
{
    const PrecheckFacts facts = factsOf(precheck, answers, today);
    PrecheckFinding finding;
    finding.open = facts.open;
    for (const PrecheckRule &rule : precheck.rules) {
        finding.rules.push_back(findingOf(rule, facts));
    }
    for (const PrecheckCategory &category : precheck.categories) {
        finding.categories.push_back(findingOf(category, finding.rules));
    }
    finding.verdict = best(finding.categories);
    return finding;
}

} // namespace ttp::form
