// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace ttp::practice {

/// Makes a folder that only its owner may enter (0700), or takes such a one that is there already. One that others may
/// enter is refused rather than changed.
[[nodiscard]] std::expected<void, QString> makePrivateFolder(const QString &path);

} // namespace ttp::practice
