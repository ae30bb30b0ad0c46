// SPDX-License-Identifier: GPL-3.0-or-later
#include "acknowledgement.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace ttp::practice {

QByteArray acknowledge(const Received &received, const QString &serviceId, const ReceiptKey &key)
{
    QJsonArray attachments;
    for (const form::Attachment &attachment : received.attachments) {
        attachments.append(QJsonObject{{u"field"_s, attachment.field},
                                       {u"size"_s, attachment.size},
                                       {u"sha256"_s, QString::fromLatin1(attachment.sha256)}});
    }
    QJsonObject acknowledgement{{u"application_number"_s, received.number},
                                {u"received_at"_s, formatTimestamp(received.at)},
                                {u"body_sha256"_s, QString::fromLatin1(received.bodySha256)},
                                {u"attachments"_s, attachments}};
    QJsonObject payload = acknowledgement;
    payload.insert(u"service_id"_s, serviceId);
    payload.insert(u"kind"_s, u"practice"_s);
    payload.insert(u"terms_version"_s, received.termsVersion);
    acknowledgement.insert(u"receipt"_s, key.sign(payload));
    return toCompactJson(acknowledgement);
}

} // namespace ttp::practice
