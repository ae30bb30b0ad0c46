// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ttp;

/// Folders for the owner, and their end.
class FolderTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] QString at(const QString &name) const { return m_home->filePath(name); }

    void make(const QString &name) const
    {
        QDir().mkpath(QFileInfo(at(name)).path());
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void whatIsNotThereIsGone()
    {
        const Erased erased = erase(at(u"nothing"_s));
        QCOMPARE(erased.files, 0);
        QVERIFY(erased.left.empty());
    }

    void aWholeTree()
    {
        for (const QString &name : {u"data/a"_s, u"data/.hidden"_s, u"data/deep/er/b"_s, u"data/deep/er/日本語"_s}) {
            make(name);
        }
        QDir().mkpath(at(u"data/empty"_s));
        const Erased erased = erase(at(u"data"_s));
        QCOMPARE(erased.files, 4);
        QVERIFY(erased.left.empty());
        QVERIFY(!QFileInfo::exists(at(u"data"_s)));
        QVERIFY(QFileInfo::exists(m_home->path()));
    }

    void aSingleFile()
    {
        make(u"data/a"_s);
        make(u"data/b"_s);
        QCOMPARE(erase(at(u"data/a"_s)).files, 1);
        QVERIFY(!QFileInfo::exists(at(u"data/a"_s)) && QFileInfo::exists(at(u"data/b"_s)));
    }

    void linksAreNotFollowed()
    {
        make(u"outside/kept"_s);
        make(u"data/a"_s);
        QVERIFY(QFile::link(at(u"outside"_s), at(u"data/folder"_s)));
        QVERIFY(QFile::link(at(u"outside/kept"_s), at(u"data/file"_s)));
        QVERIFY(QFile::link(at(u"nowhere"_s), at(u"data/dangling"_s)));
        QVERIFY(erase(at(u"data"_s)).left.empty());
        QVERIFY(!QFileInfo::exists(at(u"data"_s)) && QFileInfo::exists(at(u"outside/kept"_s)));
        QVERIFY(QFile::link(at(u"outside"_s), at(u"top"_s))); // and at the top
        QVERIFY(erase(at(u"top"_s)).left.empty());
        QVERIFY(!QFileInfo(at(u"top"_s)).isSymLink() && QFileInfo::exists(at(u"outside/kept"_s)));
    }

    void whatIsSparedStaysUnnamed()
    {
        make(u"data/deep/spared"_s);
        make(u"data/deep/gone"_s);
        const Erased erased = erase(at(u"data"_s), [](const QString &path) { return path.endsWith(u"/spared"_s); });
        QCOMPARE(erased.files, 1);
        QVERIFY(erased.left.empty());
        QVERIFY(QFileInfo::exists(at(u"data/deep/spared"_s)) && !QFileInfo::exists(at(u"data/deep/gone"_s)));
    }

    void aFolderThatForbidsItself()
    {
        make(u"data/deep/a"_s);
        QVERIFY(QFile::setPermissions(at(u"data/deep"_s), QFile::Permissions()));
        QVERIFY(erase(at(u"data"_s)).left.empty());
        QVERIFY(!QFileInfo::exists(at(u"data"_s)));
    }

    /// The folder above is not ours to change.
    void whatCannotBeRemovedIsNamed()
    {
        if (::geteuid() == 0) {
            QSKIP("nothing is forbidden to root; end_to_end_erase tries it without that power");
        }
        make(u"closed/data/a"_s);
        QVERIFY(QFile::setPermissions(at(u"closed"_s), QFile::ReadOwner | QFile::ExeOwner));
        const Erased erased = erase(at(u"closed/data"_s));
        QFile::setPermissions(at(u"closed"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(erased.files, 1);
        QCOMPARE(erased.left.size(), size_t(1));
        QCOMPARE(erased.left.front().path, at(u"closed/data"_s));
        QCOMPARE(erased.left.front().why.in(u"en"_s), u"Removing it is not permitted."_s);
    }
};

QTEST_GUILESS_MAIN(FolderTest)
#include "test_folder.moc"
