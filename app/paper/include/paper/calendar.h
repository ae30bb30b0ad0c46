// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/planner.h"

#include <QByteArray>
#include <QDateTime>

namespace ttp::paper {

/// What a calendar file is made of.
struct CalendarSource {
    form::Plan plan;
    QString language;     ///< `ja` or `en`
    bool practice = true; ///< every entry says so
    QString seed;         ///< the same seed gives the same UIDs: entries are replaced when the file is read again
    QDateTime made;       ///< by the clock
};

/// The dates of a plan that belong into a calendar, as iCalendar (RFC 5545): all-day entries on the days in Japan that
/// block no time, with reminders at nine in the morning. The file tells nothing of the person: no name, no number of
/// passport or application; the UIDs cannot be led back to the seed.
[[nodiscard]] QByteArray toCalendar(const CalendarSource &source);

/// True if there is anything to write.
[[nodiscard]] bool hasCalendarEntries(const form::Plan &plan);

} // namespace ttp::paper
