// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept_answers.h"

#include <algorithm>

namespace ttp::service {

namespace {

constexpr qsizetype LongestTag = 1000;

/// RFC 9110 section 8.8.3: an opaque string in quotes, perhaps weak. Anything else is not sent back.
bool isEntityTag(QByteArrayView tag)
{
    if (tag.startsWith("W/")) {
        tag = tag.sliced(2);
    }
    const auto legal = [](char c) { return c == 0x21 || (c >= 0x23 && c <= 0x7E); };
    return tag.size() >= 2 && tag.size() <= LongestTag && tag.front() == '"' && tag.back() == '"'
        && std::ranges::all_of(tag.sliced(1).chopped(1), legal);
}

} // namespace

QByteArray KeptAnswers::tagOf(const QString &path) const
{
    const auto kept = m_answers.find(path);
    return kept == m_answers.end() ? QByteArray() : kept->header("etag");
}

Answer KeptAnswers::complete(const QString &path, const QByteArray &asked, const Answer &answer) const
{
    const QByteArray tag = tagOf(path);
    const QByteArray said = answer.header("etag");
    const bool isSame = answer.status == 304 && !asked.isEmpty() && tag == asked && (said.isEmpty() || said == asked);
    return isSame ? m_answers.value(path) : answer;
}

void KeptAnswers::take(const QString &path, const Answer &answer, bool understood)
{
    if (answer.status == 200 && understood && isEntityTag(answer.header("etag"))) {
        m_answers.insert(path, answer);
    } else if (answer.status == 200 || answer.status == 304) {
        m_answers.remove(path); // it is another one now, or the service is at odds with itself
    }
}

} // namespace ttp::service
