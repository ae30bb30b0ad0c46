// SPDX-License-Identifier: GPL-3.0-or-later
#include "index.h"
#include "reader.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

/// The kind of JSON value that answers a field: two fields of different kinds can never be equal.
QJsonValue::Type valueType(FieldType type)
{
    switch (type) {
    case FieldType::YesNo:
    case FieldType::Statement: return QJsonValue::Bool;
    case FieldType::Integer: return QJsonValue::Double;
    case FieldType::Choices:
    case FieldType::Group: return QJsonValue::Array;
    case FieldType::Document: return QJsonValue::Undefined;
    default: return QJsonValue::String;
    }
}

bool isChoiceOf(const Field &field, const QJsonValue &value)
{
    return std::any_of(field.choices.cbegin(), field.choices.cend(),
                       [&value](const ChoiceOption &option) { return option.value == value.toString(); });
}

bool canEqual(const Field &field, const QJsonValue &operand)
{
    if (operand.type() != valueType(field.type)) {
        return false;
    }
    if (field.type == FieldType::Choices) {
        const QJsonArray values = operand.toArray();
        return std::all_of(values.cbegin(), values.cend(),
                           [&field](const QJsonValue &v) { return isChoiceOf(field, v); });
    }
    return field.type != FieldType::Choice || isChoiceOf(field, operand);
}

bool isCountable(FieldType type)
{
    return type == FieldType::Integer || type == FieldType::Group || type == FieldType::Choices
        || type == FieldType::Document;
}

class Linker {
public:
    Linker(const Definition &definition, JsonErrors &errors)
        : m_definition(definition), m_index(definition), m_errors(errors)
    {
    }

    void checkIds();
    void checkReferences();
    void checkCycles();

private:
    /// What the graph of dependencies consists of: whether a step or field is shown, and what a group holds.
    struct Node {
        const void *what = nullptr;
        bool content = false;

        bool operator==(const Node &) const = default;
        friend size_t qHash(const Node &node, size_t seed) { return qHashMulti(seed, node.what, node.content); }
    };

    void checkFieldIds(const std::vector<Field> &fields, const QString &path, bool inGroup);
    void checkFields(const std::vector<Field> &fields, const Field *group, const QString &path);
    void checkCondition(const Condition &condition, const Field *group, const QString &path);
    void checkTest(const Condition &condition, const Field &target, const QString &path);
    void checkMustEqual(const Field &field, const Field *group, const QString &path);
    const Field *resolve(const QString &name, const Field *group, const QString &path);
    bool namesItself(const Condition &condition, const Field &field, const Field *group) const;

    void collect(const Condition &condition, const Field *group, std::vector<Node> &needed) const;
    std::vector<Node> needs(const Node &node) const;
    int height(const Node &node, int depth);

    const Definition &m_definition;
    const Index m_index;
    JsonErrors &m_errors;
    QSet<QString> m_ids;
    QHash<const void *, QString> m_paths;
    std::vector<const void *> m_shown; // every step and field in the order of the form
    QHash<Node, int> m_heights;        // 0: on the way
};

void Linker::checkIds()
{
    QSet<QString> steps;
    for (std::size_t i = 0; i < m_definition.steps.size(); ++i) {
        const Step &step = m_definition.steps[i];
        const QString path = u"/steps/%1"_s.arg(i);
        if (steps.contains(step.id)) {
            m_errors.report(path + u"/id"_s, u"stands there twice"_s);
        }
        steps.insert(step.id);
        m_paths.insert(&step, path);
        m_shown.push_back(&step);
        checkFieldIds(step.fields, path, false);
    }
}

void Linker::checkFieldIds(const std::vector<Field> &fields, const QString &path, bool inGroup)
{
    QSet<QString> keys;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Field &field = fields[i];
        const QString fieldPath = u"%1/fields/%2"_s.arg(path).arg(i);
        if (m_ids.contains(field.id)) {
            m_errors.report(fieldPath + u"/id"_s, u"stands there twice"_s);
        } else if (inGroup && keys.contains(field.key())) {
            m_errors.report(fieldPath + u"/id"_s, u"its last part stands in the group twice"_s);
        }
        m_ids.insert(field.id);
        keys.insert(field.key());
        m_paths.insert(&field, fieldPath);
        m_shown.push_back(&field);
        checkFieldIds(field.fields, fieldPath, true);
    }
}

void Linker::checkReferences()
{
    for (const Step &step : m_definition.steps) {
        const QString path = m_paths.value(&step);
        if (step.visibleWhen) {
            checkCondition(*step.visibleWhen, nullptr, path + u"/visible_when"_s);
        }
        checkFields(step.fields, nullptr, path);
    }
}

void Linker::checkFields(const std::vector<Field> &fields, const Field *group, const QString &path)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Field &field = fields[i];
        const QString fieldPath = u"%1/fields/%2"_s.arg(path).arg(i);
        if (field.visibleWhen) {
            checkCondition(*field.visibleWhen, group, fieldPath + u"/visible_when"_s);
        }
        if (field.requiredWhen) {
            checkCondition(*field.requiredWhen, group, fieldPath + u"/required_when"_s);
            if (namesItself(*field.requiredWhen, field, group)) {
                m_errors.report(fieldPath + u"/required_when"_s, u"depends on the field itself"_s);
            }
        }
        checkMustEqual(field, group, fieldPath + u"/must_equal"_s);
        checkFields(field.fields, &field, fieldPath);
    }
}

