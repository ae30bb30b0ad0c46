// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace ttp::submission {

/// How long a POST without an answer may still be on its way: a gateway or a proxy may hold it back after the line to the
/// client has broken. Those that are in use give up within one or two minutes.
inline constexpr std::chrono::minutes LongestUnderway{5};

/// True if a service that has never heard of a POST that began to leave at `postedAt` can be believed: it will not arrive
/// any more. A time that was not noted is long ago; one in the future (the clock was set back) is not.
[[nodiscard]] inline bool isBelievablyLost(const QDateTime &postedAt, const QDateTime &now)
{
    return !postedAt.isValid() || postedAt.secsTo(now) >= std::chrono::seconds(LongestUnderway).count();
}

} // namespace ttp::submission
