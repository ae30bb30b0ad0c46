// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp::ui {

/// What one step of the rail shows.
struct RailStep {
    /// `Done` and `Open` can be gone to. `Sealed` is done too, but there is no way back while the application is on its
    /// way; `Locked` waits for what stands before it.
    enum class State { Done, Current, Open, Sealed, Locked };

    QString id;
    QString name;
    State state = State::Locked;

    bool operator==(const RailStep &) const = default;
};

} // namespace ttp::ui
