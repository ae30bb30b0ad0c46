// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

namespace ttp {

QDate Clock::todayInJapan() const
{
    return utcNow().toOffsetFromUtc(9 * 60 * 60).date();
}

QDateTime SystemClock::utcNow() const
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace ttp
