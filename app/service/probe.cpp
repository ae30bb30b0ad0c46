// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/probe.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ttp::service {

namespace {

/// The form in which every sender must write it: `Sun, 06 Nov 1994 08:49:37 GMT`.
std::optional<QDateTime> readDate(const QByteArray &header)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace

Result<Probed> ProbeService::read(const Answer &answer) const
{
    auto description = DescribeService().read(answer);
    if (!description) {
        return failed(std::move(description.error()));
    }
    return Probed{*std::move(description), answer.certificateUntil, readDate(answer.header("date"))};
}

} // namespace ttp::service
