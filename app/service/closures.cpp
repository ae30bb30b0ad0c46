// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/closures.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

constexpr std::size_t MostClosures = 3;
constexpr int JapanOffset = 9 * 60 * 60; ///< seconds; no daylight saving

struct Words {
    QString ja;
    QString en;
};

Words momentIn(const QDateTime &moment)
{
    const QString month = QLocale::c().monthName(moment.date().month());
    return {moment.toString(u"yyyy年M月d日 HH:mm"_s),
            u"%1 %2 %3"_s.arg(moment.date().day()).arg(month, moment.toString(u"yyyy, HH:mm"_s))};
}

/// `UTC`, `UTC+01:00`
QString offsetName(const QDateTime &moment)
{
    const int minutes = moment.offsetFromUtc() / 60;
    if (minutes == 0) {
        return u"UTC"_s;
    }
    return u"UTC%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+'))
        .arg(qAbs(minutes) / 60, 2, 10, QChar(u'0'))
        .arg(qAbs(minutes) % 60, 2, 10, QChar(u'0'));
}

} // namespace

std::vector<Closure> closuresAhead(const Description &description, const QDateTime &now)
{
    std::vector<Closure> ahead;
    std::ranges::copy_if(description.closures, std::back_inserter(ahead),
                         [&now](const Closure &closure) { return closure.to > now && closure.from < closure.to; });
    std::ranges::stable_sort(ahead, {}, &Closure::from);
    ahead.resize(std::min(ahead.size(), MostClosures));
    return ahead;
}

bool isClosedAt(const Closure &closure, const QDateTime &now)
{
    return closure.from <= now && now < closure.to;
}

LocalizedText whenClosed(const Closure &closure, const QTimeZone &own)
{
    const Words from = momentIn(closure.from.toOffsetFromUtc(JapanOffset));
    const Words to = momentIn(closure.to.toOffsetFromUtc(JapanOffset));
    QString ja = u"%1から%2まで（日本時間）"_s.arg(from.ja, to.ja);
    QString en = u"from %1 to %2 Japan time"_s.arg(from.en, to.en);
    const QDateTime ownFrom = closure.from.toTimeZone(own);
    const QDateTime ownTo = closure.to.toTimeZone(own);
    if (ownFrom.offsetFromUtc() != JapanOffset || ownTo.offsetFromUtc() != JapanOffset) {
        const Words here = momentIn(ownFrom);
        const Words there = momentIn(ownTo);
        ja += u"、お使いの地域の時刻では%1から%2まで（%3）"_s.arg(here.ja, there.ja, offsetName(ownFrom));
        en += u", which is %1 to %2 your time (%3)"_s.arg(here.en, there.en, offsetName(ownFrom));
    }
    return {ja, en};
}

} // namespace ttp::service
