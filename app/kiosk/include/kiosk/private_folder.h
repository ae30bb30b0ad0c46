// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>

#include <expected>
#include <memory>
#include <vector>

class QLockFile;

namespace ttp::kiosk {

/// The one place where a session's process may write: a folder of its own (0700), in a memory file system if there is one.
/// Home, temporary files, settings, caches and lists of recent files are all led there.
class PrivateFolder {
public:
    /// Makes `ttp-apply-kiosk-…` in the first of `places` where that is possible, and removes what a kiosk of the same user
    /// left there that was killed or lost its power. The error says why, for support.
    [[nodiscard]] static std::expected<std::unique_ptr<PrivateFolder>, QString> make(const QStringList &places);
    /// $XDG_RUNTIME_DIR and /dev/shm where they are in memory, at last the system's folder for temporary files.
    [[nodiscard]] static QStringList usualPlaces();
    ~PrivateFolder(); ///< removes it
    PrivateFolder(const PrivateFolder &) = delete;
    PrivateFolder &operator=(const PrivateFolder &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Whether it is in a memory file system; else what was written there may be found on the disk after its removal.
    [[nodiscard]] bool isInMemory() const;

    /// Fresh folders for one session. False if they cannot be made.
    [[nodiscard]] bool prepare();
    /// The environment of a session's process: `base` with every place led here.
    [[nodiscard]] QProcessEnvironment environment(QProcessEnvironment base) const;
    /// Removes what the session left. Symbolic links are removed, never followed.
    void clear();
    [[nodiscard]] bool isClean() const;

private:
    PrivateFolder(QString path, std::unique_ptr<QLockFile> lock);
    [[nodiscard]] QString sessionPath() const { return m_path + QStringLiteral("/session"); }

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

/// What is in these folders, by name, size and time: two equal prints mean that nothing was written there meanwhile.
/// Folders that are not there count as empty.
[[nodiscard]] QByteArray fingerprint(const QStringList &folders);

} // namespace ttp::kiosk
