// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "form/answers.h"
#include "form/definition.h"

#include <vector>

namespace ttp::fuzz {

/// What holds of every legal form with any answers and files: nothing crashes, what is prepared stays prepared, what is
/// hidden is neither checked nor sent, what is accepted survives being sent, kept and taken over.
void checkFilling(const form::Definition &definition, const form::Answers &answers,
                  const std::vector<form::Attachment> &files);

/// The rules accept these answers and files.
void expectAccepted(const form::Definition &definition, const form::Answers &answers,
                    const std::vector<form::Attachment> &files);

} // namespace ttp::fuzz
