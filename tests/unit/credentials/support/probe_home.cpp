// SPDX-License-Identifier: GPL-3.0-or-later
#include "probe_home.h"

#include "judges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace credentials_test {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QJsonObject ProbeHome::noted() const
{
    return QJsonDocument::fromJson(base_test::bytesOf(dataFolder() + u"/keychain.json"_s)).object();
}

QStringList ProbeHome::entries() const
{
    return noted().value("entries"_L1).toVariant().toStringList();
}

QStringList ProbeHome::unwanted() const
{
    return noted().value("unwanted"_L1).toVariant().toStringList();
}

QStringList ProbeHome::run(const Run &how, const QStringList &commands) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_CURRENT_DESKTOP", "DISPLAY",
                             "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}) {
        environment.remove(QString::fromLatin1(name));
    }
    environment.insert(u"HOME"_s, path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, path());
    if (how.session.isEmpty()) {
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + filePath(u"no-bus"_s));
    }
    for (const QString &variable : how.variables) {
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    const QStringList probe{QStringLiteral(SECRET_PROBE), how.keeping, dataFolder(), QString::number(how.deadline)};
    const QStringList all = how.session + probe + commands;
    process.start(all.first(), all.sliced(1));
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit) {
        qWarning("%s", process.readAllStandardError().constData());
        return {u"(exit %1)"_s.arg(process.state() == QProcess::NotRunning ? process.exitCode() : -1)};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace credentials_test
