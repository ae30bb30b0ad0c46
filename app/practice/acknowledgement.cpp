// SPDX-License-Identifier: GPL-3.0-or-later
#include "acknowledgement.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/signature.h"

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

QByteArray corrupted(const QByteArray &acknowledgement, Faults::CorruptAck how, const ReceiptKey &key)
{
    if (how == Faults::CorruptAck::No) {
        return acknowledgement;
    }
    QJsonObject told = parseJsonObject(acknowledgement).value_or(QJsonObject());
    QString receipt = told.take(u"receipt"_s).toString();
    if (how == Faults::CorruptAck::Signature) {
        // The first character of the signature: all of its six bits count.
        QChar &first = receipt[receipt.lastIndexOf(u'.') + 1];
        first = first == u'A' ? u'B' : u'A';
    } else {
        const auto signature = Signature::parse(receipt);
        QJsonObject payload = signature ? signature->payloadObject().value_or(QJsonObject()) : QJsonObject();
        if (how == Faults::CorruptAck::Digest) {
            told[u"body_sha256"_s] = QString::fromLatin1(sha256Hex(acknowledgement));
        } else {
            QJsonArray attachments = told[u"attachments"_s].toArray();
            if (!attachments.isEmpty()) {
                attachments.removeLast();
            }
            told[u"attachments"_s] = attachments;
        }
        for (auto it = told.begin(); it != told.end(); ++it) {
            payload[it.key()] = it.value();
        }
        receipt = key.sign(payload);
    }
    told[u"receipt"_s] = receipt;
    return toCompactJson(told);
}

} // namespace ttp::practice
