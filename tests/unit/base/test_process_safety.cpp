// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process_safety.h"

#include "base/secret.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

/// What this program does when the test calls it as `--die`: has something secret and something open in its memory, and crashes.
int die(bool safely)
{
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_CORE, &unlimited) != 0) {
        return 3;
    }
    if (safely && !refuseCoreFiles()) {
        return 4;
    }
    std::string open = "eulav-nepo";
    std::string hidden = "eulav-terces"; // backwards, so that the program's own constants are not what is found
    std::reverse(open.begin(), open.end());
    std::reverse(hidden.begin(), hidden.end());
    const Secret secret = Secret::copyOf(hidden);
    std::fill(hidden.begin(), hidden.end(), char(0));
    std::puts(open.size() + std::size_t(secret.reveal().size()) == 22 ? "alive" : "?");
    std::fflush(stdout);
    std::abort();
}

/// The state of this process after `refuseCoreFiles`, for a parent that did not call it.
int tell()
{
    refuseCoreFiles();
    for (const char *name : {"/proc/self/limits", "/proc/self/coredump_filter"}) {
        QFile file(QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly)) {
            return 3;
        }
        std::fputs(file.readAll().constData(), stdout);
    }
    hideFromOtherProcesses();
    std::printf("dumpable %d\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
    return 0;
}

QByteArray coreIn(const QString &folder)
{
    const QStringList files = QDir(folder).entryList(QDir::Files);
    QFile core(files.isEmpty() ? QString() : folder + u'/' + files.first());
    return core.open(QIODevice::ReadOnly) ? core.readAll() : QByteArray();
}

/// Dies in a folder of its own, and returns what it left there.
QByteArray leftBehind(const QString &how)
{
    const QTemporaryDir folder;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(QCoreApplication::applicationFilePath(), {how});
    if (!process.waitForFinished() || process.exitStatus() != QProcess::CrashExit
        || process.readAllStandardOutput() != "alive\n") {
        return "did not die as it should";
    }
    return coreIn(folder.path());
}

} // namespace

/// What a crash leaves behind.
class ProcessSafetyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCrashLeavesNoCoreFile()
    {
        QCOMPARE(leftBehind(u"--die-safely"_s), QByteArray());
    }

    /// Only where such a file can be had does its absence say something; and there a secret is not in it even so.
    void elsewhereItWouldWithoutTheSecrets()
    {
        QFile pattern(u"/proc/sys/kernel/core_pattern"_s);
        QVERIFY(pattern.open(QIODevice::ReadOnly));
        const QByteArray where = pattern.readAll();
        if (where.startsWith('|') || where.startsWith('/')) {
            QSKIP("this machine puts core files elsewhere");
        }
        const QByteArray core = leftBehind(u"--die"_s);
        if (core.isEmpty()) {
            QSKIP("this machine lets nobody have core files");
        }
        QVERIFY(core.contains("open-value"));
        QVERIFY(!core.contains("secret-value"));
    }

    void theSystemKnows()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--tell"_s});
        QVERIFY(process.waitForFinished());
        const QByteArray told = process.readAllStandardOutput();
        const qsizetype at = told.indexOf("Max core file size");
        QVERIFY2(told.mid(at).simplified().startsWith("Max core file size 0 0 bytes"), told.constData());
        QVERIFY2(told.contains("\n00000000\n"), told.constData());
        QVERIFY2(told.contains("dumpable 0"), told.constData());
    }

    void isNotHiddenUnasked()
    {
        QVERIFY(refuseCoreFiles());
        QCOMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1); // file dialogs of the portal need it
    }
};

int main(int argc, char **argv)
{
    const QByteArray how = argc > 1 ? argv[1] : "";
    if (how.startsWith("--die")) {
        return die(how == "--die-safely");
    }
    if (how == "--tell") {
        return tell();
    }
    QCoreApplication application(argc, argv);
    ProcessSafetyTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_process_safety.moc"
