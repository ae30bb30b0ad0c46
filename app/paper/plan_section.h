// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/planner.h"
#include "paper/receipt_paper.h"

namespace ttp::paper {

/// The plan of the visit in short: what it is, what goes wrong, the dates, what to bring, where it is known from.
[[nodiscard]] Section planSection(const form::PlannerData &data, const form::Plan &plan);

} // namespace ttp::paper
