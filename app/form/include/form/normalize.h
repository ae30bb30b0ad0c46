// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

namespace ttp::form {

/// What is stored for a text that was typed: trimmed, LF, NFC, width and case as the field's character set wants them
/// (a Latin name becomes half-width upper case, digits lose blanks and hyphens). Never loses a letter: what cannot be
/// converted stays, and the check names it.
[[nodiscard]] QString normalizeText(const Field &field, const QString &typed);

/// The answers as they are sent: every text normalized, hidden and empty fields left out, also in groups.
[[nodiscard]] Answers prepareForSending(const Definition &definition, const Answers &answers,
                                        const std::vector<Attachment> &attachments);

} // namespace ttp::form
