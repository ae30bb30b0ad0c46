// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/door.h"

#include <QDateTime>
#include <QTest>

#include <optional>

namespace service_test {

inline constexpr int CallDeadline = 15'000;

/// Performs an operation and waits for its outcome; `Defect` if none comes.
template <typename Operation>
ttp::Result<typename Operation::Outcome> perform(ttp::service::Door &door, Operation operation)
{
    QObject context;
    std::optional<ttp::Result<typename Operation::Outcome>> outcome;
    door.perform(std::move(operation), &context, [&outcome](auto result) { outcome.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, CallDeadline)) {
        return ttp::failed(ttp::FailureCode::Defect, QStringLiteral("no outcome"));
    }
    return *std::move(outcome);
}

/// The stable name of what went wrong, or `done`.
template <typename Outcome>
QString codeOf(const ttp::Result<Outcome> &result)
{
    return result ? QStringLiteral("done") : ttp::nameOf(result.error().code);
}

/// A request made by the test; its outcome is the answer as it came.
struct Plain {
    using Outcome = ttp::service::Answer;
    static constexpr ttp::log::Words Name = "plain";
    ttp::service::Request made;

    [[nodiscard]] ttp::service::Request request() const { return made; }
    [[nodiscard]] ttp::Result<ttp::service::Answer> read(const ttp::service::Answer &answer) const { return answer; }
};

inline Plain plainGet(const QString &path = QStringLiteral("/x"))
{
    Plain plain;
    plain.made.verb = "GET";
    plain.made.path = path;
    return plain;
}

inline Plain plainPost(const QByteArray &body)
{
    Plain plain = plainGet();
    plain.made.verb = "POST";
    plain.made.mediaType = "application/json";
    plain.made.body = body;
    return plain;
}

/// A door with a token, so that there is something to leak.
inline std::unique_ptr<ttp::service::Door> openDoor(const ttp::service::Profile &profile)
{
    auto door = ttp::service::makeDoor(profile, QDateTime::currentDateTimeUtc());
    if (!door) {
        qWarning("%s", qUtf8Printable(ttp::nameOf(door.error().code) + door.error().facts));
        return nullptr;
    }
    (*door)->setSession(ttp::Secret::fromString(QStringLiteral("token-of-the-test")));
    return *std::move(door);
}

} // namespace service_test
