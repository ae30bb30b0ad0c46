// SPDX-License-Identifier: GPL-3.0-or-later
#include "filling.h"

#include "base/json.h"
#include "expect.h"
#include "form/check.h"
#include "form/display.h"
#include "form/migration.h"
#include "form/normalize.h"
#include "form/outline.h"
#include "plain_visibility.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ttp::form;

namespace ttp::fuzz {

namespace {

using Around = PlainVisibility::Around;

CheckContext onThatDay()
{
    CheckContext context;
    context.today = QDate(2026, 11, 22);
    context.practice = true;
    return context;
}

std::vector<QJsonObject> entriesOf(const Around &around)
{
    std::vector<QJsonObject> entries;
    for (const auto &[group, entry] : around) {
        entries.push_back(entry);
    }
    return entries;
}

/// The visibility that the program uses against the plain one, member by member.
void compare(const std::vector<Field> &fields, const QJsonObject &values, const Around &around, const Visibility &visibility,
             PlainVisibility &plain)
{
    for (const Field &field : fields) {
        const auto entries = entriesOf(around);
        const bool visible = plain.isVisible(field, around);
        const bool required = plain.isRequired(field, around);
        if (!plain.isSure()) {
            return;
        }
        expect(visibility.isVisible(field, entries) == visible, "visibility is what the contract says", field.id);
        expect(visibility.isRequired(field, entries) == required, "so is what is required", field.id);
        const QJsonArray inside = values.value(around.empty() ? field.id : field.key()).toArray();
        for (const QJsonValue &entry : inside) {
            if (field.type == FieldType::Group && entry.isObject()) {
                Around deeper = around;
                deeper.emplace_back(&field, entry.toObject());
                compare(field.fields, entry.toObject(), deeper, visibility, plain);
            }
        }
    }
}

/// The value that a pointer into the body names; undefined if there is none.
QJsonValue at(const QJsonObject &answers, const QString &pointer)
{
    QJsonValue value = QJsonObject{{u"answers"_s, answers}};
    const QStringList names = pointer.split(u'/').mid(1);
    for (QString name : names) {
        name.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        value = value.isArray() ? value.toArray().at(name.toInt()) : value.toObject().value(name);
    }
    return value;
}

/// A problem has a code of the contract, words, a place, and never a field that is hidden.
void judgeProblems(const std::vector<Problem> &problems, const Definition &definition, const Answers &answers,
                   PlainVisibility &plain)
{
    static const QStringList Codes{u"required"_s, u"type"_s, u"charset"_s, u"length"_s, u"pattern"_s, u"range"_s,
                                   u"choice"_s, u"count"_s, u"date"_s, u"too-early"_s, u"too-late"_s, u"must-equal"_s,
                                   u"unknown-field"_s, u"media-type"_s, u"too-large"_s, u"empty"_s, u"unreadable"_s};
    for (const Problem &problem : problems) {
        const QString facts = problem.code + u' ' + problem.pointer + u' ' + problem.field;
        expect(Codes.contains(problem.code), "a code of the contract", facts);
        expect(!problem.message.in(u"ja"_s).isEmpty() && !problem.message.in(u"en"_s).isEmpty(), "said in both languages", facts);
        const bool isFile = problem.pointer.startsWith("/attachments"_L1);
        expect(isFile || problem.pointer.startsWith("/answers/"_L1), "a place in the body", facts);
        if (!isFile && problem.code != "required"_L1) {
            expect(!at(answers.json(), problem.pointer).isUndefined(), "the place exists", facts);
        }
        const QString top = problem.pointer.section(u'/', 2, 2).replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        for (const Step &step : definition.steps) {
            const auto field = std::ranges::find(step.fields, isFile ? problem.field : top, &Field::id);
            if (field != step.fields.end() && problem.code != "unknown-field"_L1) {
                expect(plain.isVisible(*field, {}) || !plain.isSure(), "nothing hidden is checked", facts);
            }
        }
    }
}

void checkMigration(const Definition &definition, const Answers &answers, bool accepted)
{
    const Migration migration = migrate(answers, definition);
    const Migration again = migrate(migration.kept, definition);
    expect(again.kept == migration.kept && again.left.isEmpty(), "what has a place keeps it");
    expect(!accepted || (migration.left.isEmpty() && migration.kept == answers), "accepted answers all have a place");
    const Answers without = withoutStatements(answers, definition);
    expect(withoutStatements(without, definition) == without, "declarations are taken out once");
}

void checkSteps(const Definition &definition, const Answers &answers, const std::vector<Attachment> &files,
                const std::vector<Problem> &problems)
{
    std::vector<Problem> together;
    for (const Step &step : definition.steps) {
        const auto own = checkStep(definition, step, answers, files, onThatDay());
        together.insert(together.end(), own.begin(), own.end());
    }
    for (const Problem &problem : together) {
        expect(std::ranges::find(problems, problem) != problems.end(), "what a step finds, the whole finds", problem.pointer);
    }
    const auto beyond = [](const Problem &problem) {
        return problem.code == "unknown-field"_L1 || problem.pointer.startsWith("/attachments"_L1);
    };
    for (const Problem &problem : problems) {
        expect(beyond(problem) || std::ranges::find(together, problem) != together.end(), "what the whole finds, a step finds", problem.pointer);
    }
}

void showThem(const Definition &definition, const Answers &answers, const Visibility &visibility)
{
    for (const Step &step : definition.steps) {
        for (const OutlineRow &row : outline(step, answers, visibility)) {
            for (const QString &language : {u"ja"_s, u"en"_s}) {
                const QString text = displayText(*row.field, row.value, language);
                const QString whole = row.value.toString();
                expect(!row.field->masked || whole.size() < 5 || text != whole, "what is masked is not shown", row.field->id);
            }
        }
    }
}

} // namespace

void checkFilling(const Definition &definition, const Answers &answers, const std::vector<Attachment> &files)
{
    const CheckContext context = onThatDay();
    const Visibility visibility(definition, answers, files);
    PlainVisibility plain(definition, answers, files);
    for (const Step &step : definition.steps) {
        const bool visible = plain.isVisible(step);
        expect(!plain.isSure() || visibility.isVisible(step) == visible, "a step is visible as the contract says", step.id);
        compare(step.fields, answers.json(), {}, visibility, plain);
    }
    showThem(definition, answers, visibility);
    const auto problems = check(definition, answers, files, context);
    judgeProblems(problems, definition, answers, plain);
    checkSteps(definition, answers, files, problems);

    const Answers prepared = prepareForSending(definition, answers, files);
    expect(prepareForSending(definition, prepared, files) == prepared, "preparing twice changes nothing");
    const auto sentFiles = attachmentsForSending(definition, answers, files);
    expect(attachmentsForSending(definition, prepared, sentFiles) == sentFiles, "nor does it change the files");
    const Visibility after(definition, prepared, sentFiles);
    for (const Step &step : definition.steps) {
        for (const Field &field : step.fields) {
            expect(!prepared.has(field.id) || after.isVisible(field) || field.type == FieldType::Document, "nothing hidden is sent", field.id);
        }
    }
    const bool accepted = check(definition, prepared, sentFiles, context).empty();
    if (accepted) {
        const auto sent = parseJsonObject(toCompactJson(prepared.json()));
        expect(sent && Answers(*sent) == prepared, "what is accepted survives being sent");
        expect(check(definition, Answers(*sent), sentFiles, context).empty(), "and is accepted there");
    }
    checkMigration(definition, prepared, accepted);
    checkMigration(definition, answers, false);
}

void expectAccepted(const Definition &definition, const Answers &answers, const std::vector<Attachment> &files)
{
    const Answers prepared = prepareForSending(definition, answers, files);
    const auto sent = attachmentsForSending(definition, answers, files);
    const auto problems = check(definition, prepared, sent, onThatDay());
    expect(problems.empty(), "good answers are accepted",
           problems.empty() ? QString() : problems.front().code + u' ' + problems.front().pointer);
}

} // namespace ttp::fuzz
