// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/check.h"

#include "base/json.h"
#include "entry_scopes.h"
#include "rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

/// A place in the request body; written out only if something is wrong there.
struct Path {
    const Path *outer;
    QString name;

    [[nodiscard]] QString pointer() const { return outer ? outer->pointer() + pointerStep(name) : name; }
};

/// Walks the shown part of a form and collects what is wrong.
class Checker {
public:
    Checker(const Evaluator &evaluator, const CheckContext &context)
        : m_evaluator(evaluator), m_attachments(evaluator.attachments()), m_context(context)
    {
    }

    [[nodiscard]] std::vector<Problem> takeProblems() { return std::move(m_problems); }

    void checkStep(const Step &step);
    [[nodiscard]] bool isComplete(const Step &step);
    void checkMembers(const Scope &entry, const Path &path);
    void checkUnknownAnswers();
    void checkFilesTogether();

private:
    void checkField(const Field &field, const Scope &scope, const Path &path);
    void checkGroup(const Field &group, const Scope &scope, const QJsonValue &raw, const Path &path);
    void checkFiles(const Field &field, const Scope &scope);
    void checkMustEqual(const Field &field, const Scope &scope, const QJsonValue &value, const Path &path);
    void checkCount(const Field &field, qsizetype count, bool files, const Path &path);
    void report(const Field &field, const Path &path, const Finding &finding);
    void report(const QString &id, const Path &path, const QString &code, Message message,
                std::initializer_list<LocalizedText> arguments = {});

    const Evaluator &m_evaluator;
    const std::vector<Attachment> &m_attachments;
    const CheckContext &m_context;
    std::vector<Problem> m_problems;
};

void Checker::report(const Field &field, const Path &path, const Finding &finding)
{
    m_problems.push_back({field.id, finding.code, path.pointer(), finding.message});
}

void Checker::report(const QString &id, const Path &path, const QString &code, Message message,
                     std::initializer_list<LocalizedText> arguments)
{
    m_problems.push_back({id, code, path.pointer(), messageText(message, arguments)});
}

void Checker::checkStep(const Step &step)
{
    const Path answers{nullptr, u"/answers"_s};
    for (const Field &field : step.fields) {
        checkField(field, m_evaluator.top(), {&answers, field.id});
    }
}

bool Checker::isComplete(const Step &step)
{
    const Path answers{nullptr, u"/answers"_s};
    return std::ranges::all_of(step.fields, [&](const Field &field) {
        checkField(field, m_evaluator.top(), {&answers, field.id});
        return m_problems.empty();
    });
}

void Checker::checkField(const Field &field, const Scope &scope, const Path &path)
{
    if (!m_evaluator.isVisible(field, scope)) {
        return;
    }
    if (field.type == FieldType::Document) {
        checkFiles(field, scope);
        return;
    }
    const QJsonValue raw = scope.raw(field);
    const bool refused = field.type == FieldType::Statement && raw.isBool() && !raw.toBool();
    if (isEmptyValue(raw) || refused) {
        if (m_evaluator.isRequired(field, scope)) {
            report(field, path, missing(field));
        }
        return;
    }
    if (field.type == FieldType::Group) {
        checkGroup(field, scope, raw, path);
    } else if (const auto finding = judge(field, raw, m_context)) {
        report(field, path, *finding);
    } else {
        checkMustEqual(field, scope, raw, path);
    }
}

void Checker::checkGroup(const Field &group, const Scope &scope, const QJsonValue &raw, const Path &path)
{
    if (!raw.isArray()) {
        report(group.id, path, u"type"_s, Message::TypeList);
        return;
    }
    const qsizetype count = m_evaluator.value(group, scope).toArray().size();
    if (count > 0) {
        checkCount(group, count, false, path);
    } else if (m_evaluator.isRequired(group, scope)) {
        report(group, path, missing(group));
    }
    qsizetype index = 0;
    const QJsonArray entries = raw.toArray();
    for (const QJsonValue &entry : entries) {
        const Path entryPath{&path, QString::number(index++)};
        if (!entry.isObject()) {
            report(group.id, entryPath, u"type"_s, Message::TypeEntry);
            continue;
        }
        const Scope inside(scope, group, entry.toObject());
        // An entry that shows nothing counts as unanswered, and is left out when the answers are sent.
        if (!m_evaluator.shownPart(inside).isEmpty()) {
            checkMembers(inside, entryPath);
        }
    }
}

void Checker::checkMembers(const Scope &entry, const Path &path)
{
    const Field &group = *entry.group();
    for (const Field &member : group.fields) {
        checkField(member, entry, {&path, member.key()});
    }
    const QStringList keys = entry.values().keys();
    for (const QString &key : keys) {
        const bool known = std::any_of(group.fields.cbegin(), group.fields.cend(),
                                       [&key](const Field &member) { return member.key() == key; });
        if (!known) {
            report(group.id, {&path, key}, u"unknown-field"_s, Message::UnknownField, {sameText(key)});
        }
    }
}

void Checker::checkMustEqual(const Field &field, const Scope &scope, const QJsonValue &value, const Path &path)
{
    if (!field.mustEqual) {
        return;
    }
    const auto [other, holder] = m_evaluator.resolve(*field.mustEqual, scope);
    if (other != nullptr && m_evaluator.isVisible(*other, *holder) && m_evaluator.value(*other, *holder) != value) {
        report(field.id, path, u"must-equal"_s, Message::MustEqual, {other->label});
    }
}

