// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

namespace ttp::form {

/// What is stored for a text that was typed: trimmed, LF, NFC, width and case as the field's character set wants them
/// (a Latin name becomes half-width upper case; digits, codes and telephone numbers lose blanks and hyphens). A date
/// may be typed as people and offices write it (`readDate` of form/typed_date.h) and becomes ISO; `DEU` becomes `D`.
/// Never loses a letter: what cannot be converted stays, and the check names it. Kanji are never folded.
[[nodiscard]] QString normalizeText(const Field &field, const QString &typed);

/// The answers as they are sent: every text normalized, hidden and empty fields left out, also in groups; so are
/// entries that show nothing. What the form does not know stays, so that `check` names it. Doing it twice changes
/// nothing.
[[nodiscard]] Answers prepareForSending(const Definition &definition, const Answers &answers,
                                        const std::vector<Attachment> &attachments);

/// The files as they are sent: those of hidden document fields left out, the others in the order they were given in.
[[nodiscard]] std::vector<Attachment> attachmentsForSending(const Definition &definition, const Answers &answers,
                                                            const std::vector<Attachment> &attachments);

} // namespace ttp::form
