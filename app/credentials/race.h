// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace ttp::credentials {

/// Who was first: the answer of the keychain, or the deadline. Two threads ask, exactly one of them wins; what the person
/// is told and what stays in the keychain follow from it.
class Race {
public:
    /// True if the answer counts; false if it comes too late.
    [[nodiscard]] bool answer() { return leave(State::Answered); }
    /// True if nobody answered in time.
    [[nodiscard]] bool giveUp() { return leave(State::GivenUp); }
    [[nodiscard]] bool isGivenUp() const { return m_state.load() == State::GivenUp; }

private:
    enum class State { Open, Answered, GivenUp };

    bool leave(State to)
    {
        State open = State::Open;
        return m_state.compare_exchange_strong(open, to);
    }

    std::atomic<State> m_state{State::Open};
};

} // namespace ttp::credentials
