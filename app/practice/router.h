// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problem_book.h"
#include "wire.h"

#include <vector>

namespace ttp::practice {

/// Largest body of a request that is not a chunk of an upload.
inline constexpr qsizetype MaxBodyBytes = 8 * 1024 * 1024;

/// Finds who answers a call. Not for change once the service runs; answering is safe from several threads.
class Router {
public:
    using Handler = std::function<Outcome(Call &)>;
    enum class Access { Open, SignedIn, TemporarilySignedIn /**< also with a password that has to be changed first */ };
    /// Says whose session the call carries, unless that session may not do this.
    using Gate = std::function<std::expected<QString, Refusal>(const Call &, Access)>;

    enum class Body { Whole, Streamed };
    /// May answer a call before anybody else; `Call::path` is set.
    using Interceptor = std::function<std::optional<Outcome>(const Call &)>;

    Router(QString basePath, ProblemBook problems, Gate gate, Interceptor intercept);

    /// `path` is below the base path; a segment `*` stands for any one segment.
    void add(const QByteArray &method, const QString &path, Access access, Handler handler, Body body = Body::Whole);

    /// Never throws, and has read the body to its end whatever it answers.
    [[nodiscard]] Answer answer(Call &call) const;
    /// For what never became a call: a request that cannot be read.
    [[nodiscard]] Answer answer(const Refusal &refusal) const { return m_problems.answer(refusal); }

private:
    struct Route {
        QByteArray method;
        QStringList path;
        Access access;
        Handler handler;
        Body body;
    };

    [[nodiscard]] Outcome dispatch(Call &call) const;
    [[nodiscard]] std::expected<const Route *, Refusal> find(const Call &call) const;
    [[nodiscard]] Outcome run(const Route &route, Call &call) const;

    QString m_basePath;
    ProblemBook m_problems;
    Gate m_gate;
    Interceptor m_intercept;
    std::vector<Route> m_routes;
};

} // namespace ttp::practice
