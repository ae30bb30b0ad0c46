// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calls.h"
#include "raw_server.h"

#include "service/applications.h"
#include "service/description.h"

#include <utility>

/// Answers for the script of a RawServer, and operations that get just one of them.
namespace service_test {

inline QJsonObject jsonAnswer(const QByteArray &body, int status = 200)
{
    using namespace Qt::StringLiterals;
    return {{u"status"_s, status},
            {u"headers"_s, headers({{u"Content-Type"_s, u"application/json"_s}})},
            {u"base64"_s, QString::fromLatin1(body.toBase64())}};
}

inline QJsonObject problemAnswer(int status, const QString &type, QJsonObject more = {})
{
    using namespace Qt::StringLiterals;
    more.insert("type"_L1, QString(u"urn:ttp:problem:"_s + type));
    more.insert("title"_L1, u"t"_s);
    more.insert("status"_L1, status);
    return {{u"status"_s, status},
            {u"headers"_s, headers({{u"Content-Type"_s, u"application/problem+json"_s}})},
            {u"json"_s, more}};
}

/// What a gateway says on its own.
inline QJsonObject pageAnswer(int status)
{
    using namespace Qt::StringLiterals;
    return {{u"status"_s, status},
            {u"headers"_s, headers({{u"Content-Type"_s, u"text/html"_s}})},
            {u"body"_s, u"<html>gateway</html>"_s}};
}

/// The answer to requests whose `VERB TARGET` matches only.
inline QJsonObject on(const QString &match, QJsonObject answer)
{
    answer.insert(QStringLiteral("match"), match);
    return answer;
}

/// What an operation makes of this answer.
template <typename Operation>
ttp::Result<typename Operation::Outcome> ask(const QJsonObject &answer, Operation operation)
{
    RawServer server({answer});
    auto door = openDoor(server.profile());
    return perform(*door, std::move(operation));
}

/// To a GET and to a POST: Qt treats them in different ways.
inline std::pair<ttp::Result<ttp::service::Description>, ttp::Result<ttp::service::Acknowledgement>>
askBoth(const QJsonObject &answer)
{
    using namespace Qt::StringLiterals;
    using namespace ttp::service;
    RawServer server({answer});
    auto door = openDoor(server.profile());
    auto got = perform(*door, DescribeService());
    auto posted = perform(*door, SubmitApplication("{}", u"8e03978e-40d5-43e8-bc93-6894a57f9324"_s));
    return {std::move(got), std::move(posted)};
}

} // namespace service_test
