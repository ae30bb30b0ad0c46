// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/json_schema.h"

#include "schema_beyond.h"
#include "schema_conditions.h"
#include "schema_values.h"

#include <QJsonArray>
#include <QSet>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

/// What has to be true of the object that holds a field's answer, if the guard holds. The guard may also look at the
/// objects around that one.
struct Clause {
    Expression guard;
    QJsonObject then;
};

using Clauses = std::vector<Clause>;

QJsonObject propertySchema(const QString &key, const QJsonObject &schema)
{
    return {{u"properties"_s, QJsonObject{{key, schema}}}};
}

QJsonObject orUnanswered(const QJsonObject &schema)
{
    return {{u"anyOf"_s, QJsonArray{referenceTo(unansweredName()), schema}}};
}

QJsonObject conditional(const Expression &guard, const QJsonObject &then)
{
    return guard.isAlways() ? then : QJsonObject{{u"if"_s, guard.schema()}, {u"then"_s, then}};
}

/// What is said of one object: its members, and rules that bind some of them together.
struct ObjectParts {
    QJsonObject properties;
    QJsonArray required;
    QJsonArray rules;

    void add(const QJsonObject &rule);
    [[nodiscard]] QJsonObject schema() const;
};

/// A rule without a condition reads best where the member stands.
void ObjectParts::add(const QJsonObject &rule)
{
    const QJsonObject members = rule.value(u"properties"_s).toObject();
    QJsonObject merged = properties;
    for (auto member = members.begin(); member != members.end(); ++member) {
        QJsonObject schema = merged.value(member.key()).toObject();
        const QJsonObject own = member->toObject();
        for (auto keyword = own.begin(); keyword != own.end(); ++keyword) {
            if (schema.contains(keyword.key())) {
                rules.append(rule);
                return;
            }
            schema.insert(keyword.key(), *keyword);
        }
        merged.insert(member.key(), schema);
    }
    if (members.isEmpty() || rule.size() > (rule.contains(u"required"_s) ? 2 : 1)) {
        rules.append(rule);
        return;
    }
    properties = merged;
    const QJsonArray names = rule.value(u"required"_s).toArray();
    for (const QJsonValue &name : names) {
        required.append(name);
    }
}

QJsonObject ObjectParts::schema() const
{
    QJsonObject schema{{u"type"_s, u"object"_s},
                       {u"properties"_s, properties},
                       {u"additionalProperties"_s, false}};
    if (!required.isEmpty()) {
        schema.insert(u"required"_s, required);
    }
    if (!rules.isEmpty()) {
        schema.insert(u"allOf"_s, rules);
    }
    return schema;
}

/// Writes the schema of a form from the inside out. A clause that looks further out than its own object is handed to
/// the object around, which says it for all entries of the group.
class SchemaWriter {
public:
    explicit SchemaWriter(const Definition &definition) : m_definition(definition), m_conditions(definition) {}

    QJsonObject write();

private:
    QJsonObject objectSchema(const std::vector<const Field *> &fields, const Field *group, Clauses &outward);
    Clauses clausesOf(const Field &field, const Expression &counts);
    Clauses clausesOfGroup(const Field &group, const Expression &counts);
    void mustHold(const Expression &guard, const Expression &expression, int level, Clauses &clauses) const;
    [[nodiscard]] QJsonObject definitions() const;

    const Definition &m_definition;
    SchemaConditions m_conditions;
    SchemaValues m_values;
    QSet<const Field *> m_tooManyParts;
};

void SchemaWriter::mustHold(const Expression &guard, const Expression &expression, int level, Clauses &clauses) const
{
    if (expression.isAlways()) {
        return;
    }
    if (expression.outermost().value_or(level) >= level) {
        clauses.push_back({guard, expression.schema()});
    } else {
        clauses.push_back({Expression::all({guard, Expression::no(expression)}), Expression::never().schema()});
    }
}

Clauses SchemaWriter::clausesOf(const Field &field, const Expression &counts)
{
    const Expression shown = m_conditions.shown(field, Certainty::Surely);
    const Expression required =
        Expression::all({shown, counts, m_conditions.required(field, Certainty::Surely)});
    const QString key = m_conditions.key(field);
    const QJsonObject value = m_values.valueSchema(field);
    const bool agrees = field.type == FieldType::Statement; // false is an answer, but not the one that is asked for
    QJsonObject there{{u"required"_s, QJsonArray{key}}};
    if (field.required && counts.isAlways()) {
        there.insert(u"properties"_s, QJsonObject{{key, agrees ? QJsonObject{{u"const"_s, true}} : value}});
        return {{shown, there}};
    }
    there.insert(u"properties"_s,
                 QJsonObject{{key, agrees ? QJsonObject{{u"const"_s, true}}
                                          : QJsonObject{{u"not"_s, referenceTo(unansweredName())}}}});
    return {{shown, propertySchema(key, orUnanswered(value))}, {required, there}};
}

