// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "paper/receipt_paper.h"

namespace ttp::paper {

/// One section a visible step, in the order of the form: visible fields only, groups entry by entry, documents by name
/// and size.
[[nodiscard]] std::vector<Section> answerSections(const form::Definition &definition, const form::Answers &answers,
                                                  const std::vector<form::Attachment> &files);

} // namespace ttp::paper
