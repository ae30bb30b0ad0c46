// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QSize>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QGuiApplication;
class QObject;

namespace ttp::diagnostics {

struct Versions {
    QString program;
    QString qtBuilt; ///< the headers that it was built with
    QString qtRunning;
    QString openSslBuilt;
    QString openSslRunning;
    QString system; ///< `Debian GNU/Linux 12 (bookworm)`
    QString kernel;
    QString processor;
};
[[nodiscard]] Versions lookAtVersions();

/// A library that is in the memory of this process.
struct LoadedFile {
    QString path; ///< as the file system has it, links followed
    quint64 device = 0;
    quint64 inode = 0;

    [[nodiscard]] bool isSameFile(const LoadedFile &other) const
    {
        return device == other.device && inode == other.inode;
    }
};

/// Which OpenSSL this program calls, and which Qt does: two in one process have two sets of settings, of trusted
/// certificates and of random numbers, and only one of them has been looked at.
struct Libraries {
    bool canLook = false;             ///< the system tells which libraries a process has (Linux, BSD)
    std::vector<LoadedFile> ssl;      ///< every file that is called libssl…, each once
    std::vector<LoadedFile> crypto;   ///< every file that is called libcrypto…
    std::optional<LoadedFile> ours;   ///< the libcrypto that this program's own calls reach
    std::optional<LoadedFile> plugin; ///< Qt's TLS plugin
    QString qtVersion;                ///< of the OpenSSL that Qt calls, in its own words
    QString ownVersion;
};
/// Lets Qt load its TLS library first, as a connection would.
[[nodiscard]] Libraries lookAtLibraries();

struct Tls {
    bool supported = false;
    QStringList backends;
    QString active;
    bool hasTls12 = false;
    bool hasTls13 = false;
};
[[nodiscard]] Tls lookAtTls();

/// What can be seen on the screen.
struct Appearance {
    QString failure;  ///< no window can be opened, and the system's words for it; empty: it can
    QString platform; ///< Qt's plugin: `xcb`, `wayland`, `windows`, …
    struct Screen {
        QSize size; ///< what windows may use, device-independent pixels
        double scale = 1;
        double dpi = 96;
    };
    QList<Screen> screens;     ///< the main one first
    QStringList japaneseFonts; ///< families
    QString font;              ///< of the application
};
/// Of this process; on its main thread.
[[nodiscard]] Appearance lookAtAppearance();
[[nodiscard]] QJsonObject toJson(const Appearance &appearance);
[[nodiscard]] Appearance readAppearance(const QJsonObject &json);
/// For a process without a screen: starts `program doctor --probe-screen`, which ends by a crash if no window can be opened,
/// and asks once more for the fonts without a screen then.
void probeAppearance(const QString &program, QObject *context, std::function<void(Appearance)> then);

struct DataFolder {
    QString path;
    bool isThere = false;
    QString unwritable;    ///< why nothing can be written there, for support; empty: it can
    qint64 freeBytes = -1; ///< -1: not known
    QStringList tooOpen;   ///< names in it that others can look into
};
/// Writes and removes a small file if the folder is there; does not make one. Blocks: disk.
[[nodiscard]] DataFolder lookAtDataFolder(const QString &path);

} // namespace ttp::diagnostics
