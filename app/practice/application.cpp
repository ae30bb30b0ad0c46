// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

bool Application::isGivenUp() const
{
    return status() == "withdrawn"_L1 || status() == "lapsed"_L1;
}

QJsonObject summaryJson(const Application &application)
{
    return {{u"application_number"_s, application.number},
            {u"status"_s, application.status()},
            {u"received_at"_s, formatTimestamp(application.receivedAt)},
            {u"body_sha256"_s, QString::fromLatin1(application.bodySha256)}};
}

QJsonObject statusJson(const Application &application)
{
    QJsonObject status = summaryJson(application);
    QJsonArray history;
    for (const StatusEvent &event : application.history) {
        history.append(QJsonObject{
            {u"status"_s, event.status}, {u"at"_s, formatTimestamp(event.at)}, {u"note"_s, event.note.toJson()}});
    }
    status.insert(u"history"_s, history);
    QJsonArray requested;
    for (const RequestedDocument &document : application.requested) {
        requested.append(QJsonObject{{u"field"_s, document.field},
                                     {u"message"_s, document.message.toJson()},
                                     {u"due"_s, document.due.toString(Qt::ISODate)}});
    }
    if (!requested.isEmpty()) {
        status.insert(u"requested_documents"_s, requested);
    }
    if (application.appearBy.isValid()) {
        status.insert(u"appear_by"_s, application.appearBy.toString(Qt::ISODate));
    }
    return status;
}

} // namespace ttp::practice
