// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/check.h"

namespace ttp::form {

/// What of the answers of an earlier application can be taken over into a step: for the fields that are shown and have no
/// answer yet, the answers that the rules take today. Files, statements, and what is answered with yes or no are asked
/// anew each time: a person declares them, nobody else. Taken together with `now` they open the fields that
/// depend on them, whose answers are in it, too. `now` is what would be sent (`prepareForSending`).
[[nodiscard]] Answers earlierAnswers(const Definition &definition, const Step &step, const Answers &now,
                                     const std::vector<Attachment> &attachments, const Answers &earlier,
                                     const CheckContext &context);

} // namespace ttp::form
