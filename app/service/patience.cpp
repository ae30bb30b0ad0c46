// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/patience.h"

#include "base/log.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace ttp::service {

namespace {

Q_LOGGING_CATEGORY(category, "ttp.service", QtWarningMsg)

} // namespace

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

bool mayHaveHappened(const Failure &failure)
{
    if (failure.neverLeft) {
        return false;
    }
    if (!failure.problemType.isEmpty()) {
        return failure.problemType == QLatin1StringView("request-in-progress");
    }
    switch (failure.code) {
    case FailureCode::DeadlineExceeded:
    case FailureCode::ConnectionCut:
    case FailureCode::AnswerTooLarge:
    case FailureCode::ProtocolError:
    case FailureCode::ServerError: // the page of a gateway that heard nothing, either
    case FailureCode::Maintenance: // the same: not the service's own words
    case FailureCode::Cancelled:   // by us, while the service may be at work
    case FailureCode::TlsHandshakeFailed: // these after the request has left, or they would never have let it
    case FailureCode::TlsUntrusted:
    case FailureCode::TlsWrongName:
    case FailureCode::TlsExpired:
    case FailureCode::TlsPinMismatch:
    case FailureCode::TlsStatusMissing:
    case FailureCode::ProxyFailed: return true;
    default: return false;
    }
}

bool isRefusal(const Failure &failure)
{
    return !failure.problemType.isEmpty() && !mayPass(failure) && failure.code != FailureCode::SessionEnded;
}

Patience::Patience(std::chrono::milliseconds total) : m_count(std::make_shared<Count>())
{
    m_count->total = total;
    m_count->since.start();
}

void Patience::renew()
{
    m_count->since.restart();
    m_count->attempt = 0;
}

void Patience::refill()
{
    renew();
    m_count->spent = 0ms;
}

std::optional<std::chrono::milliseconds> Patience::next(const Failure &failure)
{
    constexpr std::chrono::milliseconds Shortest = 500ms;
    constexpr std::chrono::milliseconds Longest = 10s;
    m_count->spent += std::chrono::milliseconds(m_count->since.restart());
    const auto left = m_count->total - m_count->spent;
    if (!mayPass(failure) || left <= 0ms) {
        return std::nullopt;
    }
    std::chrono::milliseconds pause = std::min(Longest, Shortest * (1 << std::min(m_count->attempt, 5)));
    ++m_count->attempt;
    if (failure.retryAfterSeconds) {
        pause = std::max(pause, std::chrono::milliseconds(std::chrono::seconds(*failure.retryAfterSeconds)));
        if (pause > left) {
            return std::nullopt; // asking earlier than the service allows would only be refused again
        }
    }
    pause = std::min(pause, left);
    log::info(category()) << "retry" << m_count->attempt << "in" << pause << "because of" << failure;
    return pause;
}

std::chrono::milliseconds Patience::forOneRequest() const
{
    constexpr std::chrono::milliseconds Shortest = 5s;
    constexpr std::chrono::milliseconds Longest = 30s;
    return std::clamp(m_count->total - m_count->spent, Shortest, Longest);
}

} // namespace ttp::service
