// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "form/answers.h"
#include "form/definition.h"
#include "service/sessions.h"

#include <optional>

namespace ttp::submission {

/// Nobody applies as somebody else (clause 3(6) of the terms): compares the answers of the fields whose `mrz` is surname
/// and given_names (in either order) or full_name, and birth_date, with the account's holder. `OtherPerson` if they
/// differ; no check without a holder, or without an answer to compare.
[[nodiscard]] Result<void> checkHolder(const form::Definition &definition, const form::Answers &answers,
                                       const std::optional<service::Session::Holder> &holder);

} // namespace ttp::submission
