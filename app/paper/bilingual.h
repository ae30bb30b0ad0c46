// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"
#include "base/text.h"

#include <functional>

namespace ttp::paper {

using ttp::harmless;

/// Japanese and English of a text from outside, harmless.
[[nodiscard]] LocalizedText harmless(const LocalizedText &text);

/// The same text in both languages, harmless.
[[nodiscard]] LocalizedText same(const QString &text);

/// What `say` gives for `ja` and for `en`, harmless.
[[nodiscard]] LocalizedText inBoth(const std::function<QString(const QString &language)> &say);

/// `28,123 bytes`
[[nodiscard]] LocalizedText exactSize(qint64 bytes);

} // namespace ttp::paper
