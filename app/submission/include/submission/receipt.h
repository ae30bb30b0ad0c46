// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/signature.h"
#include "service/applications.h"
#include "service/description.h"
#include "service/profile.h"
#include "submission/manifest.h"

#include <QJsonObject>

#include <vector>

namespace ttp::submission {

/// By whose key a receipt is proved.
enum class ProvedBy { Nobody, AnnouncedKey, PinnedKey };

/// `pinned by the profile`, `only announced by the service itself`.
[[nodiscard]] LocalizedText describe(ProvedBy provedBy);

/// One thing that was compared.
struct Check {
    QString what;        ///< stable: `body`, `attachment 0`, `application_number`, `signature`, …
    LocalizedText says;  ///< for the person
    bool holds = false;
    ProvedBy by = ProvedBy::Nobody; ///< of `signature` only
    bool isMember = false; ///< a member that was signed otherwise than it stands in the receipt; `what` is its name
};

/// Everything that a receipt is made of. The proof of what was sent, to be kept.
struct Receipt {
    QString serviceId;
    service::Kind kind = service::Kind::Practice;
    QString baseUrl;
    KeySet announcedKeys;
    QByteArray body; ///< the exact bytes that were sent
    service::Acknowledgement acknowledgement;

    /// The receipt file of the command line, format 1.
    [[nodiscard]] QByteArray toJson() const;
};

/// Largest receipt file.
inline constexpr qint64 MaxReceiptBytes = 32 * 1024 * 1024;

/// Reads a receipt file strictly; `ReceiptInvalid` names the path of the error.
[[nodiscard]] Result<Receipt> readReceipt(const QByteArray &json);

/// Compares the acknowledgement with the body digest by digest, and verifies the signature: by `pinned` first, else by
/// the announced keys. A genuine signature over other content is no proof; each member that differs is a check of its
/// own then, before `signature`, which is the last. Needs no network.
[[nodiscard]] std::vector<Check> verify(const Receipt &receipt, const KeySet &pinned);

/// True if everything holds.
[[nodiscard]] bool allHold(const std::vector<Check> &checks);

/// What a sending has to know about its acknowledgement: `AcknowledgementMismatch` if a digest differs,
/// `AcknowledgementUnsigned` if no key verifies it, or if the profile has keys and none of them does.
[[nodiscard]] Result<ProvedBy> judge(const Receipt &receipt, const KeySet &pinned);

/// The same of a sending whose body is not kept: what the receipt names as its body is not looked at, only its digest. The
/// digest covers the attachments, since the body names theirs.
[[nodiscard]] Result<ProvedBy> judgeByDigest(const Receipt &receipt, const QByteArray &bodySha256, const KeySet &pinned);

} // namespace ttp::submission
