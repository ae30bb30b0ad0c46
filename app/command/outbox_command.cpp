// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_command.h"

#include "report.h"
#include "submission/outbox.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::command {

void OutboxCommand::start()
{
    Report report;
    const auto contents = submission::Outbox(surroundings().dataFolder).contents();
    if (!contents) {
        report.failure = contents.error();
    } else {
        QJsonArray list;
        for (const submission::OutboxEntry &entry : contents->entries) {
            list.append(QJsonObject{{u"key"_s, entry.key},
                                    {u"body_sha256"_s, QString::fromLatin1(entry.bodySha256)},
                                    {u"service_id"_s, entry.serviceId},
                                    {u"user_id"_s, entry.userId}});
            report.lines += u"%1  %2  %3  %4"_s.arg(entry.key, entry.serviceId, entry.userId,
                                                   QString::fromLatin1(entry.bodySha256));
        }
        report.more = {{u"outbox"_s, list}};
        if (!contents->unreadable.isEmpty()) {
            report.failure = Failure(FailureCode::OutboxUnusable, u"no entry: "_s + contents->unreadable.join(u", "_s));
        } else if (list.isEmpty()) {
            const LocalizedText none(u"結果の分からない送信はありません。"_s,
                                     u"There is no sending whose outcome is unknown."_s);
            report.lines += none.in(surroundings().language);
        }
    }
    Q_EMIT ended(report.print(arguments().json, surroundings()));
}

} // namespace ttp::command
