// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

namespace ttp::form {

/// The answer of the first field outside of groups that this element of the passport fills; empty if there is none.
[[nodiscard]] QString passportAnswer(const Definition &definition, const Answers &answers, MrzElement element);

/// The applicant's name as it was typed: in full, else the surname before the given names; empty before it is there.
[[nodiscard]] QString applicantName(const Definition &definition, const Answers &answers);

} // namespace ttp::form
