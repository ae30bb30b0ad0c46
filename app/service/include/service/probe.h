// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/description.h"

#include <optional>

namespace ttp::service {

/// What a service shows of itself and of its connection.
struct Probed {
    Description description;
    QDateTime certificateUntil;       ///< UTC; invalid: not known
    std::optional<QDateTime> itsTime; ///< UTC, of the header Date (RFC 9110 section 6.6.1)
};

/// GET /service, and what came with the answer: for the check of a computer.
class ProbeService {
public:
    static constexpr log::Words Name = "service probe";
    using Outcome = Probed;
    [[nodiscard]] Request request() const { return DescribeService().request(); }
    [[nodiscard]] Result<Probed> read(const Answer &answer) const;
};

} // namespace ttp::service
