// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace ttp {

/// Tells the time; tests hand in another one.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual QDateTime utcNow() const = 0;
    /// The date in Asia/Tokyo (UTC+9, no daylight saving): `today` of the contract.
    [[nodiscard]] QDate todayInJapan() const;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override;
};

} // namespace ttp
