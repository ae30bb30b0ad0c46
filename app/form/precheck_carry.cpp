// SPDX-License-Identifier: GPL-3.0-or-later
#include "precheck_facts.h"

#include <QJsonArray>

#include <algorithm>

namespace ttp::form {

namespace {

/// The field of that id outside of groups; null if there is none.
const Field *topField(const Definition &form, const QString &id)
{
    for (const Step &step : form.steps) {
        const auto found = std::ranges::find(step.fields, id, &Field::id);
        if (found != step.fields.end()) {
            return &*found;
        }
    }
    return nullptr;
}

/// The entries as another group writes them, the latest first; what has no place there is left out.
QJsonArray entriesFor(const Field &target, const PrecheckCarry &carry, const QJsonArray &entries, const QDate &today)
{
    std::vector<QJsonObject> result;
    for (const QJsonValue &entry : entries) {
        QJsonObject copy;
        for (const Field &member : target.fields) {
            for (auto each = carry.members.cbegin(); each != carry.members.cend(); ++each) {
                const QJsonValue value = entry[each.key()];
                if (*each == member.key() && fits(member, value, today)) {
                    copy.insert(*each, value);
                }
            }
        }
        if (!copy.isEmpty()) {
            result.push_back(copy);
        }
    }
    const QString key = carry.members.value(carry.members.isEmpty() ? QString() : carry.members.cbegin().key());
    std::ranges::stable_sort(result, std::greater<>(), [&key](const QJsonObject &each) { return each.value(key).toString(); });
    QJsonArray array;
    for (const QJsonObject &each : result) {
        array.append(each);
    }
    return array;
}

QJsonValue valueFor(const Field &target, const PrecheckCarry &carry, const PrecheckFacts &facts, const QDate &today)
{
    const QJsonValue answer = facts.values.value(carry.question, QJsonValue::Undefined);
    const QJsonValue value = target.type == FieldType::Group ? entriesFor(target, carry, answer.toArray(), today)
        : carry.values.isEmpty()                             ? answer
                                 : carry.values.value(answer.toString(), QJsonValue::Undefined);
    return fits(target, value, today) ? value : QJsonValue(QJsonValue::Undefined);
}

/// The one category that is likely; if there is none, the one to ask the Agency about. Empty: none, or several.
QString categoryOf(const PrecheckFinding &finding)
{
    for (const Verdict verdict : {Verdict::Likely, Verdict::AskAgency}) {
        QStringList ids;
        for (const CategoryFinding &each : finding.categories) {
            ids += each.verdict == verdict ? QStringList(each.category->id) : QStringList();
        }
        if (!ids.isEmpty()) {
            return ids.size() == 1 ? ids.first() : QString();
        }
    }
    return {};
}

} // namespace

QJsonObject carryInto(const Precheck &precheck, const Answers &precheckAnswers, const QDate &today, const Definition &form,
                      Answers &answers, const QJsonObject &before)
{
    const PrecheckFacts facts = factsOf(precheck, precheckAnswers, today);
    QJsonObject wanted; // the first that fits wins
    const auto want = [&](const QString &id, const QJsonValue &value) {
        if (!value.isUndefined() && !wanted.contains(id)) {
            wanted.insert(id, value);
        }
    };
    for (const PrecheckCarry &carry : precheck.carry) {
        for (const QString &id : carry.fields) {
            if (const Field *target = topField(form, id)) {
                want(id, valueFor(*target, carry, facts, today));
            }
        }
    }
    const QString category = categoryOf(judge(precheck, precheckAnswers, today));
    for (const QString &id : precheck.carryCategory) {
        const Field *target = topField(form, id);
        want(id, target && fits(*target, category, today) ? QJsonValue(category) : QJsonValue(QJsonValue::Undefined));
    }
    QJsonObject carried;
    for (auto old = before.begin(); old != before.end(); ++old) {
        if (!answers.has(old.key()) && wanted.value(old.key()) == *old) {
            carried.insert(old.key(), *old); // the person took it out: it does not come back by itself
            wanted.remove(old.key());
        } else if (answers.value(old.key()) == *old) {
            answers.set(old.key(), {}); // it was never the person's own
        }
    }
    for (auto each = wanted.begin(); each != wanted.end(); ++each) {
        if (!answers.has(each.key())) {
            answers.set(each.key(), *each);
            carried.insert(each.key(), *each);
        }
    }
    return carried;
}

} // namespace ttp::form
