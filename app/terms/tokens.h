// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace ttp::terms {

/// Cuts a text into what is compared: words of Latin letters and digits, else single characters as they are seen (a
/// letter with its marks, a surrogate pair). Joined they are the text.
[[nodiscard]] QStringList tokens(const QString &text);

} // namespace ttp::terms
