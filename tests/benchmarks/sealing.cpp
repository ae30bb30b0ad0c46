// SPDX-License-Identifier: GPL-3.0-or-later
// Sealing a large file into a vault beside `cp` and a sync of the same file in the same folder, in turn.
//   sealing [FOLDER] [MEGABYTES] [RUNS]
#include "vault/vault.h"

#include "base/digest.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace ttp;

namespace {

/// Bytes of memory that were resident at most since the last reset.
qint64 peakOfMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:")) {
                return line.sliced(6).trimmed().split(' ').constFirst().toLongLong() * 1024;
            }
        }
    }
    return 0;
}

void resetPeak()
{
    QFile references(u"/proc/self/clear_refs"_s);
    if (references.open(QIODevice::WriteOnly)) {
        references.write("5");
    }
}

qint64 median(std::vector<qint64> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

bool makeFile(const QString &path, int megabytes)
{
    QFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    const QByteArray block = randomBytes(1024 * 1024);
    for (int i = 0; i < megabytes && written; ++i) {
        written = file.write(block) == block.size();
    }
    return written;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QTemporaryDir folder(arguments.value(1, QDir::tempPath()) + u"/sealing-XXXXXX"_s);
    const int megabytes = arguments.value(2, u"100"_s).toInt();
    const int runs = std::max(1, arguments.value(3, u"5"_s).toInt());
    const QString source = folder.filePath(u"source"_s);
    const auto vault = vault::folderVault(folder.filePath(u"vault"_s), Secret::fromUtf8(randomBytes(32)));
    if (!vault || !makeFile(source, megabytes)) {
        std::fprintf(stderr, "no file to seal\n");
        return 1;
    }
    std::vector<qint64> copying;
    std::vector<qint64> sealing;
    std::vector<qint64> opening;
    qint64 memory = 0;
    QElapsedTimer timer;
    for (int run = 0; run < runs; ++run) {
        QFile::remove(folder.filePath(u"copy"_s));
        timer.start();
        if (QProcess::execute(u"sh"_s, {u"-c"_s, u"cp \"$1/source\" \"$1/copy\" && sync \"$1/copy\""_s, u"sh"_s, folder.path()})) {
            return 1;
        }
        copying.push_back(timer.nsecsElapsed());

        QFile file(source);
        resetPeak();
        const qint64 before = peakOfMemory();
        timer.start();
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)
            || !(*vault)->copyIn(u"file"_s, vault::Purpose::Attachment, file, qint64(megabytes) << 20)) {
            return 1;
        }
        sealing.push_back(timer.nsecsElapsed());
        memory = std::max(memory, peakOfMemory() - before);

        timer.start();
        const auto device = (*vault)->source(u"file"_s, vault::Purpose::Attachment)->open();
        QByteArray piece(256 * 1024, '\0');
        qint64 total = 0;
        for (qint64 count = 1; device && count > 0; total += count) {
            count = (*device)->read(piece.data(), piece.size());
        }
        if (total != qint64(megabytes) << 20) {
            return 1;
        }
        opening.push_back(timer.nsecsElapsed());
    }
    const auto ms = [](qint64 ns) { return double(ns) / 1e6; };
    std::printf("%d MiB, median of %d: cp and sync %.0f ms, sealing %.0f ms (%.2f times, target 2), opening %.0f ms; "
                "memory of sealing %.1f MiB (target 8)\n",
                megabytes, runs, ms(median(copying)), ms(median(sealing)),
                double(median(sealing)) / double(median(copying)), ms(median(opening)), double(memory) / 1048576);
    return 0;
}
