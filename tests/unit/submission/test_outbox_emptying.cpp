// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "submission/outbox.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::submission;

/// Emptying an outbox: what is unknown is counted, what is under way is not touched.
class OutboxEmptyingTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] QString folder() const { return m_home->filePath(u"outbox"_s); }
    [[nodiscard]] Outbox outbox() const { return Outbox(m_home->path()); }
    static OutboxEntry newEntry()
    {
        return {randomUuid(), QByteArray(64, 'a'), u"raw.example"_s, u"USER0001"_s,
                QDateTime({2026, 11, 23}, {1, 2, 3}, Qt::UTC)};
    }
    void leave(const QString &name) const
    {
        QDir().mkpath(folder());
        QFile file(folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void nothingThere()
    {
        auto held = outbox().holdAll();
        QVERIFY(held && held->unsettled() == 0 && held->underWay() == 0);
        QVERIFY(held->empty().left.empty());
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void everythingOfASending()
    {
        const OutboxEntry entry = newEntry();
        QVERIFY(outbox().add(entry));
        leave(entry.key + u".json.AbCdEf"_s);    // a killed program was writing it
        leave(randomUuid() + u".json.AbCdEf"_s); // and another one
        leave(randomUuid() + u".json"_s);        // cannot be read
        leave(u"notes.json"_s);                  // is none
        leave(u"readme"_s);
        {
            auto held = outbox().holdAll();
            QVERIFY(held);
            QCOMPARE(held->unsettled(), 3);
            QCOMPARE(held->underWay(), 0);
            QVERIFY(!outbox().take(entry.key)); // nobody else may touch it now
        }
        QVERIFY(outbox().take(entry.key)); // letting go changes nothing
        auto held = outbox().holdAll();
        const Erased erased = held->empty();
        QCOMPARE(erased.files, 6);
        QVERIFY(erased.left.empty());
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void oneIsUnderWay()
    {
        QVERIFY(outbox().add(newEntry()));
        const auto busy = outbox().add(newEntry());
        QVERIFY(busy);
        auto held = outbox().holdAll();
        QCOMPARE(held->unsettled(), 1);
        QCOMPARE(held->underWay(), 1);
    }

    /// It begins after everything is held: it is neither removed nor forgotten.
    void oneBeginsMeanwhile()
    {
        QVERIFY(outbox().add(newEntry()));
        auto held = outbox().holdAll();
        const OutboxEntry late = newEntry();
        const auto begun = outbox().add(late);
        QVERIFY(begun);
        const Erased erased = held->empty();
        QCOMPARE(erased.files, 1);
        QCOMPARE(erased.left.size(), size_t(1));
        QCOMPARE(erased.left.front().path, folder());
        QCOMPARE(outbox().contents()->entries, std::vector{late});
    }

    void aLinkInItsPlace()
    {
        QVERIFY(outbox().add(newEntry()));
        QVERIFY(QDir(m_home->path()).rename(u"outbox"_s, u"elsewhere"_s));
        QVERIFY(QFile::link(m_home->filePath(u"elsewhere"_s), folder()));
        auto held = outbox().holdAll();
        QCOMPARE(held->unsettled(), 1); // the program would use it
        QVERIFY(held->empty().left.empty());
        QVERIFY(!QFileInfo(folder()).isSymLink());
        QVERIFY(QDir(m_home->filePath(u"elsewhere"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(OutboxEmptyingTest)
#include "test_outbox_emptying.moc"
