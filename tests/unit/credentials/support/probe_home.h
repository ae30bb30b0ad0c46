// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

namespace credentials_test {

[[nodiscard]] QString hex(const QByteArray &bytes);

/// A home of its own for the probe, which works commands off one after another (probe/secret_probe.cpp).
class ProbeHome {
public:
    struct Run {
        QStringList session;             ///< stands before the probe; empty: no D-Bus at all
        int deadline = 5000;             ///< milliseconds
        QString keeping = QStringLiteral("keychain"); ///< or `session`, `refused`
        QStringList variables = {};      ///< `NAME=VALUE`
    };

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString dataFolder() const { return filePath(QStringLiteral("data")); }
    /// `keychain.json`.
    [[nodiscard]] QJsonObject noted() const;
    /// Entries that are noted; those of them that are not wanted.
    [[nodiscard]] QStringList entries() const;
    [[nodiscard]] QStringList unwanted() const;

    /// Runs the probe in a session of its own; its lines, or `(exit CODE)`.
    [[nodiscard]] QStringList run(const Run &how, const QStringList &commands) const;

private:
    QTemporaryDir m_folder;
};

} // namespace credentials_test
