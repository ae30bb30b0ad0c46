// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "report.h"
#include "service/applications.h"

namespace ttp::command {

/// A status of the contract in words; one that is not known here as it came.
[[nodiscard]] LocalizedText statusText(const QString &status);

/// How an application stands: number and time of receipt, `status`, `history`, `appear_by`, `requested_documents`, and
/// the same in lines.
void addStatus(const service::StatusReport &status, const QString &language, Report &report);

/// One line, and one member of `applications`.
[[nodiscard]] QString lineOf(const service::ApplicationSummary &summary, const QString &language);
[[nodiscard]] QJsonObject jsonOf(const service::ApplicationSummary &summary);

} // namespace ttp::command
