// SPDX-License-Identifier: GPL-3.0-or-later
#include "register_command.h"

#include "base/file.h"
#include "base/json.h"
#include "form/check.h"

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

constexpr qint64 MaxRegistrationBytes = 64 * 1024;

form::Field fieldOf(const QString &id, form::FieldType type)
{
    form::Field field;
    field.id = id;
    field.type = type;
    return field;
}

/// The registration as a form, so that its values are judged by the very rules of a form.
form::Definition registrationForm()
{
    form::Field sex = fieldOf(u"sex"_s, form::FieldType::Choice);
    for (const QString &value : {u"M"_s, u"F"_s, u"X"_s}) {
        sex.choices.push_back({value, {value, value}, std::nullopt});
    }
    form::Step step;
    step.fields = {fieldOf(u"email"_s, form::FieldType::Email), fieldOf(u"name"_s, form::FieldType::Text),
                   fieldOf(u"birth_date"_s, form::FieldType::PartialDate), sex,
                   fieldOf(u"nationality"_s, form::FieldType::Country)};
    form::Definition definition;
    definition.steps.push_back(std::move(step));
    return definition;
}

} // namespace

Result<service::Registration> readRegistrationFile(const QString &path)
{
    const auto bytes = readFile(path, MaxRegistrationBytes);
    if (!bytes) {
        return failed(FailureCode::RegistrationUnreadable, bytes.error());
    }
    const auto json = parseJsonObject(*bytes);
    if (!json) {
        return failed(FailureCode::RegistrationInvalid, json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    service::Registration registration{reader.string(u"email"_s),       reader.string(u"name"_s),
                                       reader.string(u"birth_date"_s),  reader.string(u"sex"_s),
                                       reader.string(u"nationality"_s),
                                       reader.optionalString(u"language"_s).value_or(QString())};
    reader.refuseUnknown();
    if (!errors.isEmpty()) {
        return failed(FailureCode::RegistrationInvalid, errors.first());
    }
    return registration;
}

std::vector<Problem> problemsOf(const service::Registration &registration, const form::CheckContext &context)
{
    form::Answers answers;
    answers.set(u"email"_s, registration.email);
    answers.set(u"name"_s, registration.name);
    answers.set(u"birth_date"_s, registration.birthDate);
    answers.set(u"sex"_s, registration.sex);
    answers.set(u"nationality"_s, registration.nationality);
    std::vector<Problem> problems = form::check(registrationForm(), answers, {}, context);
    for (Problem &problem : problems) {
        problem.pointer = u'/' + problem.field;
    }
    return problems;
}

Result<void> RegisterCommand::prepare()
{
    auto registration = readRegistrationFile(arguments().file);
    if (!registration) {
        return failed(std::move(registration.error()));
    }
    m_registration = *std::move(registration);
    Failure invalid(FailureCode::AnswersInvalid);
    invalid.problems = problemsOf(
        m_registration, {surroundings().clock->todayInJapan(), origin().profile.isPractice(), std::nullopt});
    if (!invalid.problems.empty()) {
        return failed(std::move(invalid));
    }
    return {};
}

void RegisterCommand::run()
{
    service::greet(door(), this, patience(), service::GreetingPart::Terms, true,
                   [this](const Result<service::Greeting> &greeting) { onGreeted(greeting); });
}

void RegisterCommand::onGreeted(const Result<service::Greeting> &greeting)
{
    if (!greeting) {
        fail(greeting.error());
        return;
    }
    service::actPatiently(door(), service::RegisterUser(m_registration), this, patience(),
                          [this](const Result<QString> &userId) { onRegistered(userId); });
}

void RegisterCommand::onRegistered(const Result<QString> &userId)
{
    if (!userId) {
        fail(userId.error());
        return;
    }
    Report report;
    report.more = {{u"user_id"_s, *userId}};
    const LocalizedText user(u"ユーザーID：%1"_s, u"User ID: %1"_s);
    const LocalizedText mail(u"仮パスワードがメールで届きます。有効期間は24時間です。"_s,
                             u"A temporary password comes by mail; it is valid for 24 hours."_s);
    report.lines << user.arg(*userId).in(language()) << mail.in(language());
    end(report);
}

} // namespace ttp::command
