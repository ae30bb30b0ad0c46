// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace ttp::kiosk {

/// The one folder of a shared machine that a person may see (a USB stick), and what lies below it. No way leads out:
/// names are taken one by one, symbolic links, hidden and special files are not there.
class AllowedFolder {
public:
    /// Empty: there is no such folder.
    explicit AllowedFolder(QString path) : m_path(std::move(path)) {}

    struct Entry {
        QString name;
        bool isFolder = false;
        qint64 size = 0; ///< bytes
        QDateTime changed;
    };
    /// Folders first, by name. Nothing if the folder cannot be read (a stick that was pulled out). `way` names the folders
    /// from the allowed one down.
    [[nodiscard]] std::optional<std::vector<Entry>> list(const QStringList &way) const;
    /// The path of a regular file there; nothing if it is none, or if the way to it leads out.
    [[nodiscard]] std::optional<QString> fileIn(const QStringList &way, const QString &name) const;
    /// The path for a new file there; nothing if the folder is not there or something of that name is no regular file.
    [[nodiscard]] std::optional<QString> placeIn(const QStringList &way, const QString &name) const;

private:
    QString m_path;
};

} // namespace ttp::kiosk
