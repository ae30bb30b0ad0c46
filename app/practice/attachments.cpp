// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachments.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace ttp::practice {

std::expected<void, Refusal> checkUploads(const std::vector<form::Attachment> &attachments, const QString &userId,
                                          Uploads &uploads, FaultSwitch &faults)
{
    if (!attachments.empty() && faults.take(&Faults::forgetUpload)) {
        uploads.forget(userId, attachments.front().sha256);
    }
    QStringList missing;
    QJsonArray wrongType;
    for (size_t i = 0; i < attachments.size(); ++i) {
        const form::Attachment &attachment = attachments[i];
        const auto upload = uploads.find(userId, attachment.sha256);
        const QString pointer = u"/attachments/%1"_s.arg(i);
        if (!upload) {
            missing.append(QString::fromLatin1(attachment.sha256));
        } else if (upload->size != attachment.size) {
            return refused(u"malformed-request"_s, pointer + u"/size: is not that of these bytes"_s);
        } else if (upload->mediaType != attachment.mediaType.toUtf8()) {
            wrongType.append(toErrorJson({attachment.field, u"media-type"_s, pointer, {}}));
        }
    }
    if (!missing.isEmpty()) {
        missing.removeDuplicates();
        return refusedWith(u"upload-missing"_s, u"missing"_s, QJsonArray::fromStringList(missing));
    }
    if (!wrongType.isEmpty()) {
        return refusedWith(u"unsupported-media-type"_s, u"errors"_s, wrongType);
    }
    if (!attachments.empty() && faults.take(&Faults::malware)) {
        uploads.forget(userId, attachments.front().sha256);
        const Problem found{attachments.front().field, u"unreadable"_s, u"/attachments/0"_s, {}};
        return refusedWith(u"malware-detected"_s, u"errors"_s, QJsonArray{toErrorJson(found)});
    }
    return {};
}

} // namespace ttp::practice
