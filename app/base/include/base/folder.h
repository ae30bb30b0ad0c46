// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/localized_text.h"

#include <QString>

#include <functional>
#include <vector>

namespace ttp {

/// Makes a folder, with those above it, for the owner only (mode 0700). One that is there keeps its mode: it may be the
/// home of more than this. False if it is not there afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path);

/// What could not be removed, and why.
struct NotErased {
    QString path; ///< absolute
    LocalizedText why;
};

/// What an erasing did.
struct Erased {
    int files = 0; ///< removed: files and links
    std::vector<NotErased> left;
};

/// Removes a file or link, or a folder with everything in it, for which `spare` does not say otherwise (it gets the path of
/// each; what is spared is not named), and makes the removal reach the disk. Symbolic links are removed, never followed;
/// one that stands in place of a folder at the top is removed itself. Looks again after each: what is there still is named
/// by its own path. Nothing if there is no such name. Takes as long as the disk does.
[[nodiscard]] Erased erase(const QString &path, const std::function<bool(const QString &)> &spare = {});

} // namespace ttp
