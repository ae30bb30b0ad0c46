// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report.h"
#include "terms/consent_receipt.h"

namespace ttp::command {

/// What was checked of a consent receipt, and what it is about, to be held against what one remembers.
[[nodiscard]] Report consentReport(const terms::ConsentReceipt &receipt, const std::vector<terms::ConsentCheck> &checks,
                                   terms::SignedBy signedBy, const QString &language);

/// Reads one from a file: `ReceiptUnreadable`, `ReceiptInvalid`.
[[nodiscard]] Result<terms::ConsentReceipt> readConsentFile(const QString &path);

} // namespace ttp::command
