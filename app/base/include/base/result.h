// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <expected>

namespace ttp {

/// A value, or the failure that stands in its place. Errors are values; nothing throws across rooms.
template <typename T>
using Result = std::expected<T, Failure>;

/// `return failed(FailureCode::FileUnreadable, u"…"_s);`
[[nodiscard]] inline std::unexpected<Failure> failed(FailureCode code, QString facts = {})
{
    return std::unexpected(Failure(code, std::move(facts)));
}

/// Hands a failure on from one Result type to another.
[[nodiscard]] inline std::unexpected<Failure> failed(Failure failure)
{
    return std::unexpected(std::move(failure));
}

} // namespace ttp
