// SPDX-License-Identifier: GPL-3.0-or-later
#include "router.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

QStringList segments(const QString &path)
{
    return path.sliced(path.startsWith(u'/') ? 1 : 0).split(u'/');
}

bool matches(const QStringList &pattern, const QStringList &path)
{
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](const QString &wanted, const QString &given) {
                          return wanted == given || (wanted == "*"_L1 && !given.isEmpty());
                      });
}

/// Reads the body of a call into memory.
std::expected<void, Refusal> readWhole(Call &call)
{
    bool tooLarge = false;
    const bool complete = call.readBody([&](QByteArrayView part) {
        tooLarge = call.body.size() + part.size() > MaxBodyBytes;
        if (!tooLarge) {
            call.body.append(part);
        }
        return !tooLarge;
    });
    if (tooLarge) {
        call.body.clear();
        return refusedWith(u"payload-too-large"_s, u"limit"_s, qint64(MaxBodyBytes));
    }
    if (!complete) {
        return refused(u"malformed-request"_s, u"the body ended too early"_s);
    }
    return {};
}

} // namespace

Router::Router(QString basePath, ProblemBook problems, Gate gate, Interceptor intercept)
    : m_basePath(std::move(basePath)),
      m_problems(std::move(problems)),
      m_gate(std::move(gate)),
      m_intercept(std::move(intercept))
{
}

void Router::add(const QByteArray &method, const QString &path, Access access, Handler handler, Body body)
{
    m_routes.push_back({method, segments(path), access, std::move(handler), body});
}

Answer Router::answer(Call &call) const
{
    Outcome outcome = dispatch(call);
    // Whoever did not want the body: it is read all the same, or the client would not see the answer.
    call.readBody([](QByteArrayView) { return false; });
    return outcome ? std::move(*outcome) : m_problems.answer(outcome.error());
}

Outcome Router::dispatch(Call &call) const
{
    if (!call.target.startsWith(m_basePath + u'/')) {
        return refused(u"not-found"_s);
    }
    call.path = segments(call.target.sliced(m_basePath.size()));
    if (auto intercepted = m_intercept(call)) {
        return std::move(*intercepted);
    }
    const auto route = find(call);
    if (!route) {
        return std::unexpected(route.error());
    }
    if ((*route)->access != Access::Open) {
        auto user = m_gate(call, (*route)->access);
        if (!user) {
            return std::unexpected(std::move(user.error()));
        }
        call.userId = std::move(*user);
    }
    return run(**route, call);
}

std::expected<const Router::Route *, Refusal> Router::find(const Call &call) const
{
    QByteArrayList allowed;
    const Route *forHead = nullptr;
    for (const Route &route : m_routes) {
        if (!matches(route.path, call.path)) {
            continue;
        }
        if (route.method == call.method) {
            return &route;
        }
        allowed.append(route.method);
        if (route.method == "GET") {
            forHead = &route;
        }
    }
    if (allowed.isEmpty()) {
        return refused(u"not-found"_s);
    }
    if (forHead && call.method == "HEAD") {
        return forHead;
    }
    Refusal refusal(u"method-not-allowed"_s);
    refusal.headers.emplace_back("Allow", allowed.join(", "));
    return std::unexpected(std::move(refusal));
}

Outcome Router::run(const Route &route, Call &call) const
{
    if (route.body == Body::Whole) {
        if (auto read = readWhole(call); !read) {
            return std::unexpected(std::move(read.error()));
        }
    }
    return route.handler(call);
}

} // namespace ttp::practice