void Checker::checkCount(const Field &field, qsizetype count, bool files, const Path &path)
{
    if (field.minCount && count < *field.minCount) {
        report(field.id, path, u"count"_s, files ? Message::CountFilesLess : Message::CountEntriesLess,
               {sameText(*field.minCount), sameText(count)});
    } else if (field.maxCount && count > *field.maxCount) {
        report(field.id, path, u"count"_s, files ? Message::CountFilesMore : Message::CountEntriesMore,
               {sameText(*field.maxCount), sameText(count)});
    }
}

void Checker::checkFiles(const Field &field, const Scope &scope)
{
    const Path path{nullptr, u"/attachments"_s};
    qsizetype count = 0;
    for (std::size_t i = 0; i < m_attachments.size(); ++i) {
        if (m_attachments[i].field != field.id) {
            continue;
        }
        ++count;
        if (const auto finding = judgeFile(field, m_attachments[i], m_context)) {
            report(field, {&path, QString::number(i)}, *finding);
        }
    }
    if (count > 0) {
        checkCount(field, count, true, path);
    } else if (m_evaluator.isRequired(field, scope)) {
        report(field, path, missing(field));
    }
}

void Checker::checkUnknownAnswers()
{
    const Path answers{nullptr, u"/answers"_s};
    const Path files{nullptr, u"/attachments"_s};
    const QStringList ids = m_evaluator.top().values().keys();
    for (const QString &id : ids) {
        const Place *place = m_evaluator.index().find(id);
        // A member of a group stands in its entry and a file in the attachments, never here.
        if (place == nullptr || place->group != nullptr || place->field->type == FieldType::Document) {
            report(id, {&answers, id}, u"unknown-field"_s, Message::UnknownField, {sameText(id)});
        }
    }
    for (std::size_t i = 0; i < m_attachments.size(); ++i) {
        const Place *place = m_evaluator.index().find(m_attachments[i].field);
        if (place == nullptr || place->field->type != FieldType::Document) {
            report(m_attachments[i].field, {&files, QString::number(i)}, u"unknown-field"_s, Message::UnknownFileField,
                   {sameText(m_attachments[i].field)});
        }
    }
}

void Checker::checkFilesTogether()
{
    if (!m_context.limits) {
        return;
    }
    const Path files{nullptr, u"/attachments"_s};
    qint64 bytes = 0;
    qsizetype count = 0;
    for (const Attachment &file : m_attachments) {
        const Place *place = m_evaluator.index().find(file.field);
        if (place == nullptr || m_evaluator.isVisible(*place->field, m_evaluator.top())) {
            bytes += std::clamp<qint64>(file.size, 0, qint64(1) << 40);
            ++count;
        }
    }
    if (count > m_context.limits->attachmentCount) {
        report(QString(), files, u"count"_s, Message::CountAllFilesMore,
               {sameText(m_context.limits->attachmentCount), sameText(count)});
    }
    if (bytes > m_context.limits->totalBytes) {
        report(QString(), files, u"too-large"_s, Message::TooLargeTogether,
               {sizeText(m_context.limits->totalBytes, false), sizeText(bytes, true)});
    }
}

} // namespace

std::vector<Problem> check(const Definition &definition, const Answers &answers,
                           const std::vector<Attachment> &attachments, const CheckContext &context)
{
    const Evaluator evaluator(definition, answers, attachments);
    Checker checker(evaluator, context);
    for (const Step &step : definition.steps) {
        checker.checkStep(step);
    }
    checker.checkUnknownAnswers();
    checker.checkFilesTogether();
    return checker.takeProblems();
}

std::vector<Problem> checkStep(const Definition &definition, const Step &step, const Answers &answers,
                               const std::vector<Attachment> &attachments, const CheckContext &context)
{
    return checkStep(Visibility(definition, answers, attachments), step, context);
}

std::vector<Problem> checkStep(const Visibility &known, const Step &step, const CheckContext &context)
{
    Checker checker(known.evaluator(), context);
    if (const Step *own = known.evaluator().step(step.id)) {
        checker.checkStep(*own);
    }
    return checker.takeProblems();
}

bool isComplete(const Visibility &known, const Step &step, const CheckContext &context)
{
    Checker checker(known.evaluator(), context);
    const Step *own = known.evaluator().step(step.id);
    return own != nullptr && checker.isComplete(*own);
}

std::vector<Problem> checkEntry(const Definition &definition, const Field &group, const Answers &answers,
                                const std::vector<Attachment> &attachments, const std::vector<QJsonObject> &entries,
                                const CheckContext &context)
{
    return checkEntry(Visibility(definition, answers, attachments), group, entries, context);
}

std::vector<Problem> checkEntry(const Visibility &known, const Field &group, const std::vector<QJsonObject> &entries,
                                const CheckContext &context)
{
    Checker checker(known.evaluator(), context);
    const Place *place = known.evaluator().index().find(group.id);
    if (place != nullptr && place->field->type == FieldType::Group) {
        const EntryScopes scopes(known.evaluator(), place->field, entries);
        checker.checkMembers(scopes.innermost(), {nullptr, QString()});
    }
    return checker.takeProblems();
}

} // namespace ttp::form
