// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

bool hasExactlyOne(const JsonObject &object, std::initializer_list<QString> keys)
{
    return std::count_if(keys.begin(), keys.end(), [&object](const QString &key) { return object.has(key); }) == 1;
}

} // namespace

std::optional<Condition> FormReader::readOptionalCondition(JsonObject &object, const QString &key)
{
    auto condition = object.optionalObject(key);
    return condition ? std::optional(readCondition(*condition, 1)) : std::nullopt;
}

Condition FormReader::readCondition(JsonObject &object, int depth)
{
    Condition condition;
    if (++m_conditions > MaxConditions || depth > MaxConditionDepth) {
        object.report(depth > MaxConditionDepth ? u"conditions nest too deep"_s
                                                : u"more than %1 conditions"_s.arg(MaxConditions));
        return condition;
    }
    if (!hasExactlyOne(object, {u"all"_s, u"any"_s, u"not"_s, u"field"_s})) {
        object.report(u"must have exactly one of all, any, not, field"_s);
        return condition;
    }
    const auto readPart = [this, &condition, depth](JsonObject &part) {
        condition.parts.push_back(readCondition(part, depth + 1));
    };
    if (object.has(u"all"_s)) {
        condition.kind = Condition::Kind::All;
        object.forEach(u"all"_s, readPart);
    } else if (object.has(u"any"_s)) {
        condition.kind = Condition::Kind::Any;
        object.forEach(u"any"_s, readPart);
    } else if (object.has(u"not"_s)) {
        condition.kind = Condition::Kind::Not;
        JsonObject part = object.object(u"not"_s);
        readPart(part);
    } else {
        readTest(object, condition);
    }
    object.refuseUnknown();
    return condition;
}

void FormReader::readTest(JsonObject &object, Condition &condition)
{
    condition.field = object.string(u"field"_s);
    if (!hasExactlyOne(object, {u"equals"_s, u"in"_s, u"answered"_s, u"at_least"_s})) {
        object.report(u"must have exactly one of equals, in, answered, at_least"_s);
        return;
    }
    if (object.has(u"equals"_s)) {
        condition.kind = Condition::Kind::Equals;
        condition.operand = object.value(u"equals"_s);
    } else if (object.has(u"in"_s)) {
        condition.kind = Condition::Kind::In;
        const QJsonArray set = object.array(u"in"_s);
        m_conditions += int(std::min<qsizetype>(set.size(), MaxConditions));
        condition.set.assign(set.begin(), set.end());
    } else if (object.has(u"answered"_s)) {
        condition.kind = Condition::Kind::Answered;
        condition.answered = object.boolean(u"answered"_s);
    } else {
        condition.kind = Condition::Kind::AtLeast;
        condition.atLeast = object.number(u"at_least"_s);
    }
}

} // namespace ttp::form
