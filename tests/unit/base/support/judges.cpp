// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace base_test {

QByteArray outputOf(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit;
    return ended && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray("(failed)");
}

QByteArray sha256sum(const QByteArray &bytes)
{
    return outputOf(u"sha256sum"_s, {}, bytes).left(64);
}

QByteArray opensslSha256Base64(const QByteArray &bytes)
{
    const QByteArray digest = outputOf(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-binary"_s}, bytes);
    return outputOf(u"openssl"_s, {u"base64"_s, u"-A"_s}, digest).trimmed();
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qUtf8Printable(path));
    }
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace base_test
