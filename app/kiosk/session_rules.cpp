// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/session_rules.h"

namespace ttp::kiosk {

namespace {

using enum State;

constexpr Step on(State state, Effect effect = Effect::None)
{
    return {state, effect};
}

constexpr Effect Hide = Effect::HideWarning;
constexpr Effect Warn = Effect::ShowWarning;
constexpr Effect Refuse = Effect::RefuseFinish;
constexpr Effect End = Effect::EndSession;
constexpr Effect Wipe = Effect::Clear;
constexpr Effect Start = Effect::StartSession;
constexpr Effect Shut = Effect::ShowOutOfService;

using Row = std::array<Step, AllEvents.size()>;

// One row a state in the order of AllStates, one column an event in the order of AllEvents. What cannot happen in a state
// (a late message of a session that is being ended) changes nothing.
constexpr std::array<Row, AllStates.size()> Table{{
    // Idle. A screen reader may act without any input, so that "finish" and a sending are possible from here.
    {on(InUse), on(Idle), on(Idle), on(Idle), on(Sending), on(Idle), on(Clearing, End), on(Clearing, End),
     on(Clearing, Wipe), on(Idle), on(Idle), on(OutOfService, Shut)},
    // InUse
    {on(InUse), on(Warning, Warn), on(InUse), on(Clearing, End), on(Sending), on(InUse), on(Clearing, End),
     on(Clearing, End), on(Clearing, Wipe), on(InUse), on(InUse), on(InUse)},
    // Warning
    {on(InUse, Hide), on(Warning), on(Clearing, End), on(Clearing, End), on(Sending, Hide), on(Warning),
     on(Clearing, End), on(Clearing, End), on(Clearing, Wipe), on(Warning), on(Warning), on(Warning)},
    // Sending. Ended by nothing but its outcome, a crash, or the operator; a machine that slept meanwhile gives the person
    // the idle time and the warning once more to see the outcome.
    {on(Sending), on(Sending), on(Sending), on(Sending), on(Sending), on(InUse), on(Sending, Refuse), on(Clearing, End),
     on(Clearing, Wipe), on(Sending), on(Sending), on(Sending)},
    // Clearing
    {on(Clearing), on(Clearing), on(Clearing), on(Clearing), on(Clearing), on(Clearing), on(Clearing), on(Clearing),
     on(Clearing, Wipe), on(Idle, Start), on(OutOfService, Shut), on(OutOfService, Shut)},
    // OutOfService
    {on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService),
     on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService), on(OutOfService)},
}};

} // namespace

Step step(State state, Event event)
{
    return Table.at(std::size_t(state)).at(std::size_t(event));
}

} // namespace ttp::kiosk
