// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/migration.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

/// Of the fields given, not of their members: an id of a member means another place.
const Field *fieldAt(const std::vector<Field> &fields, const QString &id)
{
    const auto found = std::ranges::find(fields, id, &Field::id);
    return found == fields.end() ? nullptr : &*found;
}

const Field *topField(const Definition &definition, const QString &id)
{
    for (const Step &step : definition.steps) {
        if (const Field *field = fieldAt(step.fields, id)) {
            return field;
        }
    }
    return nullptr;
}

bool areTexts(const QJsonArray &values)
{
    return std::ranges::all_of(values, [](const QJsonValue &value) { return value.isString(); });
}

bool canHold(FieldType type, const QJsonValue &value)
{
    switch (type) {
    case FieldType::YesNo:
    case FieldType::Statement: return value.isBool();
    case FieldType::Integer: return value.isDouble() || value.isString(); // what is no number yet stands there as typed
    case FieldType::Choices: return value.isArray() && areTexts(value.toArray());
    case FieldType::Group: return value.isArray();
    case FieldType::Document: return false;
    default: return value.isString();
    }
}

QJsonObject keptEntry(const Field &group, const QJsonObject &entry, QStringList &left);

/// Undefined if nothing of it fits.
QJsonValue keptValue(const Field &field, const QJsonValue &value, QStringList &left)
{
    if (!canHold(field.type, value)) {
        left += field.id;
        return QJsonValue::Undefined;
    }
    if (field.type != FieldType::Group) {
        return value;
    }
    QJsonArray entries;
    const QJsonArray old = value.toArray();
    for (const QJsonValue &entry : old) {
        entries.append(keptEntry(field, entry.toObject(), left));
    }
    return entries;
}

QJsonObject keptEntry(const Field &group, const QJsonObject &entry, QStringList &left)
{
    QJsonObject kept;
    for (auto member = entry.begin(); member != entry.end(); ++member) {
        const auto field = std::ranges::find_if(
            group.fields, [&member](const Field &each) { return each.key() == member.key(); });
        if (field == group.fields.end()) {
            left += group.id + u'.' + member.key();
            continue;
        }
        const QJsonValue value = keptValue(*field, member.value(), left);
        if (!value.isUndefined()) {
            kept.insert(member.key(), value);
        }
    }
    return kept;
}

} // namespace

Migration migrate(const Answers &answers, const Definition &to)
{
    Migration migration;
    const QJsonObject old = answers.json();
    for (auto answer = old.begin(); answer != old.end(); ++answer) {
        const Field *field = topField(to, answer.key());
        if (!field) {
            migration.left += answer.key();
            continue;
        }
        const QJsonValue value = keptValue(*field, answer.value(), migration.left);
        if (!value.isUndefined()) {
            migration.kept.set(answer.key(), value);
        }
    }
    migration.left.removeDuplicates();
    return migration;
}

namespace {

void collectAdded(const Definition &from, const std::vector<Field> &fields, std::vector<const Field *> &added)
{
    for (const Field &field : fields) {
        if (!from.field(field.id)) {
            added.push_back(&field);
        } else {
            collectAdded(from, field.fields, added);
        }
    }
}

QJsonValue withoutStatements(const Field &field, const QJsonValue &value)
{
    if (field.type == FieldType::Statement) {
        return QJsonValue::Undefined;
    }
    if (field.type != FieldType::Group) {
        return value;
    }
    QJsonArray entries;
    const QJsonArray old = value.toArray();
    for (const QJsonValue &each : old) {
        QJsonObject entry = each.toObject();
        for (const Field &member : field.fields) {
            if (entry.contains(member.key())) {
                entry.insert(member.key(), withoutStatements(member, entry.value(member.key()))); // undefined removes it
            }
        }
        entries.append(entry);
    }
    return entries;
}

} // namespace

std::vector<const Field *> addedFields(const Definition &from, const Definition &to)
{
    std::vector<const Field *> added;
    for (const Step &step : to.steps) {
        collectAdded(from, step.fields, added);
    }
    return added;
}

Answers withoutStatements(const Answers &answers, const Definition &definition)
{
    Answers kept = answers;
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            kept.set(field.id, withoutStatements(field, answers.value(field.id)));
        }
    }
    return kept;
}

bool takesFiles(const Definition &definition, const QString &fieldId)
{
    const Field *field = topField(definition, fieldId);
    return field && field->type == FieldType::Document;
}

} // namespace ttp::form
