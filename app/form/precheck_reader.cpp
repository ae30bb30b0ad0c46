// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "base/text.h"
#include "dates.h"
#include "form/countries.h"
#include "precheck_facts.h"
#include "precheck_names.h"
#include "reader.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

using Result = PrecheckOutcome::Result;

std::unexpected<QString> wrong(const QString &file, const QString &what)
{
    return std::unexpected(file + u".json "_s + what);
}

LocalizedText textOf(JsonObject &object, const QString &key)
{
    const LocalizedText text = object.text(key);
    for (const QString &language : {u"ja"_s, u"en"_s}) {
        if (trimmedWhiteSpace(text.in(language)).isEmpty()) {
            object.report(key, u"is empty in "_s + language);
        }
    }
    return text;
}

QDate dayOf(JsonObject &object, const QString &key)
{
    const auto date = parseDate(object.string(key));
    if (!date) {
        object.report(key, u"must be a date"_s);
    }
    return date.value_or(QDate());
}

QString confidenceOf(JsonObject &object)
{
    const QString confidence = object.string(u"confidence"_s);
    if (confidence != "A"_L1 && confidence != "B"_L1 && confidence != "C"_L1) {
        object.report(u"confidence"_s, u"must be A, B or C"_s);
    }
    return confidence;
}

void readFormat(JsonObject &object)
{
    if (object.integer(u"format"_s) != 1) {
        object.report(u"format"_s, u"must be 1"_s);
    }
    static_cast<void>(object.string(u"version"_s));
}

Condition conditionOf(JsonObject &object, const QString &key, const PrecheckNames &names)
{
    JsonObject inner = object.object(key);
    const Condition condition = FormReader().readCondition(inner);
    if (object.errors().isEmpty()) {
        names.check(condition, inner);
    }
    return condition;
}

PrecheckCountries readCountries(JsonObject &root)
{
    PrecheckCountries list;
    readFormat(root);
    list.provenance = textOf(root, u"provenance"_s);
    root.forEach(u"sources"_s, [&list](JsonObject &source) {
        static_cast<void>(source.string(u"id"_s));
        static_cast<void>(confidenceOf(source));
        list.asOf = std::max(list.asOf, dayOf(source, u"as_of"_s));
        source.refuseUnknown();
    });
    if (!list.asOf.isValid()) {
        root.report(u"sources"_s, u"is empty"_s);
    }
    root.forEach(u"entries"_s, [&list](JsonObject &each) {
        PrecheckCountry entry;
        entry.code = each.string(u"code"_s);
        if (country(entry.code) == nullptr) {
            each.report(u"code"_s, u"is no code of a country"_s);
        } else if (list.entries.contains(entry.code)) {
            each.report(u"code"_s, u"stands there twice"_s);
        }
        const QString standing = each.string(u"standing"_s);
        entry.conditional = standing == "conditional"_L1;
        if (entry.conditional) {
            entry.why = textOf(each, u"why"_s);
        } else if (standing != "listed"_L1) {
            each.report(u"standing"_s, u"must be listed or conditional"_s);
        }
        each.refuseUnknown();
        list.entries.insert(entry.code, entry);
    });
    root.refuseUnknown();
    return list;
}

/// Reads `rules.json` into a pre-check that has its questions.
class RulesReader {
public:
    RulesReader(Precheck &precheck, JsonObject &root) : m_precheck(precheck), m_root(root), m_names(precheck.questions) {}

    void read();

private:
    void readSources();
    void readLandings();
    void readStandings();
    void readCategories();
    void readRule(JsonObject &object);
    PrecheckOutcome readOutcome(JsonObject &object);
    void readCarry(JsonObject &object);
    QString question(JsonObject &object, const QString &key, std::optional<FieldType> type = std::nullopt);
    void settle(JsonObject &object, const QString &question);
    void checkSettled();

    Precheck &m_precheck;
    JsonObject &m_root;
    PrecheckNames m_names;
    QSet<QString> m_settled; ///< questions of which is known whether they are carried
};

void RulesReader::read()
{
    readFormat(m_root);
    readSources();
    m_precheck.agency = textOf(m_root, u"agency"_s);
    readStandings();
    m_names.addCounts();
    readLandings();
    readCategories();
    m_root.forEach(u"rules"_s, [this](JsonObject &rule) { readRule(rule); });
    m_root.forEach(u"notes"_s, [this](JsonObject &note) {
        m_precheck.notes.push_back({textOf(note, u"paragraph"_s), textOf(note, u"text"_s)});
        note.refuseUnknown();
    });
    m_root.forEach(u"carry"_s, [this](JsonObject &carry) { readCarry(carry); });
    m_precheck.carryCategory = m_root.strings(u"carry_category"_s);
    m_root.forEach(u"not_carried"_s, [this](JsonObject &each) {
        static_cast<void>(textOf(each, u"why"_s));
        for (const QString &id : each.strings(u"questions"_s)) {
            settle(each, id);
        }
        each.refuseUnknown();
    });
    m_root.refuseUnknown();
    checkSettled();
}

