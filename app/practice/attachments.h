// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault_switch.h"
#include "uploads.h"

namespace ttp::practice {

/// Every attachment must be a finished upload of the user with this size and type: `upload-missing` names all that are
/// not there, `unsupported-media-type` all whose bytes are something else,
/// `malware-detected` what the fault found.
[[nodiscard]] std::expected<void, Refusal> checkUploads(const std::vector<form::Attachment> &attachments,
                                                        const QString &userId, Uploads &uploads, FaultSwitch &faults);

} // namespace ttp::practice
