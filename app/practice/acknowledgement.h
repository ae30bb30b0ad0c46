// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/faults.h"
#include "receipt_key.h"

#include "form/answers.h"

#include <QDateTime>

#include <vector>

namespace ttp::practice {

/// What an acknowledgement says.
struct Received {
    QString number;
    QDateTime at;
    QByteArray bodySha256;
    std::vector<form::Attachment> attachments;
    QString termsVersion; ///< of the application
};

/// The bytes of an `Acknowledgement` of the contract, signed.
[[nodiscard]] QByteArray acknowledge(const Received &received, const QString &serviceId, const ReceiptKey &key);

/// An acknowledgement with a fault: a digest that is not that of the body, the last attachment missing (both signed as
/// if they were true), or a signature that does not fit.
[[nodiscard]] QByteArray corrupted(const QByteArray &acknowledgement, Faults::CorruptAck how, const ReceiptKey &key);

} // namespace ttp::practice