void RulesReader::readSources()
{
    m_root.forEach(u"sources"_s, [this](JsonObject &each) {
        PrecheckSource source{each.string(u"id"_s), dayOf(each, u"as_of"_s), confidenceOf(each), textOf(each, u"title"_s)};
        each.refuseUnknown();
        m_precheck.sources.push_back(std::move(source));
    });
}

void RulesReader::readLandings()
{
    JsonObject object = m_root.object(u"landings"_s);
    PrecheckLandings &landings = m_precheck.landings;
    landings.visit = question(object, u"visit"_s, FieldType::Date);
    landings.list = question(object, u"list"_s, FieldType::Group);
    landings.date = object.string(u"date"_s);
    const Field *list = m_precheck.questions.field(landings.list);
    const bool found = list != nullptr && std::any_of(list->fields.cbegin(), list->fields.cend(), [&](const Field &each) {
                           return each.key() == landings.date && each.type == FieldType::Date;
                       });
    if (!found) {
        object.report(u"date"_s, u"is no date in the list"_s);
    }
    landings.visitCountsWhen = conditionOf(object, u"visit_counts_when"_s, m_names);
    landings.knownWhen = conditionOf(object, u"known_when"_s, m_names);
    landings.wanted = int(object.integer(u"wanted"_s));
    if (landings.wanted < 1 || landings.wanted > 99) {
        object.report(u"wanted"_s, u"must be from 1 to 99"_s);
    }
    object.refuseUnknown();
}

void RulesReader::readStandings()
{
    m_root.forEach(u"standings"_s, [this](JsonObject &each) {
        PrecheckStanding standing{each.string(u"fact"_s), each.string(u"why"_s),
                                  question(each, u"question"_s, FieldType::Country)};
        if (!m_names.addStanding(standing.fact) || !m_names.addText(standing.why)) {
            each.report(u"fact"_s, u"must be a name of its own that begins with fact."_s);
        }
        each.refuseUnknown();
        m_precheck.standings.push_back(std::move(standing));
    });
}

void RulesReader::readCategories()
{
    m_root.forEach(u"categories"_s, [this](JsonObject &each) {
        PrecheckCategory category{each.string(u"id"_s), textOf(each, u"name"_s)};
        each.refuseUnknown();
        m_precheck.categories.push_back(std::move(category));
    });
    if (m_precheck.categories.empty()) {
        m_root.report(u"categories"_s, u"is empty"_s);
    }
}

void RulesReader::readRule(JsonObject &object)
{
    PrecheckRule rule;
    rule.id = object.string(u"id"_s);
    rule.categories = object.optionalStrings(u"categories"_s);
    for (const QString &id : std::as_const(rule.categories)) {
        if (std::ranges::find(m_precheck.categories, id, &PrecheckCategory::id) == m_precheck.categories.end()) {
            object.report(u"categories"_s, u"names the unknown category "_s + id);
        }
    }
    if (std::ranges::find(m_precheck.rules, rule.id, &PrecheckRule::id) != m_precheck.rules.end()) {
        object.report(u"id"_s, u"stands there twice"_s);
    }
    rule.title = textOf(object, u"title"_s);
    rule.paragraph = textOf(object, u"paragraph"_s);
    rule.questions = object.strings(u"questions"_s);
    for (const QString &id : std::as_const(rule.questions)) {
        if (!m_names.isQuestion(id)) {
            object.report(u"questions"_s, u"names the unknown question "_s + id);
        }
    }
    rule.sources = object.strings(u"sources"_s);
    bool sure = false;
    for (const QString &id : std::as_const(rule.sources)) {
        const auto source = std::ranges::find(m_precheck.sources, id, &PrecheckSource::id);
        if (source == m_precheck.sources.end()) {
            object.report(u"sources"_s, u"names the unknown source "_s + id);
        } else {
            sure = sure || source->confidence == "A"_L1;
        }
    }
    if (rule.questions.isEmpty() || rule.sources.isEmpty()) {
        object.report(rule.questions.isEmpty() ? u"questions"_s : u"sources"_s, u"is empty"_s);
    }
    object.forEach(u"outcomes"_s, [&](JsonObject &outcome) {
        rule.outcomes.push_back(readOutcome(outcome));
        if (rule.outcomes.back().result == Result::Failed && !sure) {
            outcome.report(u"result"_s, u"failed needs a source of confidence A"_s);
        }
    });
    object.refuseUnknown();
    m_precheck.rules.push_back(std::move(rule));
}