const Field *Linker::resolve(const QString &name, const Field *group, const QString &path)
{
    const Place *place = m_index.resolve(name, group);
    if (place == nullptr) {
        m_errors.report(path,
                        m_index.find(name) == nullptr ? u"names no field"_s
                                                      : u"names a member of a group that is not around it"_s);
        return nullptr;
    }
    return place->field;
}

void Linker::checkCondition(const Condition &condition, const Field *group, const QString &path)
{
    const auto partPath = [&](std::size_t i) {
        switch (condition.kind) {
        case Condition::Kind::All: return u"%1/all/%2"_s.arg(path).arg(i);
        case Condition::Kind::Any: return u"%1/any/%2"_s.arg(path).arg(i);
        default: return path + u"/not"_s;
        }
    };
    for (std::size_t i = 0; i < condition.parts.size(); ++i) {
        checkCondition(condition.parts[i], group, partPath(i));
    }
    if (condition.kind > Condition::Kind::Not) {
        if (const Field *target = resolve(condition.field, group, path + u"/field"_s)) {
            checkTest(condition, *target, path);
        }
    }
}

void Linker::checkTest(const Condition &condition, const Field &target, const QString &path)
{
    if (condition.kind == Condition::Kind::AtLeast && !isCountable(target.type)) {
        m_errors.report(path + u"/at_least"_s, u"the field is neither a number nor a list"_s);
    } else if (condition.kind == Condition::Kind::Equals && !canEqual(target, condition.operand)) {
        m_errors.report(path + u"/equals"_s, u"the field can never have this value"_s);
    } else if (condition.kind == Condition::Kind::In) {
        for (std::size_t i = 0; i < condition.set.size(); ++i) {
            if (!canEqual(target, condition.set[i])) {
                m_errors.report(u"%1/in/%2"_s.arg(path).arg(i), u"the field can never have this value"_s);
            }
        }
    }
}

void Linker::checkMustEqual(const Field &field, const Field *group, const QString &path)
{
    const Field *target = field.mustEqual ? resolve(*field.mustEqual, group, path) : nullptr;
    if (target == nullptr) {
        return;
    }
    if (target == &field) {
        m_errors.report(path, u"is the field itself"_s);
    } else if (target->type == FieldType::Group || valueType(target->type) != valueType(field.type)) {
        m_errors.report(path, u"the two fields can never be equal"_s);
    }
}

bool Linker::namesItself(const Condition &condition, const Field &field, const Field *group) const
{
    const Place *place = condition.field.isEmpty() ? nullptr : m_index.resolve(condition.field, group);
    return (place != nullptr && place->field == &field)
        || std::any_of(condition.parts.cbegin(), condition.parts.cend(),
                       [&](const Condition &part) { return namesItself(part, field, group); });
}

void Linker::collect(const Condition &condition, const Field *group, std::vector<Node> &needed) const
{
    if (const Place *place = condition.field.isEmpty() ? nullptr : m_index.resolve(condition.field, group)) {
        needed.push_back({place->field, place->field->type == FieldType::Group});
    }
    for (const Condition &part : condition.parts) {
        collect(part, group, needed);
    }
}

std::vector<Linker::Node> Linker::needs(const Node &node) const
{
    std::vector<Node> needed;
    const auto step = std::find_if(m_definition.steps.cbegin(), m_definition.steps.cend(),
                                   [&node](const Step &s) { return &s == node.what; });
    if (step != m_definition.steps.cend()) {
        if (step->visibleWhen) {
            collect(*step->visibleWhen, nullptr, needed);
        }
        return needed;
    }
    const auto &field = *static_cast<const Field *>(node.what);
    if (node.content) {
        needed.push_back({&field, false});
        for (const Field &member : field.fields) {
            needed.push_back({&member, member.type == FieldType::Group});
        }
        return needed;
    }
    const Place &place = *m_index.find(field.id);
    needed.push_back({place.group != nullptr ? static_cast<const void *>(place.group) : place.step, false});
    if (field.visibleWhen) {
        collect(*field.visibleWhen, place.group, needed);
    }
    return needed;
}

// The longest chain below a node. A chain that is too long ends the search, so the recursion has an end as well.
int Linker::height(const Node &node, int depth)
{
    const auto known = m_heights.constFind(node);
    if (known != m_heights.cend() && *known > 0) {
        return *known;
    }
    const QString path = m_paths.value(node.what) + (node.content ? QString() : u"/visible_when"_s);
    if (known != m_heights.cend()) {
        m_errors.report(path, u"the condition depends on itself"_s);
        return 1;
    }
    m_heights.insert(node, 0);
    int longest = 0;
    for (const Node &needed : needs(node)) {
        if (m_errors.isEmpty()) {
            longest = std::max(longest, depth < MaxDependencyDepth ? height(needed, depth + 1) : MaxDependencyDepth);
        }
    }
    if (longest >= MaxDependencyDepth) {
        m_errors.report(path, u"too many conditions depend on each other"_s);
    }
    m_heights.insert(node, longest + 1);
    return longest + 1;
}

void Linker::checkCycles()
{
    for (const void *shown : m_shown) {
        if (m_errors.isEmpty()) {
            height({shown, false}, 0);
        }
    }
}

} // namespace

void linkErrors(const Definition &definition, JsonErrors &errors)
{
    Linker linker(definition, errors);
    linker.checkIds();
    if (errors.isEmpty()) {
        linker.checkReferences();
    }
    if (errors.isEmpty()) {
        linker.checkCycles();
    }
}

} // namespace ttp::form