Clauses SchemaWriter::clausesOfGroup(const Field &group, const Expression &counts)
{
    const int level = m_conditions.level(group);
    const QString key = m_conditions.key(group);
    const Expression shown = Expression::all({m_conditions.shown(group, Certainty::Surely), counts});
    std::vector<const Field *> members;
    for (const Field &member : group.fields) {
        members.push_back(&member);
    }
    Clauses inside;
    const QJsonObject entries{{u"type"_s, u"array"_s}, {u"items"_s, objectSchema(members, &group, inside)}};
    Clauses clauses{{shown, propertySchema(key, orUnanswered(entries))}};
    for (const Clause &clause : inside) {
        clauses.push_back({Expression::all({shown, clause.guard}),
                           propertySchema(key, QJsonObject{{u"items"_s, clause.then}})});
    }
    // Surely missing, or surely too few or too many: what cannot be told is not refused.
    mustHold(Expression::all({shown, m_conditions.required(group, Certainty::Surely)}),
             m_conditions.entriesAtLeast(group, 1, Certainty::Maybe), level, clauses);
    if (group.minCount && *group.minCount > 1) {
        mustHold(Expression::all({shown, m_conditions.entriesAtLeast(group, 1, Certainty::Surely)}),
                 m_conditions.entriesAtLeast(group, *group.minCount, Certainty::Maybe), level, clauses);
    }
    if (group.maxCount) {
        const Expression tooMany = m_conditions.entriesAtLeast(group, *group.maxCount + 1, Certainty::Surely);
        mustHold(shown, Expression::no(tooMany), level, clauses);
    }
    return clauses;
}

QJsonObject SchemaWriter::objectSchema(const std::vector<const Field *> &fields, const Field *group, Clauses &outward)
{
    const int level = group == nullptr ? 0 : m_conditions.level(*group) + 1;
    const Expression counts =
        group == nullptr ? Expression::always() : m_conditions.entryShown(*group, Certainty::Surely);
    ObjectParts parts;
    for (const Field *field : fields) {
        if (field->type == FieldType::Document) {
            continue; // its files are told by the attachments
        }
        parts.properties.insert(m_conditions.key(*field), annotations(field->label, field->hint));
        const bool isGroup = field->type == FieldType::Group;
        const Clauses clauses = isGroup ? clausesOfGroup(*field, counts) : clausesOf(*field, counts);
        for (const Clause &clause : clauses) {
            const auto alternatives = clause.guard.split(level);
            if (!alternatives) {
                m_tooManyParts.insert(field);
                continue;
            }
            for (const auto &[outer, inner] : *alternatives) {
                const QJsonObject own = conditional(inner, clause.then);
                if (outer.isAlways()) {
                    parts.add(own);
                } else {
                    outward.push_back({outer, own});
                }
            }
        }
    }
    return parts.schema();
}

QJsonObject SchemaWriter::definitions() const
{
    QJsonObject all = m_conditions.definitions();
    const QJsonObject values = m_values.definitions();
    for (auto definition = values.begin(); definition != values.end(); ++definition) {
        all.insert(definition.key(), *definition);
    }
    all.insert(unansweredName(),
               QJsonObject{{u"$comment"_s, u"What counts as no answer, in every condition and count"_s},
                           {u"enum"_s, QJsonArray{QJsonValue(), QString(), QJsonArray(), QJsonObject()}}});
    return all;
}

QJsonObject SchemaWriter::write()
{
    std::vector<const Field *> fields;
    for (const Step &step : m_definition.steps) {
        for (const Field &field : step.fields) {
            fields.push_back(&field);
        }
    }
    Clauses outward; // stays empty: nothing lies around the answers
    QJsonObject schema = objectSchema(fields, nullptr, outward);
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    schema.insert(u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s);
    schema.insert(u"$id"_s, QString(u"urn:ttp:answers:"_s + encoded(m_definition.id) + u':'
                                    + encoded(m_definition.version)));
    schema.insert(u"title"_s, annotations(m_definition.title).value(u"title"_s));
    schema.insert(u"description"_s,
                  u"The answers (Application.answers) to one form. A field that is hidden counts as unanswered and is "
                  "left out when the answers are sent; what a file gives for it is passed over. Files are no part of "
                  "the answers: a document field has no property here."_s);
    schema.insert(u"$comment"_s,
                  u"Made from the form definition. Each condition of it stands under $defs (shown:…) or in an if. It "
                  "refuses nothing that the form accepts; the rules it cannot say are listed in %1."_s
                      .arg(QLatin1String(BeyondSchemaKey)));
    schema.insert(u"$defs"_s, definitions());
    schema.insert(QLatin1String(BeyondSchemaKey), rulesBeyondSchema(m_definition, m_conditions, m_tooManyParts));
    return schema;
}

} // namespace

QJsonObject jsonSchema(const Definition &definition)
{
    return SchemaWriter(definition).write();
}

} // namespace ttp::form
