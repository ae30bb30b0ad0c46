// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault_switch.h"

#include "base/file.h"
#include "base/json.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace ttp::practice {

namespace {

constexpr qint64 MaxControlBytes = 64 * 1024;

bool isAt(const QString &wanted, const Call &call)
{
    if (wanted.isEmpty()) {
        return true;
    }
    const qsizetype blank = wanted.indexOf(u' ');
    const QStringList pattern = wanted.sliced(blank + 1).split(u'/').sliced(1);
    return wanted.first(std::max<qsizetype>(blank, 0)) == QString::fromLatin1(call.method)
        && std::equal(pattern.begin(), pattern.end(), call.path.begin(), call.path.end(),
                      [](const QString &one, const QString &given) { return one == given || one == "*"_L1; });
}

bool takeAt(Faults::Times &times, const Call &call)
{
    if (times.left == 0 || !isAt(times.at, call)) {
        return false;
    }
    --times.left;
    return true;
}

/// RFC 9110 section 5.6.7.
QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT";
}

Refusal waiting(const QString &code, int seconds, bool asDate, const QDateTime &now)
{
    Refusal refusal(code);
    refusal.members.insert(u"retry_after"_s, seconds);
    if (asDate) {
        refusal.headers.emplace_back("Retry-After", httpDate(now.addSecs(seconds)));
    }
    return refusal;
}

Answer gatewayPage()
{
    return Answer::bytes(502, "text/html; charset=utf-8",
                         "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>"
                         "<body><h1>Bad Gateway</h1></body></html>\n");
}

} // namespace

FaultSwitch::FaultSwitch(const Faults &faults, QString controlFile, Complain complain,
                         std::shared_ptr<const Clock> clock)
    : m_controlFile(std::move(controlFile)),
      m_complain(std::move(complain)),
      m_clock(std::move(clock)),
      m_faults(faults)
{
    const std::lock_guard lock(m_mutex);
    readControlFile();
}

/// The whole file is compared, since two changes may fall into one tick of the file system's clock.
void FaultSwitch::readControlFile()
{
    if (m_controlFile.isEmpty() || !QFileInfo::exists(m_controlFile)) {
        return;
    }
    const auto bytes = readFile(m_controlFile, MaxControlBytes);
    const QByteArray now = bytes.value_or(QByteArray());
    if (m_control == now) {
        return;
    }
    m_control = now;
    auto faults = bytes ? Faults::read(now) : failed(FailureCode::UsageUnknown, bytes.error());
    if (faults) {
        m_faults = std::move(*faults);
    } else if (m_complain) {
        m_complain(u"%1: %2"_s.arg(QFileInfo(m_controlFile).fileName(), faults.error().facts));
    }
}

void FaultSwitch::prepare(Call &call)
{
    const std::lock_guard lock(m_mutex);
    readControlFile();
    call.newTerms = m_faults.termsOutdated;
    call.newForm = m_faults.formOutdated;
    const auto &closed = m_faults.maintenance;
    const QDateTime now = m_clock->utcNow();
    if (closed && (!closed->until.isValid() || now < closed->until)) {
        const QDateTime from = closed->from.isValid() ? closed->from : now;
        const QDateTime until =
            closed->until.isValid() ? closed->until : std::max(from, now).addSecs(closed->retryAfter.seconds);
        call.closures.append(QJsonObject{
            {u"from"_s, formatTimestamp(from)},
            {u"to"_s, formatTimestamp(until)},
            {u"message"_s,
             LocalizedText(u"保守のため停止します（練習）。"_s, u"Closed for maintenance (practice)."_s).toJson()}});
    }
}

std::optional<Refusal> FaultSwitch::maintenance() const
{
    const auto &closed = m_faults.maintenance;
    const QDateTime now = m_clock->utcNow();
    const bool isClosed =
        closed && (!closed->from.isValid() || closed->from <= now) && (!closed->until.isValid() || now < closed->until);
    if (!isClosed) {
        return std::nullopt;
    }
    // Rounded up, so that whoever waits as long as told finds the service open.
    const int seconds =
        closed->until.isValid() ? int((now.msecsTo(closed->until) + 999) / 1000) : closed->retryAfter.seconds;
    Refusal refusal = waiting(u"maintenance"_s, seconds, closed->retryAfter.asDate, now);
    refusal.members.insert(u"until"_s, formatTimestamp(now.addMSecs(qint64(seconds) * 1000)));
    return refusal;
}

std::optional<Outcome> FaultSwitch::intercept(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    if (takeAt(m_faults.html502, call)) {
        return gatewayPage();
    }
    if (call.path != QStringList{u"service"_s}) { // which says when it is open again
        if (auto closed = maintenance()) {
            return std::unexpected(std::move(*closed));
        }
    }
    if (takeAt(m_faults.tooManyRequests, call)) {
        const auto &[seconds, asDate] = m_faults.tooManyRetryAfter;
        return std::unexpected(waiting(u"too-many-requests"_s, seconds, asDate, m_clock->utcNow()));
    }
    return std::nullopt;
}

bool FaultSwitch::takeExpiredSession(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    return takeAt(m_faults.expireSession, call);
}

void FaultSwitch::waitBeforeAnswer()
{
    std::unique_lock lock(m_mutex);
    if (m_faults.slowMilliseconds > 0) {
        m_changed.wait_for(lock, std::chrono::milliseconds(m_faults.slowMilliseconds), [this] { return m_ended; });
    }
}

bool FaultSwitch::take(int Faults::*times)
{
    const std::lock_guard lock(m_mutex);
    if (m_faults.*times == 0) {
        return false;
    }
    --(m_faults.*times);
    return true;
}

Faults::CorruptAck FaultSwitch::corruptAck() const
{
    const std::lock_guard lock(m_mutex);
    return m_faults.corruptAck;
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
