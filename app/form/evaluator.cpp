// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluator.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace ttp::form {

QJsonValue Scope::raw(const Field &field) const
{
    return m_values.value(m_group == nullptr ? field.id : field.key());
}

Evaluator::Evaluator(const Definition &definition, const Answers &answers, const std::vector<Attachment> &attachments)
    : m_definition(definition), m_index(definition), m_attachments(attachments), m_top(answers.json())
{
}

const Step *Evaluator::step(const QString &id) const
{
    const auto found = std::ranges::find(m_definition.steps, id, &Step::id);
    return found == m_definition.steps.end() ? nullptr : &*found;
}

// By where the field stands in memory: looked for by its id, it would cost more than all the rest.
const Step *Evaluator::stepOf(const Field &field) const
{
    const std::less<const Field *> before;
    const auto holds = [&](const Step &each) {
        const Field *first = each.fields.data();
        return !before(&field, first) && before(&field, first + each.fields.size());
    };
    const auto found = std::ranges::find_if(m_definition.steps, holds);
    return found == m_definition.steps.end() ? nullptr : &*found;
}

bool Evaluator::isVisible(const Step &step) const
{
    const auto known = m_visibleSteps.constFind(&step);
    if (known != m_visibleSteps.cend()) {
        return *known;
    }
    const bool visible = !step.visibleWhen || holds(*step.visibleWhen, m_top);
    m_visibleSteps.insert(&step, visible);
    return visible;
}

bool Evaluator::isVisible(const Field &field, const Scope &scope) const
{
    const auto known = scope.m_visible.constFind(&field);
    if (known != scope.m_visible.cend()) {
        return *known;
    }
    bool visible = true;
    if (scope.m_group != nullptr) {
        visible = isVisible(*scope.m_group, *scope.m_outer);
    } else if (const Step *around = stepOf(field)) {
        visible = isVisible(*around);
    }
    visible = visible && (!field.visibleWhen || holds(*field.visibleWhen, scope));
    scope.m_visible.insert(&field, visible);
    return visible;
}

bool Evaluator::isRequired(const Field &field, const Scope &scope) const
{
    return isVisible(field, scope) && (field.required || (field.requiredWhen && holds(*field.requiredWhen, scope)));
}

QJsonValue Evaluator::value(const Field &field, const Scope &scope) const
{
    if (!isVisible(field, scope)) {
        return QJsonValue::Undefined;
    }
    const QJsonValue value = field.type == FieldType::Group ? shownEntries(field, scope) : scope.raw(field);
    return isEmptyValue(value) ? QJsonValue(QJsonValue::Undefined) : value;
}

QJsonValue Evaluator::shownEntries(const Field &group, const Scope &scope) const
{
    const auto known = scope.m_groups.constFind(&group);
    if (known != scope.m_groups.cend()) {
        return *known;
    }
    const QJsonValue raw = scope.raw(group);
    QJsonArray entries;
    const QJsonArray rawEntries = raw.toArray();
    for (const QJsonValue &entry : rawEntries) {
        const QJsonValue shown = entry.isObject() ? shownPart(Scope(scope, group, entry.toObject())) : entry;
        if (!isEmptyValue(shown)) {
            entries.append(shown);
        }
    }
    const QJsonValue shown = raw.isArray() ? QJsonValue(entries) : raw;
    scope.m_groups.insert(&group, shown);
    return shown;
}

QJsonObject Evaluator::shownPart(const Scope &entry) const
{
    QJsonObject shown = entry.values();
    for (const Field &member : entry.group()->fields) {
        const QJsonValue memberValue = value(member, entry);
        if (memberValue.isUndefined()) {
            shown.remove(member.key());
        } else {
            shown.insert(member.key(), memberValue);
        }
    }
    return shown;
}

std::pair<const Field *, const Scope *> Evaluator::resolve(const QString &name, const Scope &scope) const
{
    const Place *place = m_index.resolve(name, scope.m_group);
    if (place == nullptr) {
        return {nullptr, nullptr};
    }
    const Scope *holder = &scope;
    while (holder->m_group != place->group) {
        holder = holder->m_outer;
    }
    return {place->field, holder};
}

bool Evaluator::holds(const Condition &condition, const Scope &scope) const
{
    const auto part = [this, &scope](const Condition &inner) { return holds(inner, scope); };
    switch (condition.kind) {
    case Condition::Kind::All: return std::all_of(condition.parts.cbegin(), condition.parts.cend(), part);
    case Condition::Kind::Any: return std::any_of(condition.parts.cbegin(), condition.parts.cend(), part);
    case Condition::Kind::Not: return std::none_of(condition.parts.cbegin(), condition.parts.cend(), part);
    default: return test(condition, scope);
    }
}

bool Evaluator::test(const Condition &condition, const Scope &scope) const
{
    const auto [field, holder] = resolve(condition.field, scope);
    if (field == nullptr) {
        return false;
    }
    const bool isDocument = field->type == FieldType::Document;
    const qsizetype files = isDocument && isVisible(*field, *holder) ? fileCount(*field) : 0;
    const QJsonValue answer = isDocument ? QJsonValue(QJsonValue::Undefined) : value(*field, *holder);
    switch (condition.kind) {
    case Condition::Kind::Equals: return answer == condition.operand;
    case Condition::Kind::In:
        return std::find(condition.set.cbegin(), condition.set.cend(), answer) != condition.set.cend();
    case Condition::Kind::Answered: return condition.answered == (files > 0 || !answer.isUndefined());
    default: // AtLeast
        if (field->type == FieldType::Integer) {
            return answer.isDouble() && answer.toDouble() >= condition.atLeast;
        }
        return double(files + answer.toArray().size()) >= condition.atLeast;
    }
}

qsizetype Evaluator::fileCount(const Field &field) const
{
    return std::count_if(m_attachments.cbegin(), m_attachments.cend(),
                         [&field](const Attachment &attachment) { return attachment.field == field.id; });
}

} // namespace ttp::form
