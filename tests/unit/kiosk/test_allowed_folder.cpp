// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/allowed_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace ttp::kiosk;

class KioskAllowedFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatIsThereAndNothingElse();
    void noWayLeadsOut_data();
    void noWayLeadsOut();
    void newFiles();
    void afolderThatIsNotThere();

private:
    static void write(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("12345") == 5);
    }
    QTemporaryDir m_place;
    QString m_root;
};

void KioskAllowedFolderTest::initTestCase()
{
    m_root = m_place.filePath(u"stick"_s);
    QVERIFY(QDir(m_place.path()).mkpath(u"stick/papers"_s) && QDir(m_place.path()).mkpath(u"outside"_s));
    write(m_place.filePath(u"outside/secret.pdf"_s));
    write(m_root + u"/b.pdf"_s);
    write(m_root + u"/a 写真.png"_s);
    write(m_root + u"/.hidden"_s);
    write(m_root + u"/papers/inner.pdf"_s);
    QVERIFY(QFile::link(m_place.filePath(u"outside/secret.pdf"_s), m_root + u"/link.pdf"_s));
    QVERIFY(QFile::link(m_root + u"/b.pdf"_s, m_root + u"/inside.pdf"_s));
    QVERIFY(QFile::link(m_place.filePath(u"outside"_s), m_root + u"/way-out"_s));
    QCOMPARE(mkfifo(QFile::encodeName(m_root + u"/pipe"_s).constData(), 0600), 0);
}

void KioskAllowedFolderTest::showsWhatIsThereAndNothingElse()
{
    const AllowedFolder folder(m_root);
    const auto entries = folder.list({});
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t(3));
    QCOMPARE(entries->at(0).name, u"papers"_s);
    QVERIFY(entries->at(0).isFolder);
    QCOMPARE(entries->at(1).name, u"a 写真.png"_s);
    QCOMPARE(entries->at(1).size, 5);
    QVERIFY(qAbs(entries->at(1).changed.secsTo(QDateTime::currentDateTime())) < 3600);
    const auto inner = folder.list({u"papers"_s});
    QVERIFY(inner && inner->size() == 1);
    QCOMPARE(folder.fileIn({u"papers"_s}, u"inner.pdf"_s), m_root + u"/papers/inner.pdf"_s);
}

void KioskAllowedFolderTest::noWayLeadsOut_data()
{
    QTest::addColumn<QStringList>("way");
    QTest::addColumn<QString>("name");
    QTest::newRow("link to a file outside") << QStringList() << u"link.pdf"_s;
    QTest::newRow("link to a file inside") << QStringList() << u"inside.pdf"_s;
    QTest::newRow("through a link to a folder") << QStringList(u"way-out"_s) << u"secret.pdf"_s;
    QTest::newRow("up") << QStringList(u".."_s) << u"secret.pdf"_s;
    QTest::newRow("up in the name") << QStringList() << u"../outside/secret.pdf"_s;
    QTest::newRow("absolute") << QStringList() << m_place.filePath(u"outside/secret.pdf"_s);
    QTest::newRow("a way with a stroke") << QStringList(u"papers/../../outside"_s) << u"secret.pdf"_s;
    QTest::newRow("a pipe") << QStringList() << u"pipe"_s;
    QTest::newRow("a folder") << QStringList() << u"papers"_s;
    QTest::newRow("hidden") << QStringList() << u".hidden"_s;
    QTest::newRow("empty") << QStringList() << QString();
}

void KioskAllowedFolderTest::noWayLeadsOut()
{
    QFETCH(const QStringList, way);
    QFETCH(const QString, name);
    const AllowedFolder folder(m_root);
    QVERIFY(!folder.fileIn(way, name));
    QVERIFY(!folder.placeIn(way, name));
    if (!way.isEmpty()) {
        QVERIFY(!folder.list(way));
    }
}

void KioskAllowedFolderTest::newFiles()
{
    const AllowedFolder folder(m_root);
    QCOMPARE(folder.placeIn({u"papers"_s}, u"PRACTICE-1.pdf"_s), m_root + u"/papers/PRACTICE-1.pdf"_s);
    QCOMPARE(folder.placeIn({}, u"b.pdf"_s), m_root + u"/b.pdf"_s);
}

void KioskAllowedFolderTest::afolderThatIsNotThere()
{
    for (const QString &root : {QString(), m_place.filePath(u"pulled-out"_s)}) {
        const AllowedFolder folder(root);
        QVERIFY(!folder.list({}));
        QVERIFY(!folder.fileIn({}, u"b.pdf"_s));
        QVERIFY(!folder.placeIn({}, u"b.pdf"_s));
    }
}

QTEST_GUILESS_MAIN(KioskAllowedFolderTest)
#include "test_allowed_folder.moc"
