// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryFile>

namespace ttp::vault {

/// A file in the making, 0600, beside the one that it will replace in one step; for places outside of the vault, which
/// belong to the person. Without `replace` it ends without a trace (a kill leaves it beside the other).
class NewFileBeside {
public:
    explicit NewFileBeside(QString path) : m_path(std::move(path)), m_file(m_path + QLatin1StringView(".XXXXXX")) {}

    /// False if there is a folder or a device of that name, or no file can be made.
    [[nodiscard]] bool open();
    [[nodiscard]] QIODevice &device() { return m_file; }
    /// Synced, renamed (a link of that name is replaced itself), and the folder synced.
    [[nodiscard]] bool replace();

private:
    QString m_path;
    QTemporaryFile m_file;
};

} // namespace ttp::vault
