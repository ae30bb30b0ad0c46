// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/report.h"

#include <QByteArray>

#include <expected>

namespace ttp::diagnostics {

/// The report as a zip archive for the help desk: `report.txt` (Japanese, then English) and `report.json`, nothing else; no
/// comment, no attributes, and the time of the report as that of both. The report must have been put through
/// `withoutIdentity`, as `examine` does. The error is a fact for support.
[[nodiscard]] std::expected<QByteArray, QString> helpDeskArchive(const Report &report);

/// A name for the file: `ttp-apply-20261126-0215.zip`.
[[nodiscard]] QString archiveName(const Report &report);

} // namespace ttp::diagnostics
