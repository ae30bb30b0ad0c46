// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ttp {

/// Looks for what Qt's JSON reader cannot see or accepts: invalid UTF-8, a byte order mark, duplicate keys, too many
/// levels. Returns what is wrong. Grammar beyond that is left to the reader that follows.
[[nodiscard]] std::optional<QString> scanJson(const QByteArray &bytes);

} // namespace ttp