PrecheckOutcome RulesReader::readOutcome(JsonObject &object)
{
    PrecheckOutcome outcome;
    const QString result = object.string(u"result"_s);
    const QStringList results = {u"met"_s, u"ask"_s, u"failed"_s};
    if (!results.contains(result)) {
        object.report(u"result"_s, u"must be met, ask or failed"_s);
    }
    outcome.result = Result(std::max<qsizetype>(0, results.indexOf(result)));
    outcome.when = conditionOf(object, u"when"_s, m_names);
    outcome.reason = textOf(object, u"reason"_s);
    if (object.has(u"change"_s)) {
        outcome.change = textOf(object, u"change"_s);
    } else if (outcome.result == Result::Failed) {
        object.report(u"change"_s, u"is missing: what would change it?"_s);
    }
    for (const QString &key : {u"reason"_s, u"change"_s}) {
        for (const QString &name : namesIn(key == "reason"_L1 ? outcome.reason : outcome.change.value_or(LocalizedText()))) {
            if (!m_names.knows(name)) {
                object.report(key, u"names the unknown {%1}"_s.arg(name));
            }
        }
    }
    object.refuseUnknown();
    return outcome;
}

void RulesReader::readCarry(JsonObject &object)
{
    PrecheckCarry carry;
    carry.question = object.string(u"question"_s);
    settle(object, carry.question);
    carry.fields = object.strings(u"fields"_s);
    if (carry.fields.isEmpty()) {
        object.report(u"fields"_s, u"is empty"_s);
    }
    const Field *asked = m_precheck.questions.field(carry.question);
    if (auto values = object.optionalObject(u"values"_s)) {
        for (const QString &value : values->json().keys()) {
            carry.values.insert(value, values->value(value));
            const bool known = asked && std::any_of(asked->choices.cbegin(), asked->choices.cend(),
                                                    [&value](const ChoiceOption &each) { return each.value == value; });
            if (!known) {
                values->report(value, u"is no answer to the question"_s);
            }
        }
    }
    if (auto members = object.optionalObject(u"members"_s)) {
        for (const QString &key : members->json().keys()) {
            carry.members.insert(key, members->string(key));
        }
    }
    object.refuseUnknown();
    m_precheck.carry.push_back(std::move(carry));
}

QString RulesReader::question(JsonObject &object, const QString &key, std::optional<FieldType> type)
{
    const QString id = object.string(key);
    const Field *field = m_names.isQuestion(id) ? m_precheck.questions.field(id) : nullptr;
    if (field == nullptr) {
        object.report(key, u"names the unknown question "_s + id);
    } else if (type && field->type != *type) {
        object.report(key, u"names a question of another type"_s);
    }
    return id;
}

void RulesReader::settle(JsonObject &object, const QString &id)
{
    if (!m_names.isQuestion(id)) {
        object.report(u"names the unknown question "_s + id);
    } else if (m_settled.contains(id)) {
        object.report(u"the question %1 stands there twice"_s.arg(id));
    }
    m_settled.insert(id);
}

/// Nobody forgets to say whether a new question goes into the application.
void RulesReader::checkSettled()
{
    for (const Step &step : m_precheck.questions.steps) {
        for (const Field &field : step.fields) {
            if (!m_settled.contains(field.id)) {
                m_root.report(u"carry"_s, u"the question %1 is neither carried nor not carried"_s.arg(field.id));
            }
        }
    }
}

} // namespace

std::expected<Precheck, QString> readPrecheck(const QByteArray &questions, const QByteArray &rules,
                                              const QByteArray &countries)
{
    Precheck precheck;
    auto definition = readDefinition(questions);
    if (!definition) {
        return wrong(u"questions"_s, definition.error().facts);
    }
    precheck.questions = *std::move(definition);
    for (const auto &[name, bytes] : {std::pair(u"countries"_s, countries), std::pair(u"rules"_s, rules)}) {
        const auto document = parseJson(bytes);
        if (!document) {
            return wrong(name, document.error());
        }
        JsonErrors errors;
        JsonObject root(*document, QString(), errors);
        if (name == "rules"_L1) {
            RulesReader(precheck, root).read();
        } else {
            precheck.countries = readCountries(root);
        }
        if (!errors.isEmpty()) {
            return wrong(name, errors.first());
        }
    }
    return precheck;
}

} // namespace ttp::form
