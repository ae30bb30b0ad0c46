// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/patience.h"

using namespace std::chrono_literals;

namespace ttp::service {

bool mayPass(const Failure &failure)
{
    switch (failure.code) {
    case FailureCode::ConnectFailed:
    case FailureCode::DeadlineExceeded:
    case FailureCode::ConnectionCut:
    case FailureCode::Maintenance:
    case FailureCode::TooManyRequests:
    case FailureCode::ServerError: return true;
    default: return false;
    }
}

std::optional<std::chrono::milliseconds> Patience::next(const Failure &failure)
{
    constexpr std::chrono::milliseconds Shortest = 500ms;
    constexpr std::chrono::milliseconds Longest = 10s;
    const auto left = m_total - std::chrono::milliseconds(m_since.elapsed());
    if (!mayPass(failure) || left <= 0ms) {
        return std::nullopt;
    }
    std::chrono::milliseconds pause = std::min(Longest, Shortest * (1 << std::min(m_attempt, 5)));
    ++m_attempt;
    if (failure.retryAfterSeconds) {
        pause = std::max(pause, std::chrono::milliseconds(std::chrono::seconds(*failure.retryAfterSeconds)));
        if (pause > left) {
            return std::nullopt; // asking earlier than the service allows would only be refused again
        }
    }
    return std::min(pause, left);
}

} // namespace ttp::service
