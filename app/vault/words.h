// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QStringList>

namespace ttp::vault {

/// The 2 048 words of hand-over codes, sorted (`resources/words/words.txt`).
[[nodiscard]] const QStringList &codeWords();

/// What counts of a code that was typed: of six words of the list, these with one blank between them; else all of it.
[[nodiscard]] Secret normalCode(const Secret &typed);

} // namespace ttp::vault
