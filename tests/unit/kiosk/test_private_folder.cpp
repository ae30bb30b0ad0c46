// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/private_folder.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace ttp::kiosk;

namespace {

void write(const QString &path, const QByteArray &bytes = "x")
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
}

mode_t modeOf(const QString &path)
{
    struct stat facts{};
    return lstat(QFile::encodeName(path).constData(), &facts) == 0 ? facts.st_mode & 07777 : 0;
}

} // namespace

class KioskPrivateFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyElseCanLookIn();
    void everyPlaceIsLedThere();
    void inMemoryIfThereIsOne();
    void clearedWithoutFollowingLinks();
    void whatCannotBeRemovedIsNoticed();
    void abandonedFoldersAreRemoved();
    void printsNoticeEveryChange();

private:
    QTemporaryDir m_place;
    std::unique_ptr<PrivateFolder> make()
    {
        auto made = PrivateFolder::make({m_place.path()});
        return made ? *std::move(made) : nullptr;
    }
};

void KioskPrivateFolderTest::nobodyElseCanLookIn()
{
    const auto folder = make();
    QVERIFY(folder);
    QCOMPARE(modeOf(folder->path()), mode_t(0700));
    QVERIFY(folder->prepare());
    QCOMPARE(modeOf(folder->path() + u"/session"_s), mode_t(0700));
    QCOMPARE(modeOf(folder->path() + u"/session/tmp"_s), mode_t(0700));
    QVERIFY(!PrivateFolder::make({m_place.filePath(u"not-there"_s)}));
    QVERIFY(PrivateFolder::make({m_place.filePath(u"not-there"_s), m_place.path()})); // the next place
}

void KioskPrivateFolderTest::everyPlaceIsLedThere()
{
    const auto folder = make();
    QProcessEnvironment base;
    base.insert(u"HOME"_s, u"/srv/somebody"_s);
    base.insert(u"XDG_DATA_HOME"_s, u"/srv/somebody/data"_s);
    base.insert(u"TTP_APPLY_HOME"_s, u"/srv/ttp"_s);
    base.insert(u"DISPLAY"_s, u":7"_s);
    const QProcessEnvironment led = folder->environment(base);
    for (const QString &name : {u"HOME"_s, u"TMPDIR"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s,
                                u"XDG_STATE_HOME"_s}) {
        QVERIFY2(led.value(name).startsWith(folder->path() + u'/'), qPrintable(name));
        QVERIFY(folder->prepare());
        QVERIFY2(QFileInfo(led.value(name)).isDir(), qPrintable(name));
    }
    QVERIFY(!led.contains(u"TTP_APPLY_HOME"_s));
    QCOMPARE(led.value(u"DISPLAY"_s), u":7"_s);
}

void KioskPrivateFolderTest::inMemoryIfThereIsOne()
{
    if (!QFileInfo(u"/dev/shm"_s).isWritable()) {
        QSKIP("no /dev/shm here");
    }
    const auto made = PrivateFolder::make(PrivateFolder::usualPlaces());
    QVERIFY(made);
    QVERIFY((*made)->isInMemory());
}

void KioskPrivateFolderTest::clearedWithoutFollowingLinks()
{
    const auto folder = make();
    const QTemporaryDir outside;
    write(outside.filePath(u"kept"_s));
    QVERIFY(folder->prepare());
    QVERIFY(!folder->isClean());
    const QString session = folder->path() + u"/session/tmp/"_s;
    write(session + u"canary"_s);
    write(session + u".hidden"_s);
    QVERIFY(QDir().mkpath(session + u"deep/deeper"_s));
    write(session + u"deep/deeper/one"_s);
    QVERIFY(QFile::link(outside.path(), session + u"link"_s));
    QVERIFY(chmod(QFile::encodeName(session + u"deep"_s).constData(), 0) == 0);
    folder->clear();
    QVERIFY(folder->isClean());
    QVERIFY(QFile::exists(outside.filePath(u"kept"_s)));
    const QString path = folder->path();
    QVERIFY(QFileInfo(path).isDir());
}

void KioskPrivateFolderTest::whatCannotBeRemovedIsNoticed()
{
    const auto folder = make();
    write(folder->path() + u"/beside"_s); // not where a session may write: somebody is at work here
    folder->clear();
    QVERIFY(!folder->isClean());
}

void KioskPrivateFolderTest::abandonedFoldersAreRemoved()
{
    const auto living = make();
    const QString dead = m_place.filePath(u"ttp-apply-kiosk-killed"_s);
    QVERIFY(QDir().mkpath(dead + u"/session/tmp"_s));
    write(dead + u"/session/tmp/canary"_s);
    const QString strange = m_place.filePath(u"ttp-apply-other"_s);
    QVERIFY(QDir().mkdir(strange));
    const QTemporaryDir outside;
    write(outside.filePath(u"kept"_s));
    QVERIFY(QFile::link(outside.path(), m_place.filePath(u"ttp-apply-kiosk-link"_s)));
    const auto next = make();
    QVERIFY(next);
    QVERIFY(!QFileInfo::exists(dead));
    QVERIFY(QFileInfo(strange).isDir());
    QVERIFY(QFileInfo(living->path()).isDir()); // another kiosk of the same user is at work there
    QVERIFY(QFile::exists(outside.filePath(u"kept"_s)));
}

void KioskPrivateFolderTest::printsNoticeEveryChange()
{
    const QTemporaryDir folder;
    const QStringList folders{folder.path(), folder.filePath(u"not-there"_s)};
    const QByteArray empty = fingerprint(folders);
    QCOMPARE(fingerprint(folders), empty);
    QVERIFY(QDir(folder.path()).mkdir(u"inner"_s));
    write(folder.filePath(u"inner/.hidden"_s), "a");
    const QByteArray one = fingerprint(folders);
    QVERIFY(one != empty);
    write(folder.filePath(u"inner/.hidden"_s), "ab");
    QVERIFY(fingerprint(folders) != one);
    QVERIFY(QDir(folder.path()).mkdir(u"not-there"_s));
    write(folder.filePath(u"not-there/now"_s), "a");
    QVERIFY(fingerprint(folders) != one);
}

QTEST_GUILESS_MAIN(KioskPrivateFolderTest)
#include "test_private_folder.moc"
