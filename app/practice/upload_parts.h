// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <memory>
#include <optional>

class QFile;

namespace ttp::practice {

/// The bytes of unfinished uploads in the data folder, one file each, so that an upload goes on after a restart. Those
/// of a finished one are removed: its digest proves them.
class UploadParts {
public:
    UploadParts() = default;
    /// `folder` may be empty: then no bytes are kept.
    explicit UploadParts(QString folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] bool areKept() const { return !m_folder.isEmpty(); }
    /// Makes the folder.
    [[nodiscard]] std::expected<void, QString> open() const;

    /// The file of one upload, ready to append to; null if bytes are not kept or the disk refuses.
    [[nodiscard]] std::shared_ptr<QFile> file(const QString &id) const;
    void remove(const QString &id) const;

    /// What arrived of an upload before the restart.
    struct Arrived {
        qint64 size = 0;
        QByteArray firstBytes;
        Sha256 digest;
    };
    [[nodiscard]] Arrived read(const QString &id, qint64 length, qsizetype firstBytes) const;

private:
    [[nodiscard]] QString path(const QString &id) const;

    QString m_folder;
};

} // namespace ttp::practice
