// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/privacy.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSysInfo>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::diagnostics {

namespace {

constexpr qsizetype ShortName = 4;

QStringList withoutEmpty(QStringList names)
{
    for (QString &name : names) {
        name = name.trimmed();
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

QString replaced(QString text, const QString &name, const QString &by)
{
    const QString escaped = QRegularExpression::escape(name);
    const QString pattern =
        name.size() < ShortName ? u"(?<![\\p{L}\\p{N}])"_s + escaped + u"(?![\\p{L}\\p{N}])"_s : escaped;
    return text.replace(
        QRegularExpression(pattern,
                           QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption),
        by);
}

/// Longest first: what contains another goes before it.
QStringList longestFirst(QStringList names)
{
    std::ranges::sort(names, std::ranges::greater(), &QString::size);
    return names;
}

} // namespace

Identity ownIdentity()
{
    Identity identity;
    identity.home = QDir::homePath();
    QStringList people{qEnvironmentVariable("USER"), qEnvironmentVariable("LOGNAME"), qEnvironmentVariable("USERNAME"),
                       QFileInfo(identity.home).fileName()};
#ifdef Q_OS_UNIX
    if (const passwd *entry = ::getpwuid(::geteuid())) {
        people += QString::fromLocal8Bit(entry->pw_name);
        people += QString::fromLocal8Bit(entry->pw_gecos).section(u',', 0, 0);
    }
#endif
    identity.people = withoutEmpty(people);
    const QString host = QSysInfo::machineHostName();
    identity.hosts = withoutEmpty({host, host.section(u'.', 0, 0)});
    return identity;
}

QString withoutIdentity(const QString &text, const Identity &identity)
{
    QString clean = text;
    const QString home = QDir::cleanPath(identity.home);
    if (home.size() > 1) {
        for (const QString &form : {home, QDir::toNativeSeparators(home)}) {
            clean.replace(QRegularExpression(QRegularExpression::escape(form) + u"(?![\\p{L}\\p{N}._-])"_s), u"~"_s);
        }
    }
    for (const QString &host : longestFirst(identity.hosts)) {
        if (host.compare("localhost"_L1, Qt::CaseInsensitive) != 0) {
            clean = replaced(clean, host, u"(computer)"_s);
        }
    }
    for (const QString &person : longestFirst(identity.people)) {
        clean = replaced(clean, person, u"(user)"_s);
    }
    return clean;
}

} // namespace ttp::diagnostics
