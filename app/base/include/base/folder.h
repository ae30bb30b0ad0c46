// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace ttp {

/// Makes a folder, with those above it, for the owner only (mode 0700). One that is there keeps its mode: it may be the
/// home of more than this. False if it is not there afterwards.
[[nodiscard]] bool makePrivateFolder(const QString &path);

/// What could not be removed, and why.
struct NotErased {
    QString path;
    QString why; ///< a fact for support, English

    bool operator==(const NotErased &) const = default;
};

/// Removes everything in a folder for which `spare` does not say otherwise (it gets the path of each file, link and
/// folder), then the folder itself if it is empty, and makes the removal reach the disk. Symbolic links inside are removed,
/// never followed; a link in place of the folder is named and stays. Looks again after each: what is there still is named
/// by its own path. Nothing if there is no such folder. Takes as long as the disk does.
[[nodiscard]] std::vector<NotErased> eraseFolder(const QString &path,
                                                 const std::function<bool(const QString &)> &spare = {});

} // namespace ttp
