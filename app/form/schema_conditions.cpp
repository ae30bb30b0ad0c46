// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_conditions.h"

#include "form/answers.h"

#include <QJsonArray>

#include <climits>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// An expression that is larger when written out becomes a guess; a hostile form must not blow the schema up.
constexpr qint64 LargestExpression = 400;

Certainty opposite(Certainty certainty)
{
    return certainty == Certainty::Surely ? Certainty::Maybe : Certainty::Surely;
}

/// What is said of something that the answers do not tell.
Expression unknown(Certainty certainty)
{
    return Expression::constant(certainty == Certainty::Maybe);
}

Expression limited(const Expression &expression, Certainty certainty)
{
    return expression.size() > LargestExpression ? unknown(certainty) : expression;
}

} // namespace

QString unansweredName()
{
    return u"unanswered"_s;
}

QJsonObject referenceTo(const QString &definition)
{
    return {{u"$ref"_s, QString(u"#/$defs/"_s + definition)}};
}

int SchemaConditions::level(const Field &field) const
{
    int level = 0;
    for (const Field *group = m_index.find(field.id)->group; group != nullptr; group = m_index.find(group->id)->group) {
        ++level;
    }
    return level;
}

QString SchemaConditions::key(const Field &field) const
{
    return m_index.find(field.id)->group == nullptr ? field.id : field.key();
}

Expression SchemaConditions::about(const Field &field, const QJsonObject &valueSchema) const
{
    return Expression::test(level(field), {{u"properties"_s, QJsonObject{{key(field), valueSchema}}},
                                           {u"required"_s, QJsonArray{key(field)}}});
}

// What many rules lean on stands once under $defs.
Expression SchemaConditions::referred(int level, const QString &name, const Expression &expression, Certainty certainty)
{
    if (!expression.isOf(level)) {
        return expression; // a constant, or it looks further out
    }
    const QJsonObject schema = expression.schema();
    const bool same = certainty == Certainty::Surely || m_definitions.value(name) == schema;
    const QString own = same ? name : u"maybe-"_s + name;
    m_definitions.insert(own, schema);
    return Expression::test(level, referenceTo(own));
}

Expression SchemaConditions::stepShown(const Step &step, Certainty certainty)
{
    if (!step.visibleWhen) {
        return Expression::always();
    }
    if (const auto known = m_shown.find({&step, certainty}); known != m_shown.end()) {
        return known->second;
    }
    if (certainty == Certainty::Maybe) {
        stepShown(step, Certainty::Surely); // first, so that both can share one name
    }
    // By a field of its own, since the id of a step may hold any character.
    const QString name = u"shown:step-of-"_s + step.fields.front().id;
    const Expression condition = limited(holds(*step.visibleWhen, nullptr, certainty), certainty);
    const Expression shown = referred(0, name, condition, certainty);
    m_shown.insert({{&step, certainty}, shown});
    return shown;
}

Expression SchemaConditions::shown(const Field &field, Certainty certainty)
{
    const Place &place = *m_index.find(field.id);
    const bool inGroup = place.group != nullptr;
    if (!field.visibleWhen) {
        return inGroup ? Expression::always() : stepShown(*place.step, certainty);
    }
    if (const auto known = m_shown.find({&field, certainty}); known != m_shown.end()) {
        return known->second;
    }
    if (certainty == Certainty::Maybe) {
        this->shown(field, Certainty::Surely);
    }
    Expression shown = holds(*field.visibleWhen, place.group, certainty);
    if (!inGroup) {
        shown = Expression::all({stepShown(*place.step, certainty), shown});
    }
    shown = limited(shown, certainty);
    if (!inGroup) {
        shown = referred(0, u"shown:"_s + field.id, shown, certainty);
    }
    m_shown.insert({{&field, certainty}, shown});
    return shown;
}

Expression SchemaConditions::required(const Field &field, Certainty certainty)
{
    if (field.required) {
        return Expression::always();
    }
    return field.requiredWhen
        ? limited(holds(*field.requiredWhen, m_index.find(field.id)->group, certainty), certainty)
        : Expression::never();
}

Expression SchemaConditions::holds(const Condition &condition, const Field *group, Certainty certainty)
{
    std::vector<Expression> parts;
    qint64 size = 0;
    switch (condition.kind) {
    case Condition::Kind::Not: return Expression::no(holds(condition.parts.front(), group, opposite(certainty)));
    case Condition::Kind::All:
    case Condition::Kind::Any:
        for (const Condition &part : condition.parts) {
            parts.push_back(holds(part, group, certainty));
            size += parts.back().size();
            if (size > LargestExpression) {
                return unknown(certainty);
            }
        }
        return condition.kind == Condition::Kind::All ? Expression::all(parts) : Expression::any(parts);
    default: return test(condition, group, certainty);
    }
}

