// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"
#include "submission/outbox.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::submission;

namespace {

OutboxEntry entryNumbered(int number)
{
    return {u"8e03978e-40d5-43e8-bc93-%1"_s.arg(number, 12, 10, QChar(u'0')), QByteArray(64, 'a'), u"raw.example"_s,
            u"USER0001"_s, QDateTime({2026, 11, 23}, {1, 2, 3}, Qt::UTC)};
}

constexpr QFile::Permissions Owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

} // namespace

/// The notes of sendings on disk.
class OutboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingThereIsNothingToDo()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.filePath(u"data"_s));
        const auto contents = outbox.contents();
        QVERIFY(contents && contents->entries.empty() && contents->unreadable.isEmpty());
        QVERIFY(!QFileInfo::exists(folder.filePath(u"data"_s))); // looking makes no folder
    }

    void whatIsWritten()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.filePath(u"data"_s));
        const OutboxEntry entry = entryNumbered(1);
        auto held = outbox.add(entry);
        QVERIFY(held);
        const QString path = folder.filePath(u"data/outbox/"_s + entry.key + u".json"_s);
        QCOMPARE(QFile::permissions(path), Owner);
        const QFile::Permissions ofFolder = Owner | QFile::ExeOwner | QFile::ExeUser;
        QCOMPARE(QFile::permissions(folder.filePath(u"data/outbox"_s)), ofFolder);
        QCOMPARE(QFile::permissions(folder.filePath(u"data"_s)), ofFolder);
        const QJsonObject expected{{u"format"_s, 1},
                                   {u"key"_s, entry.key},
                                   {u"body_sha256"_s, QString::fromLatin1(entry.bodySha256)},
                                   {u"service_id"_s, entry.serviceId},
                                   {u"user_id"_s, entry.userId},
                                   {u"posted_at"_s, u"2026-11-23T01:02:03Z"_s}};
        QCOMPARE(QJsonDocument::fromJson(bytesOf(path)).object(), expected);
        QCOMPARE(outbox.contents()->entries, std::vector<OutboxEntry>{entry});
    }

    void postedOnceMore()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        auto held = outbox.add(entryNumbered(9));
        QVERIFY(held);
        const QDateTime later({2026, 11, 23}, {4, 5, 6}, Qt::UTC);
        QVERIFY((*held)->restamp(later));
        QCOMPARE((*held)->entry().postedAt, later);
        QVERIFY(!outbox.take(entryNumbered(9).key)); // still held
        QCOMPARE(outbox.contents()->entries.front().postedAt, later);
    }

    /// Written by an earlier version of the program.
    void withoutATime()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        OutboxEntry entry = entryNumbered(8);
        entry.postedAt = {};
        QVERIFY(outbox.add(entry));
        QVERIFY(!bytesOf(folder.filePath(u"outbox/"_s + entry.key + u".json"_s)).contains("posted_at"));
        QCOMPARE(outbox.contents()->entries, std::vector<OutboxEntry>{entry});
    }

    /// As long as somebody works on it nobody else does; afterwards it stays until it is settled.
    void heldUntilLetGo()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        const OutboxEntry entry = entryNumbered(2);
        auto held = outbox.add(entry);
        QVERIFY(held);
        QVERIFY(!outbox.take(entry.key));
        held->reset();
        auto taken = outbox.take(entry.key);
        QVERIFY(taken);
        QCOMPARE(taken->entry(), entry);
        QVERIFY(!outbox.take(entry.key));
        QVERIFY(taken->settle());
        QVERIFY(taken->settle()); // gone is gone
        taken.reset();
        QVERIFY(!outbox.take(entry.key));
        QVERIFY(outbox.contents()->entries.empty());
        QCOMPARE(QDir(folder.filePath(u"outbox"_s)).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    /// A folder of the person's own keeps its mode: TTP_APPLY_HOME may be any folder.
    void aFolderThatIsThereKeepsItsMode()
    {
        const QTemporaryDir folder;
        const QFile::Permissions open = Owner | QFile::ExeOwner | QFile::ExeUser | QFile::ReadGroup | QFile::ExeGroup;
        QVERIFY(QFile::setPermissions(folder.path(), open));
        QVERIFY(Outbox(folder.path()).add(entryNumbered(3)));
        QCOMPARE(QFile::permissions(folder.path()), open);
    }

    void cannotBeWritten()
    {
        const QTemporaryDir folder;
        base_test::writeFile(folder.filePath(u"data"_s), "no folder");
        const auto held = Outbox(folder.filePath(u"data"_s)).add(entryNumbered(4));
        QVERIFY(!held);
        QCOMPARE(held.error().code, FailureCode::OutboxUnusable);
    }

    void filesThatAreNoEntries_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        const QString key = entryNumbered(5).key;
        const QByteArray good = "{\"format\":1,\"key\":\"" + key.toLatin1() + "\",\"body_sha256\":\""
            + QByteArray(64, 'b') + "\",\"service_id\":\"s\",\"user_id\":\"u\"}";
        QTest::newRow("empty") << key << QByteArray();
        QTest::newRow("torn") << key << good.chopped(9);
        QTest::newRow("of another key") << entryNumbered(6).key << good;
        QTest::newRow("no key as its name") << u"notes"_s << good;
        QTest::newRow("another format") << key << QByteArray(good).replace("\"format\":1", "\"format\":2");
        QTest::newRow("unknown member") << key << QByteArray(good).replace("{", "{\"more\":1,");
        QTest::newRow("no digest") << key << QByteArray(good).replace("bb", "xx");
    }

    void filesThatAreNoEntries()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        auto other = outbox.add(entryNumbered(9));
        QVERIFY(other);
        base_test::writeFile(folder.filePath(u"outbox/"_s + name + u".json"_s), bytes);
        const auto contents = outbox.contents();
        QVERIFY(contents);
        QCOMPARE(contents->unreadable, QStringList{name + u".json"_s});
        QCOMPARE(contents->entries.size(), 1U); // the others are not lost with it
        QVERIFY(!outbox.take(name));
    }

    /// What a killed writer leaves is never taken for an entry, and goes when it is old.
    void leftTemporaries()
    {
        const QTemporaryDir folder;
        const Outbox outbox(folder.path());
        QVERIFY(outbox.add(entryNumbered(1)));
        const QString left = folder.filePath(u"outbox/"_s + entryNumbered(2).key + u".json.Ab12Cd"_s);
        base_test::writeFile(left, "half");
        QCOMPARE(outbox.contents()->entries.size(), 1U);
        QVERIFY(outbox.contents()->unreadable.isEmpty());
        QVERIFY(outbox.add(entryNumbered(3)));
        QVERIFY(QFileInfo::exists(left)); // perhaps somebody is just writing it
        QFile file(left);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-7200), QFileDevice::FileModificationTime));
        file.close();
        QVERIFY(outbox.add(entryNumbered(4)));
        QVERIFY(!QFileInfo::exists(left));
    }

    /// Many at once tear and lose nothing, and each entry is taken by one.
    void manyAtOnce()
    {
        constexpr int Threads = 6;
        constexpr int Each = 20;
        const QTemporaryDir folder;
        const Outbox outbox(folder.filePath(u"data"_s));
        std::atomic<int> failures = 0;
        {
            std::vector<std::jthread> writers;
            for (int t = 0; t < Threads; ++t) {
                writers.emplace_back([&, t] {
                    for (int i = 0; i < Each; ++i) {
                        failures += outbox.add(entryNumbered(t * Each + i)) ? 0 : 1;
                    }
                });
            }
        }
        QCOMPARE(failures.load(), 0);
        const auto contents = outbox.contents();
        QCOMPARE(contents->entries.size(), std::size_t(Threads * Each));
        QVERIFY(contents->unreadable.isEmpty());
        std::atomic<int> settled = 0;
        {
            std::vector<std::jthread> takers;
            for (int t = 0; t < Threads; ++t) {
                takers.emplace_back([&] {
                    for (const OutboxEntry &entry : contents->entries) {
                        if (auto held = outbox.take(entry.key)) {
                            settled += held->settle() ? 1 : 0;
                        }
                    }
                });
            }
        }
        QCOMPARE(settled.load(), Threads * Each);
        QVERIFY(outbox.contents()->entries.empty());
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "test_outbox.moc"
