// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/vault.h"
#include "vault/vault_kind.h"

#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ttp;
using vault::Purpose;
using vault::VaultKind;

namespace {

int modeOf(const QString &path)
{
    struct stat status{};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777) : -1;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

bool overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// The vault in a folder: what other programs, kills and full disks do to it.
class FolderTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    QString path(const QString &below = {}) const { return m_home->filePath(u"vault"_s) + below; }
    static Secret key(char of = 'k') { return Secret::fromUtf8(QByteArray(32, of)); }
    std::shared_ptr<vault::Vault> opened() const { return vault::folderVault(path(), key()).value(); }
    QStringList filesIn(const QString &folder) const
    {
        return QDir(path(folder)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    }

    static std::unique_ptr<QProcess> victim(const QStringList &arguments, const QByteArray &says)
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QStringLiteral(VAULT_VICTIM), arguments);
        while (process->waitForReadyRead(30'000) && !process->canReadLine()) { }
        return process->readLine().trimmed() == says ? std::move(process) : nullptr;
    }
    static void kill(QProcess &process)
    {
        process.kill(); // SIGKILL
        process.waitForFinished();
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void nothingIsInTheClearAndAllIsPrivate()
    {
        const mode_t before = ::umask(0);
        const auto vault = opened();
        QVERIFY(vault->write(u"drafts/a/state"_s, Purpose::Draft, "the canary sings"));
        const auto hold = vault->hold(u"drafts/a"_s);
        ::umask(before);
        QVERIFY(hold);
        int files = 0;
        QDirIterator all(path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString entry = all.next();
            QCOMPARE(modeOf(entry), all.fileInfo().isDir() ? 0700 : 0600);
            files += all.fileInfo().isFile() ? 1 : 0;
            QVERIFY(all.fileInfo().isDir() || !bytesOf(entry).contains("canary"));
        }
        QCOMPARE(files, 3); // the file, its hold, the share in the vault
        QCOMPARE(modeOf(path()), 0700);
        QCOMPARE(filesIn(u"/new"_s), QStringList());
    }

    void practiceAndRealLieApart()
    {
        const mode_t before = ::umask(0);
        const QString data = m_home->filePath(u"data"_s);
        for (const VaultKind kind : vault::VaultKinds) {
            const auto vault = vault::folderVault(vault::vaultFolder(data, kind), key());
            QVERIFY(vault && (*vault)->write(vault::nameOf(kind), Purpose::Draft, "x"));
        }
        ::umask(before);
        QCOMPARE(QDir(data + u"/vault"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 (QStringList{u"practice"_s, u"real"_s}));
        QCOMPARE(modeOf(data), 0700); // made on the way
        QCOMPARE(modeOf(data + u"/vault"_s), 0700);
        const auto practice = vault::folderVault(vault::vaultFolder(data, vault::vaultKindOf(u"practice"_s)), key());
        QCOMPARE(*(*practice)->list({}), QStringList(u"practice"_s));
        for (const QString &kind : {u"production"_s, u"agency"_s, u"another"_s, u""_s}) {
            QCOMPARE(vault::vaultKindOf(kind), VaultKind::Real);
        }
    }

    void tooOpenModesAreMended()
    {
        QVERIFY(opened()->write(u"drafts/a"_s, Purpose::Draft, "x"));
        for (const QString &open : {u""_s, u"/sealed"_s, u"/sealed/drafts"_s, u"/sealed/drafts/a.sealed"_s}) {
            QVERIFY(::chmod(QFile::encodeName(path(open)).constData(), 0777) == 0);
        }
        QVERIFY(opened()->read(u"drafts/a"_s, Purpose::Draft, 9));
        QCOMPARE(modeOf(path()), 0700);
        QCOMPARE(modeOf(path(u"/sealed/drafts"_s)), 0700);
        QCOMPARE(modeOf(path(u"/sealed/drafts/a.sealed"_s)), 0600);
    }

    void linksAreNotFollowed()
    {
        const auto vault = opened();
        QVERIFY(vault->write(u"drafts/a"_s, Purpose::Draft, "x"));
        const QString elsewhere = m_home->filePath(u"elsewhere"_s);
        QVERIFY(QDir().mkpath(elsewhere));
        QVERIFY(overwrite(elsewhere + u"/a.sealed"_s, "theirs"));
        // In place of the file: reading refuses, writing replaces the link and not what it leads to.
        QVERIFY(QFile::remove(path(u"/sealed/drafts/a.sealed"_s)));
        QVERIFY(QFile::link(elsewhere + u"/a.sealed"_s, path(u"/sealed/drafts/a.sealed"_s)));
        QCOMPARE(vault->read(u"drafts/a"_s, Purpose::Draft, 9).error().code, FailureCode::VaultNotPrivate);
        QVERIFY(vault->write(u"drafts/a"_s, Purpose::Draft, "y"));
        QCOMPARE(bytesOf(elsewhere + u"/a.sealed"_s), "theirs");
        QCOMPARE(vault->read(u"drafts/a"_s, Purpose::Draft, 9).value(), "y");
        // In place of a folder.
        QVERIFY(QDir(path(u"/sealed/drafts"_s)).removeRecursively());
        QVERIFY(QFile::link(elsewhere, path(u"/sealed/drafts"_s)));
        QCOMPARE(vault->read(u"drafts/a"_s, Purpose::Draft, 9).error().code, FailureCode::VaultNotPrivate);
        QCOMPARE(vault->write(u"drafts/a"_s, Purpose::Draft, "z").error().code, FailureCode::VaultNotPrivate);
        QVERIFY(!vault->remove(u"drafts/a"_s));
        QVERIFY(!vault->remove(u"drafts"_s));
        QCOMPARE(bytesOf(elsewhere + u"/a.sealed"_s), "theirs");
        // In place of the vault itself.
        QVERIFY(QFile::link(elsewhere, m_home->filePath(u"link"_s)));
        QCOMPARE(vault::folderVault(m_home->filePath(u"link"_s), key()).error().code, FailureCode::VaultNotPrivate);
    }

    void othersFoldersAndLinksAreRefused()
    {
        if (::geteuid() != 0) {
            QSKIP("giving a folder to another user needs the rights for it");
        }
        QVERIFY(QDir().mkpath(path()) && ::chown(QFile::encodeName(path()).constData(), 65534, 65534) == 0);
        QCOMPARE(vault::folderVault(path(), key()).error().code, FailureCode::VaultNotPrivate);
        const QString link = m_home->filePath(u"theirs"_s);
        QVERIFY(QFile::link(m_home->path(), link));
        QVERIFY(vault::folderVault(link + u"/mine"_s, key())); // our own link
        QVERIFY(::lchown(QFile::encodeName(link).constData(), 65534, 65534) == 0);
        QCOMPARE(vault::folderVault(link + u"/mine"_s, key()).error().code, FailureCode::VaultNotPrivate);
    }

    void aPipeInPlaceOfAFile()
    {
        const auto vault = opened();
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, "x"));
        QVERIFY(QFile::remove(path(u"/sealed/a.sealed"_s)));
        QVERIFY(::mkfifo(QFile::encodeName(path(u"/sealed/a.sealed"_s)).constData(), 0600) == 0);
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 9).error().code, FailureCode::VaultNotPrivate);
    }

    void damagedSwappedNewerAndWrongKey()
    {
        auto vault = opened();
        const QByteArray content(40'000, 'c');
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, content));
        QVERIFY(vault->write(u"b"_s, Purpose::Draft, "other"));
        const QString file = path(u"/sealed/a.sealed"_s);
        const QByteArray bytes = bytesOf(file);
        const auto refused = [&](const QByteArray &changed) {
            const auto read = overwrite(file, changed) ? vault->read(u"a"_s, Purpose::Draft, 100'000)
                                                       : failed(FailureCode::Defect);
            return read ? FailureCode::Defect : read.error().code;
        };
        QByteArray flipped = bytes;
        flipped[20'000] = char(flipped.at(20'000) ^ 1); // the second of three chunks
        QCOMPARE(refused(flipped), FailureCode::VaultDamaged);
        QVERIFY((*vault->source(u"a"_s, Purpose::Draft)->open())->readAll().isEmpty());
        QCOMPARE(refused(bytes.chopped(1)), FailureCode::VaultDamaged);
        QCOMPARE(refused(bytes + '\0'), FailureCode::VaultDamaged);
        QCOMPARE(refused({}), FailureCode::VaultDamaged);
        QCOMPARE(refused(bytesOf(path(u"/sealed/b.sealed"_s))), FailureCode::VaultDamaged);
        QCOMPARE(refused(QByteArray(bytes).replace(7, 1, QByteArray(1, 2))), FailureCode::VaultNewer);
        QVERIFY(!vault->source(u"a"_s, Purpose::Draft)->open());
        QVERIFY(overwrite(file, bytes));
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 100'000).value(), content);
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 39'999).error().code, FailureCode::VaultTooLarge);
        vault = vault::folderVault(path(), key('w')).value();
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 100'000).error().code, FailureCode::VaultDamaged);
        QCOMPARE(vault::folderVault(path(), Secret()).error().code, FailureCode::Defect);
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QVERIFY(QDir().mkpath(path()));
        if (::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", 0, "size=200k,mode=700") != 0) {
            QSKIP("mounting a small disk needs the rights for it");
        }
        {
            const auto unmount = qScopeGuard([this] { ::umount2(QFile::encodeName(path()).constData(), MNT_DETACH); });
            const auto vault = opened();
            QVERIFY(vault->write(u"a"_s, Purpose::Draft, "old"));
            QBuffer source;
            source.setData(QByteArray(1'000'000, 'x'));
            QVERIFY(source.open(QIODevice::ReadOnly));
            QCOMPARE(vault->copyIn(u"a"_s, Purpose::Draft, source, 2'000'000).error().code, FailureCode::VaultUnwritable);
            QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 9).value(), "old");
            QCOMPARE(filesIn(u"/new"_s), QStringList()); // and the space is free again
            QVERIFY(vault->write(u"a"_s, Purpose::Draft, QByteArray(100'000, 'y')));
            // The same disk, read-only.
            QVERIFY(::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, "size=200k") == 0);
            QCOMPARE(vault->write(u"a"_s, Purpose::Draft, "new").error().code, FailureCode::VaultUnwritable);
            QCOMPARE(vault->remove(u"a"_s).error().code, FailureCode::VaultUnwritable);
            QCOMPARE(vault->hold(u"a"_s).error().code, FailureCode::VaultUnwritable); // not "somebody else has it"
            QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 200'000).value(), QByteArray(100'000, 'y'));
        }
    }

    void aReadOnlyHome()
    {
        const QString home = m_home->filePath(u"closed"_s);
        QVERIFY(QDir().mkpath(home) && ::chmod(QFile::encodeName(home).constData(), 0555) == 0);
        QVERIFY(::chmod(QFile::encodeName(m_home->path()).constData(), 0755) == 0);
        const uid_t self = ::geteuid();
        QVERIFY(self != 0 || ::seteuid(65534) == 0); // root may write everywhere
        const auto vault = vault::folderVault(home + u"/vault"_s, key());
        QVERIFY(::seteuid(self) == 0);
        QCOMPARE(vault.error().code, FailureCode::VaultUnwritable);
    }

    void removedWhileRunning()
    {
        const auto vault = opened();
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, "x"));
        const auto device = vault->source(u"a"_s, Purpose::Draft)->open();
        QVERIFY(QDir(path()).removeRecursively());
        QCOMPARE(vault->write(u"a"_s, Purpose::Draft, "y").error().code, FailureCode::VaultUnwritable);
        QCOMPARE(vault->hold(u"a"_s).error().code, FailureCode::VaultUnwritable);
        const FailureCode code = vault->read(u"a"_s, Purpose::Draft, 9).error().code;
        QVERIFY(code == FailureCode::VaultUnreadable || code == FailureCode::VaultNotFound);
        QVERIFY(!QFileInfo::exists(path())); // not half of it made anew
        QCOMPARE((*device)->readAll(), "x");
    }

    void movedAwayAndBack()
    {
        const auto vault = opened();
        QVERIFY(QDir().rename(path(), m_home->filePath(u"away"_s)));
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, "x")); // the folder is the same, wherever it is
        QVERIFY(QDir().rename(m_home->filePath(u"away"_s), path()));
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 9).value(), "x");
    }

    void killedWhileWriting()
    {
        const auto writer = victim({u"stall"_s, path()}, "stalled");
        QVERIFY(writer);
        QCOMPARE(filesIn(u"/new"_s).size(), 1);
        const auto vault = opened(); // cleans up, but the writer lives
        QCOMPARE(filesIn(u"/new"_s).size(), 1);
        QVERIFY(vault->write(u"drafts/a"_s, Purpose::Draft, "old"));
        kill(*writer);
        QCOMPARE(filesIn(u"/new"_s).size(), 1);
        QCOMPARE(opened()->read(u"drafts/a"_s, Purpose::Draft, 9).value(), "old");
        QCOMPARE(filesIn(u"/new"_s), QStringList());
    }

    void killedAtAnyMoment()
    {
        for (int round = 0; round < 20; ++round) {
            const auto writer = victim({u"write"_s, path()}, "writing");
            QVERIFY(writer);
            // A moment that nobody chose; nothing is judged by it.
            writer->waitForFinished(QRandomGenerator::global()->bounded(1, 30));
            kill(*writer);
            const auto content = opened()->read(u"drafts/a"_s, Purpose::Draft, 100'000);
            QVERIFY2(content, content ? "" : qPrintable(content.error().facts));
            QVERIFY(content->size() >= 20'000 && content->count(content->front()) == content->size());
            QCOMPARE(filesIn(u"/new"_s), QStringList());
            QCOMPARE(filesIn(u"/sealed/drafts"_s), QStringList{u"a.sealed"_s});
        }
    }

    void holdEndsWithTheKilledProcess()
    {
        const auto vault = opened();
        const auto holder = victim({u"hold"_s, path(), u"drafts/a"_s}, "held");
        QVERIFY(holder);
        QCOMPARE(vault->hold(u"drafts/a"_s).error().code, FailureCode::DraftInUse);
        QVERIFY(!opened()->hold(u"drafts/a"_s)); // opening cleans no living hold away
        QVERIFY(vault->hold(u"drafts/b"_s));
        kill(*holder);
        auto hold = vault->hold(u"drafts/a"_s);
        QVERIFY(hold);
        const auto second = victim({u"hold"_s, path(), u"drafts/a"_s}, "refused");
        QVERIFY(second);
        kill(*second);
        hold->reset();
        QVERIFY(vault->hold(u"drafts/a"_s));
    }

    void othersFilesAreNoNames()
    {
        const auto vault = opened();
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, "x"));
        QVERIFY(overwrite(path(u"/sealed/Notes.txt"_s), "x") && overwrite(path(u"/sealed/B.sealed"_s), "x"));
        QVERIFY(QDir(path(u"/sealed"_s)).mkpath(u"empty/below"_s));
        QCOMPARE(vault->list({}).value(), QStringList{u"a"_s});
    }
};

QTEST_GUILESS_MAIN(FolderTest)
#include "test_folder.moc"
