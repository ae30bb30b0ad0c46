// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/background.h"
#include "base/file.h"
#include "judges.h"

#include <QDir>
#include <QFileInfo>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;

namespace {

int modeOf(const QString &path)
{
    struct stat status{};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777) : -1;
}

} // namespace

/// Files that are whole or not there, and work in the background.
class FileTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QStringList entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    }

private Q_SLOTS:
    void init()
    {
        for (const QString &entry : entries()) {
            QFile::remove(path(entry));
        }
    }

    void writesAndReads()
    {
        const QByteArray bytes("\0\r\n\xFF", 4);
        const mode_t before = ::umask(0);
        const auto written = writeFileAtomically(path(u"a"_s), bytes);
        ::umask(before);
        QVERIFY(written);
        QCOMPARE(bytesOf(path(u"a"_s)), bytes);
        QCOMPARE(modeOf(path(u"a"_s)), 0600);
        QCOMPARE(readFile(path(u"a"_s), 4).value_or("?"), bytes);
        QCOMPARE(entries(), QStringList{u"a"_s}); // nothing temporary stays
    }

    void replaces()
    {
        base_test::writeFile(path(u"a"_s), "old");
        QVERIFY(QFile::setPermissions(path(u"a"_s), QFile::Permissions(0x6444)));
        QVERIFY(writeFileAtomically(path(u"a"_s), "new"));
        QCOMPARE(bytesOf(path(u"a"_s)), "new"_ba);
        QCOMPARE(modeOf(path(u"a"_s)), 0600); // also if the old one was open to others
        QCOMPARE(entries(), QStringList{u"a"_s});
    }

    void doesNotFollowLinks()
    {
        base_test::writeFile(path(u"target"_s), "precious");
        QVERIFY(QFile::link(path(u"target"_s), path(u"link"_s)));
        QVERIFY(QFile::link(path(u"nowhere"_s), path(u"dangling"_s)));
        QVERIFY(writeFileAtomically(path(u"link"_s), "new"));
        QVERIFY(writeFileAtomically(path(u"dangling"_s), "new"));
        QCOMPARE(bytesOf(path(u"target"_s)), "precious"_ba);
        QVERIFY(!QFileInfo(path(u"link"_s)).isSymLink());
        QVERIFY(!QFileInfo::exists(path(u"nowhere"_s)));
        QCOMPARE(bytesOf(path(u"dangling"_s)), "new"_ba);
    }

    void refusesWhatIsNoFile()
    {
        QVERIFY(!writeFileAtomically(m_folder.path(), "x"));
        QVERIFY(!writeFileAtomically(path(u"no/such/folder"_s), "x"));
        QCOMPARE(outputOf(u"mkfifo"_s, {path(u"pipe"_s)}), QByteArray());
        QVERIFY(!writeFileAtomically(path(u"pipe"_s), "x"));
        QVERIFY(!checkWritable(m_folder.path(), 1));
        QVERIFY(!checkWritable(path(u"no/such/folder"_s), 1));
        QVERIFY(checkWritable(path(u"fresh"_s), 1000));
        QCOMPARE(entries(), QStringList{u"pipe"_s});
    }

    /// A full disk leaves the old file as it was.
    void fullDisk()
    {
        const QString disk = path(u"disk"_s);
        QVERIFY(QDir().mkpath(disk));
        if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=64k") != 0) {
            QDir().rmdir(disk);
            QSKIP("mounting a small disk needs the rights for it");
        }
        const auto unmount = qScopeGuard([&disk] {
            ::umount(QFile::encodeName(disk).constData());
            QDir().rmdir(disk);
        });
        const QString file = disk + u"/a"_s;
        QVERIFY(writeFileAtomically(file, "old"));
        const auto written = writeFileAtomically(file, QByteArray(200'000, 'x'));
        QVERIFY(!written);
        QVERIFY(!written.error().isEmpty());
        QCOMPARE(bytesOf(file), "old"_ba);
        QVERIFY(!checkWritable(disk + u"/b"_s, 200'000));
        QVERIFY(checkWritable(disk + u"/b"_s, 1000));
        QCOMPARE(QDir(disk).entryList(QDir::Files | QDir::Hidden), QStringList{u"a"_s});
    }

    void folderWithoutPermission()
    {
        const QString folder = path(u"closed"_s);
        QVERIFY(QDir().mkpath(folder) && ::chmod(QFile::encodeName(folder).constData(), 0555) == 0);
        const uid_t self = ::geteuid();
        if (self == 0) {
            QVERIFY(::seteuid(65534) == 0); // root may write everywhere
        }
        const auto written = writeFileAtomically(folder + u"/a"_s, "x");
        const bool writable = checkWritable(folder + u"/a"_s, 1).has_value();
        QVERIFY(::seteuid(self) == 0);
        QDir().rmdir(folder);
        QVERIFY(!written);
        QVERIFY(!written.error().isEmpty());
        QVERIFY(!writable);
    }

    void readsOnlySmallRegularFiles()
    {
        base_test::writeFile(path(u"a"_s), "12345");
        QCOMPARE(readFile(path(u"a"_s), 5).value_or("?"), "12345"_ba);
        QVERIFY(!readFile(path(u"a"_s), 4));
        QVERIFY(!readFile(path(u"missing"_s), 4));
        QVERIFY(!readFile(m_folder.path(), 100));
        QVERIFY(!readFile(u"/dev/zero"_s, 100));
        QCOMPARE(outputOf(u"mkfifo"_s, {path(u"pipe"_s)}), QByteArray());
        QVERIFY(!readFile(path(u"pipe"_s), 100));                                    // and does not wait for a writer
        QVERIFY(!readFile(path(u"missing"_s), 4).error().contains(m_folder.path())); // no folders in facts
    }

    void backgroundRunsElsewhereAndReportsHere()
    {
        QObject context;
        QThread *worker = nullptr;
        std::unique_ptr<int> outcome;
        inBackground(
            &context,
            [&worker, input = std::make_unique<int>(20)] {
                worker = QThread::currentThread();
                return std::make_unique<int>(*input + 1);
            },
            [&outcome](std::unique_ptr<int> value) {
                QCOMPARE(QThread::currentThread(), QCoreApplication::instance()->thread());
                outcome = std::move(value);
            });
        QVERIFY(!outcome); // never at once
        QTRY_VERIFY(outcome);
        QCOMPARE(*outcome, 21);
        QVERIFY(worker && worker != QThread::currentThread());
    }

    void backgroundWhoseContextHasGone()
    {
        QSemaphore started;
        QSemaphore mayEnd;
        QSemaphore ended;
        bool heard = false;
        auto context = std::make_unique<QObject>();
        inBackground(
            context.get(),
            [&] {
                started.release();
                mayEnd.acquire();
                return 1;
            },
            [&](int) { heard = true; });
        started.acquire();
        context.reset();
        mayEnd.release();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!heard);
    }

    void backgroundWhoseContextGoesWithTheReport()
    {
        for (int i = 0; i < 200; ++i) {
            bool heard = false;
            auto context = std::make_unique<QObject>();
            inBackground(context.get(), [] { return 1; }, [&](int) { heard = true; });
            if (i % 2) {
                QThreadPool::globalInstance()->waitForDone(); // the report lies in the queue
            }
            context.reset();
            QCoreApplication::processEvents();
            QVERIFY(!heard);
        }
        QThreadPool::globalInstance()->waitForDone();
    }
};

QTEST_GUILESS_MAIN(FileTest)
#include "test_file.moc"
