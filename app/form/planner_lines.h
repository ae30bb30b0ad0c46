// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace ttp::form {

/// A line that the planner can say, and how many places of its text it fills.
struct PlanLineKind {
    const char *id;
    int places;
};

/// All of them; the data has exactly these, and each text names exactly these places.
inline constexpr std::array PlanLineKinds{
    PlanLineKind{"photo_old_now", 2},            // taken, last day
    PlanLineKind{"photo_old_when_sent", 3},      // received, taken, last day
    PlanLineKind{"photo_old_at_visit", 2},       // taken, last day
    PlanLineKind{"passport_expired", 1},         // expiry
    PlanLineKind{"passport_before_visit", 2},    // expiry, visit
    PlanLineKind{"passport_before_window", 2},   // expiry, last day
    PlanLineKind{"visit_past", 1},               // visit
    PlanLineKind{"visit_before_notice", 2},      // visit, notice
    PlanLineKind{"visit_before_result", 3},      // visit, result at the latest, days
    PlanLineKind{"visit_after_window", 2},       // visit, last day
    PlanLineKind{"visit_maybe_after_window", 2}, // visit, last day if it goes fast
    PlanLineKind{"window_over", 1},              // last day
    PlanLineKind{"result_overdue", 2},           // days since, longest wait
    PlanLineKind{"counter_closed", 5},           // counter, day, why, open before, open after
    PlanLineKind{"counters_closed", 3},          // day, why, counters
    PlanLineKind{"stamp_beforehand", 1},         // yen
    PlanLineKind{"photo_until", 1},              // taken
    PlanLineKind{"result_expected", 2},          // days, days
    PlanLineKind{"result_if_sent_today", 2},     // days, days
    PlanLineKind{"visit", 2},                    // counter, hours
    PlanLineKind{"visit_without_counter", 0},
    PlanLineKind{"window_end", 1},          // notice
    PlanLineKind{"window_last_open", 2},    // counter, last day and why it is closed then
    PlanLineKind{"card_until", 1},          // visit
    PlanLineKind{"card_until_passport", 2}, // visit, three years
    PlanLineKind{"need_photo_date", 0},
    PlanLineKind{"need_passport", 0},
    PlanLineKind{"need_visit", 0},
    PlanLineKind{"need_counter", 0},
    PlanLineKind{"need_notice", 0},
};

} // namespace ttp::form
