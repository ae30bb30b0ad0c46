// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_visibility.h"

#include <QJsonArray>

#include <algorithm>

using namespace ttp::form;

namespace ttp::fuzz {

bool PlainVisibility::isVisible(const Step &step)
{
    return !step.visibleWhen || holds(*step.visibleWhen, {});
}

bool PlainVisibility::isVisible(const Field &field, const Around &around)
{
    ++m_steps;
    if (!isSure()) {
        return false;
    }
    if (field.visibleWhen && !holds(*field.visibleWhen, around)) {
        return false;
    }
    if (!around.empty()) {
        return isVisible(*around.back().first, Around(around.begin(), around.end() - 1));
    }
    for (const Step &step : m_definition.steps) {
        for (const Field &each : step.fields) {
            if (&each == &field) {
                return isVisible(step);
            }
        }
    }
    return false;
}

bool PlainVisibility::isRequired(const Field &field, const Around &around)
{
    return isVisible(field, around) && (field.required || (field.requiredWhen && holds(*field.requiredWhen, around)));
}

QJsonValue PlainVisibility::value(const Field &field, const Around &around)
{
    if (!isVisible(field, around)) {
        return QJsonValue::Undefined;
    }
    QJsonValue found = around.empty() ? m_answers.value(field.id) : around.back().second.value(field.key());
    if (field.type == FieldType::Group && found.isArray()) {
        QJsonArray entries;
        const QJsonArray all = found.toArray();
        for (const QJsonValue &each : all) {
            QJsonValue shown = each;
            if (each.isObject()) {
                QJsonObject object = each.toObject();
                Around inside = around;
                inside.emplace_back(&field, object);
                for (const Field &member : field.fields) {
                    object.insert(member.key(), value(member, inside)); // undefined takes it out
                }
                shown = object;
            }
            if (!isEmptyValue(shown)) {
                entries.append(shown);
            }
        }
        found = entries;
    }
    return isEmptyValue(found) ? QJsonValue(QJsonValue::Undefined) : found;
}

bool PlainVisibility::holds(const Condition &condition, const Around &around)
{
    const auto part = [&](const Condition &inner) { return holds(inner, around); };
    switch (condition.kind) {
    case Condition::Kind::All: return std::ranges::all_of(condition.parts, part);
    case Condition::Kind::Any: return std::ranges::any_of(condition.parts, part);
    case Condition::Kind::Not: return !holds(condition.parts.front(), around);
    default: return test(condition, around);
    }
}

bool PlainVisibility::test(const Condition &condition, const Around &around)
{
    const Field *named = nullptr;
    Around place = around;
    for (; !place.empty() && !named; named ? void() : place.pop_back()) {
        for (const Field &member : place.back().first->fields) {
            if (member.id == condition.field || member.key() == condition.field) {
                named = &member;
            }
        }
    }
    for (const Step &step : m_definition.steps) {
        for (const Field &field : step.fields) {
            if (!named && field.id == condition.field) {
                named = &field;
            }
        }
    }
    if (!named) {
        return false;
    }
    double count = 0;
    if (named->type == FieldType::Document) {
        count = isVisible(*named, place) ? double(std::ranges::count(m_files, named->id, &Attachment::field)) : 0;
    }
    const QJsonValue answer = named->type == FieldType::Document ? QJsonValue(QJsonValue::Undefined) : value(*named, place);
    switch (condition.kind) {
    case Condition::Kind::Equals: return answer == condition.operand;
    case Condition::Kind::In: return std::ranges::any_of(condition.set, [&](const QJsonValue &each) { return each == answer; });
    case Condition::Kind::Answered: return condition.answered == (count > 0 || !answer.isUndefined());
    default: break;
    }
    if (named->type == FieldType::Integer) {
        return answer.isDouble() && answer.toDouble() >= condition.atLeast;
    }
    return count + double(answer.toArray().size()) >= condition.atLeast;
}

} // namespace ttp::fuzz
