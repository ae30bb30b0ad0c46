// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/accounts.h"

#include "base/digest.h"
#include "base/secret_json.h"
#include "base/text.h"
#include "reading.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

Request post(const QString &path, const QJsonObject &body)
{
    Request request;
    request.verb = "POST";
    request.path = path;
    request.authorized = false;
    request.mediaType = "application/json";
    request.body = toCompactJson(body);
    return request;
}

Problem passwordProblem(const QString &code, const LocalizedText &message)
{
    return {{}, code, u"/new_password"_s, message};
}

bool mixes(const AccountRules &rules, const QList<uint> &characters, const QString &kind)
{
    const QList<uint> symbols = rules.symbols.toUcs4();
    return std::ranges::any_of(characters, [&](uint c) {
        const bool isLetter = QChar::isLetter(c);
        const bool isDigit = QChar::isDigit(c);
        if (kind == "letters"_L1) {
            return isLetter;
        }
        if (kind == "digits"_L1) {
            return isDigit;
        }
        return symbols.isEmpty() ? !isLetter && !isDigit : symbols.contains(c);
    });
}

LocalizedText mixText(const QString &kind)
{
    if (kind == "letters"_L1) {
        return {u"新しいパスワードに文字を含めてください。"_s, u"The new password needs a letter."_s};
    }
    if (kind == "digits"_L1) {
        return {u"新しいパスワードに数字を含めてください。"_s, u"The new password needs a digit."_s};
    }
    return {u"新しいパスワードに記号を含めてください。"_s, u"The new password needs a symbol."_s};
}

} // namespace

std::vector<Problem> checkNewPassword(const AccountRules &rules, const QString &userId, const Secret &password)
{
    std::vector<Problem> problems;
    QString text = textOf(password);
    QList<uint> characters = text.toUcs4();
    if (characters.size() < rules.passwordMin || characters.size() > rules.passwordMax) {
        const LocalizedText length(u"新しいパスワードは%1文字以上%2文字以下にしてください。"_s,
                                   u"The new password must have %1 to %2 characters."_s);
        problems.push_back(passwordProblem(
            u"length"_s, length.arg(QString::number(rules.passwordMin)).arg(QString::number(rules.passwordMax))));
    }
    for (const QString &kind : rules.mustMix) {
        if (!mixes(rules, characters, kind)) {
            problems.push_back(passwordProblem(u"pattern"_s, mixText(kind)));
        }
    }
    if (rules.mustNotContainUserId && !userId.isEmpty() && text.contains(userId, Qt::CaseInsensitive)) {
        problems.push_back(passwordProblem(u"pattern"_s, {u"新しいパスワードにユーザーIDを含めないでください。"_s,
                                                          u"The new password must not contain the user ID."_s}));
    }
    wipe(characters);
    wipe(text);
    return problems;
}

RegisterUser::RegisterUser(Registration registration) : m_registration(std::move(registration)), m_key(randomUuid()) {}

Request RegisterUser::request() const
{
    QJsonObject body{{u"email"_s, m_registration.email},
                     {u"name"_s, m_registration.name},
                     {u"birth_date"_s, m_registration.birthDate},
                     {u"sex"_s, m_registration.sex},
                     {u"nationality"_s, m_registration.nationality}};
    if (!m_registration.language.isEmpty()) {
        body.insert("language"_L1, m_registration.language);
    }
    Request request = post(u"/users"_s, body);
    request.headers = {idempotencyKey(m_key)};
    return request;
}

Result<QString> RegisterUser::read(const Answer &answer) const
{
    const auto json = objectOf(answer, 202);
    if (!json) {
        return failed(json.error());
    }
    JsonErrors errors;
    JsonObject reader(*json, {}, errors);
    QString userId = reader.string(u"user_id"_s);
    if (userId.isEmpty()) {
        reader.report(u"user_id"_s, u"is empty"_s);
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::ProtocolError, u"user: "_s + errors.first());
    }
    return userId;
}

Request ChangePassword::request() const
{
    Request request;
    request.verb = "PUT";
    request.path = u"/users/me/password"_s;
    request.mediaType = "application/json";
    request.secretBody = std::make_shared<const Secret>(
        secretJson({}, {{"current_password", m_current.get()}, {"new_password", m_next.get()}}));
    return request;
}

Result<std::monostate> ChangePassword::read(const Answer &answer) const
{
    return nothingOf(answer);
}

Request RequestPasswordReset::request() const
{
    return post(u"/password-resets"_s, {{u"user_id"_s, m_userId}, {u"email"_s, m_email}});
}

Result<std::monostate> RequestPasswordReset::read(const Answer &answer) const
{
    return nothingOf(answer, 202);
}

} // namespace ttp::service
