// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_switch.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr int MaxSlowMilliseconds = 10 * 60 * 1000;
constexpr int MaxDroppedAnswers = 1000;

std::expected<int, QString> readCount(const QString &name, const QString &value, int most)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < 0 || number > most || value.startsWith(u'+')) {
        return std::unexpected(u"%1 takes a whole number from 0 to %2"_s.arg(name).arg(most));
    }
    return number;
}

} // namespace

Result<void> Faults::set(const QString &fault)
{
    const qsizetype split = fault.indexOf(u'=');
    const QString name = split < 0 ? fault : fault.first(split);
    const QString value = split < 0 ? QString() : fault.sliced(split + 1);
    const bool isSlow = name == "slow"_L1;
    if (!isSlow && name != "drop-answer"_L1) {
        return failed(FailureCode::UsageUnknown, u"unknown fault %1; known are slow=MS and drop-answer=N"_s.arg(name));
    }
    const auto number = readCount(name, value, isSlow ? MaxSlowMilliseconds : MaxDroppedAnswers);
    if (!number) {
        return failed(FailureCode::UsageUnknown, number.error());
    }
    (isSlow ? slowMilliseconds : dropAnswers) = *number;
    return {};
}

FaultSwitch::FaultSwitch(const Faults &faults) : m_slow(faults.slowMilliseconds), m_dropsLeft(faults.dropAnswers) {}

void FaultSwitch::waitBeforeAnswer()
{
    if (m_slow.count() > 0) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, m_slow, [this] { return m_ended; });
    }
}

bool FaultSwitch::takeDroppedAnswer()
{
    const std::lock_guard lock(m_mutex);
    if (m_dropsLeft == 0) {
        return false;
    }
    --m_dropsLeft;
    return true;
}

void FaultSwitch::endWaiting()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

} // namespace ttp::practice
