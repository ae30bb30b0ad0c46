// SPDX-License-Identifier: GPL-3.0-or-later
// Versions, and which files of OpenSSL are in this process.

#include "diagnostics/facts.h"

#include <QSslSocket>
#include <QSysInfo>

#include <openssl/crypto.h>
#include <openssl/ssl.h>

#ifdef Q_OS_LINUX
#include <QFile>
#include <QFileInfo>
#include <dlfcn.h>
#include <link.h>
#include <sys/stat.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

Versions lookAtVersions()
{
    Versions versions;
    versions.program = u"" TTP_VERSION ""_s;
    versions.qtBuilt = QStringLiteral(QT_VERSION_STR);
    versions.qtRunning = QString::fromLatin1(qVersion());
    versions.openSslBuilt = QString::fromLatin1(OPENSSL_VERSION_STR);
    versions.openSslRunning = QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING));
    versions.system = QSysInfo::prettyProductName();
    versions.kernel = QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion();
    versions.processor = QSysInfo::currentCpuArchitecture();
    return versions;
}

#ifdef Q_OS_LINUX

namespace {

std::optional<LoadedFile> fileAt(const QString &path)
{
    struct stat status{};
    const QString real = QFileInfo(path).canonicalFilePath();
    if (real.isEmpty() || ::stat(QFile::encodeName(real).constData(), &status) != 0) {
        return std::nullopt;
    }
    return LoadedFile{real, status.st_dev, status.st_ino};
}

void addOnce(std::vector<LoadedFile> &files, const QString &path)
{
    const auto file = fileAt(path);
    if (file && std::ranges::none_of(files, [&file](const LoadedFile &one) { return one.isSameFile(*file); })) {
        files.push_back(*file);
    }
}

int noteOne(dl_phdr_info *info, size_t, void *paths)
{
    if (info->dlpi_name && *info->dlpi_name) {
        *static_cast<QStringList *>(paths) += QFile::decodeName(info->dlpi_name);
    }
    return 0;
}

} // namespace

Libraries lookAtLibraries()
{
    Libraries libraries;
    libraries.canLook = true;
    libraries.qtVersion = QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString() : QString();
    libraries.ownVersion = QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION));
    QStringList paths;
    dl_iterate_phdr(noteOne, &paths);
    for (const QString &path : std::as_const(paths)) {
        const QString name = QFileInfo(path).fileName();
        if (name.startsWith("libssl"_L1)) {
            addOnce(libraries.ssl, path);
        } else if (name.startsWith("libcrypto"_L1)) {
            addOnce(libraries.crypto, path);
        } else if (name.contains("opensslbackend"_L1)) {
            libraries.plugin = fileAt(path);
        }
    }
    Dl_info where{};
    if (::dladdr(reinterpret_cast<const void *>(&OpenSSL_version), &where) != 0 && where.dli_fname) {
        libraries.ours = fileAt(QFile::decodeName(where.dli_fname));
    }
    return libraries;
}

#else

Libraries lookAtLibraries()
{
    Libraries libraries;
    libraries.qtVersion = QSslSocket::supportsSsl() ? QSslSocket::sslLibraryVersionString() : QString();
    libraries.ownVersion = QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION));
    return libraries;
}

#endif

Tls lookAtTls()
{
    Tls tls;
    tls.supported = QSslSocket::supportsSsl();
    tls.backends = QSslSocket::availableBackends();
    tls.active = QSslSocket::activeBackend();
    const auto protocols = QSslSocket::supportedProtocols();
    tls.hasTls12 = protocols.contains(QSsl::TlsV1_2);
    tls.hasTls13 = protocols.contains(QSsl::TlsV1_3);
    return tls;
}

} // namespace ttp::diagnostics