Expression SchemaConditions::test(const Condition &condition, const Field *group, Certainty certainty)
{
    const Field &field = *m_index.resolve(condition.field, group)->field;
    switch (condition.kind) {
    case Condition::Kind::Equals: return isOneOf(field, {condition.operand}, certainty);
    case Condition::Kind::In: return isOneOf(field, condition.set, certainty);
    case Condition::Kind::Answered:
        return condition.answered ? answered(field, certainty)
                                  : Expression::no(answered(field, opposite(certainty)));
    default: return atLeast(field, condition.atLeast, certainty);
    }
}

Expression SchemaConditions::answered(const Field &field, Certainty certainty)
{
    return Expression::all({shown(field, certainty), hasAnswer(field, certainty)});
}

Expression SchemaConditions::hasAnswer(const Field &field, Certainty certainty)
{
    switch (field.type) {
    case FieldType::Document: return unknown(certainty); // files are no part of the answers
    case FieldType::Group: return entriesAtLeast(field, 1, certainty);
    default: return about(field, {{u"not"_s, referenceTo(unansweredName())}});
    }
}

Expression SchemaConditions::isOneOf(const Field &field, const std::vector<QJsonValue> &values, Certainty certainty)
{
    QJsonArray possible; // an empty answer is none, so it equals nothing
    for (const QJsonValue &value : values) {
        if (!isEmptyValue(value)) {
            possible.append(value);
        }
    }
    if (possible.isEmpty()) {
        return Expression::never();
    }
    if (field.type == FieldType::Group || field.type == FieldType::Document) {
        // Compared is the group without what is hidden or empty in it, which no schema can take away.
        return certainty == Certainty::Maybe ? answered(field, certainty) : Expression::never();
    }
    const QJsonObject schema = possible.size() == 1 ? QJsonObject{{u"const"_s, possible.first()}}
                                                    : QJsonObject{{u"enum"_s, possible}};
    return Expression::all({shown(field, certainty), about(field, schema)});
}

Expression SchemaConditions::atLeast(const Field &field, double least, Certainty certainty)
{
    if (field.type == FieldType::Integer) {
        const QJsonObject schema{{u"type"_s, u"number"_s}, {u"minimum"_s, least}};
        return Expression::all({shown(field, certainty), about(field, schema)});
    }
    const double count = std::ceil(least);
    if (count <= 0) {
        return Expression::always(); // hidden or empty, it still has none
    }
    if (count > INT_MAX) {
        return Expression::never();
    }
    switch (field.type) {
    case FieldType::Document: return answered(field, certainty);
    case FieldType::Group:
        return Expression::all({shown(field, certainty), entriesAtLeast(field, int(count), certainty)});
    default:
        return Expression::all(
            {shown(field, certainty), about(field, {{u"type"_s, u"array"_s}, {u"minItems"_s, int(count)}})});
    }
}

Expression SchemaConditions::entryShown(const Field &group, Certainty certainty)
{
    if (const auto known = m_entryShown.find({&group, certainty}); known != m_entryShown.end()) {
        return known->second;
    }
    std::vector<Expression> members;
    for (const Field &member : group.fields) {
        members.push_back(answered(member, certainty));
    }
    if (certainty == Certainty::Maybe) {
        entryShown(group, Certainty::Surely);
    }
    const Expression shown = referred(level(group) + 1, u"counts:"_s + group.id,
                                      limited(Expression::any(members), certainty), certainty);
    m_entryShown.insert({{&group, certainty}, shown});
    return shown;
}

Expression SchemaConditions::entriesAtLeast(const Field &group, int count, Certainty certainty)
{
    const auto alternatives = entryShown(group, certainty).split(level(group) + 1);
    if (!alternatives) {
        return unknown(certainty);
    }
    std::vector<Expression> parts;
    for (const auto &[outer, inner] : *alternatives) {
        QJsonObject schema{{u"type"_s, u"array"_s}, {u"contains"_s, inner.schema()}};
        if (count > 1) {
            schema.insert(u"minContains"_s, count);
        }
        parts.push_back(Expression::all({outer, about(group, schema)}));
    }
    return limited(Expression::any(parts), certainty);
}

} // namespace ttp::form
