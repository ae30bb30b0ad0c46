// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_beyond.h"

#include "schema_values.h"

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

class RuleList {
public:
    RuleList(SchemaConditions &conditions, const QSet<const Field *> &leftOut)
        : m_conditions(conditions), m_leftOut(leftOut)
    {
    }

    /// `guessed`: the schema does not know whether what holds the field is shown.
    void add(const Field &field, bool guessed);
    [[nodiscard]] const QJsonArray &rules() const { return m_rules; }

private:
    void addRule(const Field &field, const QString &rule)
    {
        m_rules.append(QJsonObject{{u"field"_s, field.id}, {u"rule"_s, rule}});
    }
    bool isGuessedShown(const Field &field);
    bool isGuessedRequired(const Field &field);

    SchemaConditions &m_conditions;
    const QSet<const Field *> &m_leftOut;
    QJsonArray m_rules;
};

bool RuleList::isGuessedShown(const Field &field)
{
    return m_leftOut.contains(&field)
        || m_conditions.shown(field, Certainty::Surely) != m_conditions.shown(field, Certainty::Maybe)
        || (field.type == FieldType::Group
            && m_conditions.entryShown(field, Certainty::Surely) != m_conditions.entryShown(field, Certainty::Maybe));
}

bool RuleList::isGuessedRequired(const Field &field)
{
    return m_conditions.required(field, Certainty::Surely) != m_conditions.required(field, Certainty::Maybe);
}

void RuleList::add(const Field &field, bool guessed)
{
    if (field.type == FieldType::Document) {
        addRule(field, u"attachments"_s);
        return;
    }
    const bool guessedHere = guessed || isGuessedShown(field);
    const std::pair<bool, QString> rules[] = {
        {guessedHere, u"visible_when"_s},
        {isGuessedRequired(field), u"required_when"_s},
        {field.mustEqual.has_value(), u"must_equal"_s},
        {field.notBefore.has_value(), u"not_before"_s},
        {field.notAfter.has_value(), u"not_after"_s},
        {dependsOnNormalization(field), u"nfc"_s},
        {field.type == FieldType::Country, u"country"_s},
    };
    for (const auto &[applies, rule] : rules) {
        if (applies) {
            addRule(field, rule);
        }
    }
    for (const Field &member : field.fields) {
        add(member, guessedHere);
    }
}

} // namespace

QJsonArray rulesBeyondSchema(const Definition &definition, SchemaConditions &conditions,
                             const QSet<const Field *> &leftOut)
{
    RuleList list(conditions, leftOut);
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            list.add(field, false);
        }
    }
    return list.rules();
}

} // namespace ttp::form
