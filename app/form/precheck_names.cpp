// SPDX-License-Identifier: GPL-3.0-or-later
#include "precheck_names.h"

#include "form/countries.h"
#include "precheck_facts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

PrecheckNames::PrecheckNames(const Definition &questions)
{
    for (const Step &step : questions.steps) {
        for (const Field &field : step.fields) {
            m_fields.insert(field.id, field);
            m_questions += field.id;
        }
    }
}

bool PrecheckNames::isFree(const QString &name) const
{
    return name.startsWith("fact."_L1) && !knows(name);
}

void PrecheckNames::addCounts()
{
    for (const QString &name : {fact::Landings, fact::LandingsPossible, fact::FirstDay, fact::LatestVisit}) {
        Field field;
        field.id = name;
        field.type = name == fact::Landings || name == fact::LandingsPossible ? FieldType::Integer : FieldType::Date;
        m_fields.insert(name, field);
    }
}

bool PrecheckNames::addStanding(const QString &name)
{
    if (!isFree(name)) {
        return false;
    }
    Field field;
    field.id = name;
    field.type = FieldType::Choice;
    for (const QString &standing : CountryStandings) {
        field.choices.push_back({standing, {}, {}});
    }
    m_fields.insert(name, field);
    return true;
}

bool PrecheckNames::addText(const QString &name)
{
    if (!isFree(name)) {
        return false;
    }
    m_texts += name;
    return true;
}

bool PrecheckNames::canBe(const Field &field, const QJsonValue &value) const
{
    switch (field.type) {
    case FieldType::Choice:
    case FieldType::Country: return fits(field, value, QDate());
    case FieldType::Integer: return value.isDouble();
    default: return false; // dates and lists are compared with nothing
    }
}

void PrecheckNames::check(const Condition &condition, JsonObject &object) const
{
    for (const Condition &part : condition.parts) {
        check(part, object);
    }
    if (condition.field.isEmpty()) {
        return;
    }
    const auto field = m_fields.constFind(condition.field);
    if (field == m_fields.cend()) {
        object.report(u"names the unknown "_s + condition.field);
        return;
    }
    using Kind = Condition::Kind;
    const auto possible = [&](const QJsonValue &value) { return canBe(*field, value); };
    const bool can = condition.kind == Kind::Equals ? possible(condition.operand)
        : condition.kind == Kind::In
        ? !condition.set.empty() && std::all_of(condition.set.cbegin(), condition.set.cend(), possible)
        : condition.kind == Kind::AtLeast ? field->type == FieldType::Integer || field->type == FieldType::Group
                                          : true;
    if (!can) {
        object.report(u"asks %1 for what it can never be"_s.arg(condition.field));
    }
}

} // namespace ttp::form
