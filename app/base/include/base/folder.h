// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ttp {

/// Makes a folder, with those above it, for the owner only (mode 0700). One that is there keeps its mode: it may be the
/// home of more than this. False if it is not there afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path);

} // namespace ttp
