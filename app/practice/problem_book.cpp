// SPDX-License-Identifier: GPL-3.0-or-later
#include "problem_book.h"

#include "base/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr auto InternalError = "internal-error"_L1;

/// RFC 6750 section 3: without an error code if no credentials came with the request.
QByteArray challenge(const QString &code)
{
    QByteArray value = "Bearer realm=\"ttp-apply-practice\"";
    if (code == "session-expired"_L1) {
        value += ", error=\"invalid_token\"";
    }
    return value;
}

} // namespace

std::expected<ProblemBook, QString> ProblemBook::read(const QByteArray &json)
{
    const auto document = parseJsonObject(json);
    if (!document) {
        return std::unexpected(document.error());
    }
    JsonErrors errors;
    ProblemBook book;
    for (auto it = document->begin(); it != document->end(); ++it) {
        JsonObject entry(it.value(), pointerStep(it.key()), errors);
        Page page;
        page.status = int(entry.integer(u"status"_s));
        page.title = entry.string(u"title"_s);
        page.message = entry.text(u"message"_s);
        entry.refuseUnknown();
        book.m_pages.emplace(it.key(), page);
    }
    if (!book.m_pages.contains(InternalError)) {
        errors.report({}, u"internal-error is missing"_s);
    }
    if (!errors.isEmpty()) {
        return std::unexpected(errors.first());
    }
    return book;
}

Answer ProblemBook::answer(const Refusal &refusal) const
{
    auto found = m_pages.find(refusal.code);
    Q_ASSERT(found != m_pages.end());
    if (found == m_pages.end()) {
        found = m_pages.find(InternalError);
    }
    const auto &[code, page] = *found;

    QJsonObject document = refusal.members;
    document.insert(u"type"_s, "urn:ttp:problem:"_L1 + code);
    document.insert(u"title"_s, page.title);
    document.insert(u"status"_s, page.status);
    document.insert(u"message"_s, page.message.toJson());
    if (!refusal.detail.isEmpty()) {
        document.insert(u"detail"_s, refusal.detail);
    }

    Answer answer = Answer::json(page.status, document);
    answer.contentType = "application/problem+json";
    answer.headers = refusal.headers;
    if (page.status == 401) {
        answer.headers.emplace_back("WWW-Authenticate", challenge(code));
    }
    const bool isTold = std::ranges::any_of(refusal.headers, [](const auto &h) { return h.first == "Retry-After"; });
    if (const QJsonValue wait = refusal.members.value(u"retry_after"_s); wait.isDouble() && !isTold) {
        answer.headers.emplace_back("Retry-After", QByteArray::number(wait.toInteger()));
    }
    return answer;
}

QStringList ProblemBook::codes() const
{
    QStringList codes;
    for (const auto &entry : m_pages) {
        codes.append(entry.first);
    }
    return codes;
}

} // namespace ttp::practice
