// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

std::optional<QByteArray> Call::header(QByteArrayView name) const
{
    std::optional<QByteArray> joined;
    for (const auto &[key, value] : headers) {
        if (key != name) {
            continue;
        }
        joined = joined ? *joined + ", " + value : value;
    }
    return joined;
}

QByteArray Call::mediaType() const
{
    return header("content-type").value_or(QByteArray()).split(';').first().trimmed().toLower();
}

Answer Answer::json(int status, const QJsonObject &object)
{
    return bytes(status, "application/json", toCompactJson(object));
}

Answer Answer::bytes(int status, const QByteArray &contentType, const QByteArray &body)
{
    Answer answer;
    answer.status = status;
    answer.contentType = contentType;
    answer.body = body;
    return answer;
}

Answer Answer::empty(int status)
{
    return bytes(status, {}, {});
}

Answer &&Answer::with(const QByteArray &name, const QByteArray &value) &&
{
    headers.emplace_back(name, value);
    return std::move(*this);
}

std::unexpected<Refusal> refused(const QString &code, const QString &detail)
{
    return std::unexpected(Refusal(code, detail));
}

std::unexpected<Refusal> refusedWith(const QString &code, const QString &member, const QJsonValue &value)
{
    Refusal refusal(code);
    refusal.members.insert(member, value);
    return std::unexpected(std::move(refusal));
}

QJsonObject toErrorJson(const Problem &problem)
{
    QJsonObject error{{u"pointer"_s, problem.pointer}, {u"code"_s, problem.code}};
    if (!problem.message.isEmpty()) {
        error.insert(u"message"_s, problem.message.toJson());
    }
    return error;
}

std::expected<void, Refusal> refuseIfAny(const std::vector<Problem> &problems)
{
    if (problems.empty()) {
        return {};
    }
    QJsonArray errors;
    for (const Problem &problem : problems) {
        errors.append(toErrorJson(problem));
    }
    return refusedWith(u"validation-failed"_s, u"errors"_s, errors);
}

bool hasMatchingTag(const Call &call, const QByteArray &entityTag)
{
    const auto condition = call.header("if-none-match");
    if (!condition) {
        return false;
    }
    for (const QByteArray &part : condition->split(',')) {
        const QByteArray tag = part.trimmed();
        if (tag == "*" || (tag.startsWith("W/") ? tag.sliced(2) : tag) == entityTag) {
            return true;
        }
    }
    return false;
}

} // namespace ttp::practice
