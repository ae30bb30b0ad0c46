// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"
#include "probe_home.h"

#include "base/digest.h"
#include "credentials/secret_store.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace credentials_test;

/// Secrets in a real gnome-keyring, in a locked one, in one that hangs, and in none at all.
class SecretStoreTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProbeHome> m_home;

    [[nodiscard]] QString dataFolder() const { return m_home->dataFolder(); }
    [[nodiscard]] QJsonObject noted() const { return m_home->noted(); }
    QStringList run(const ProbeHome::Run &how, const QStringList &commands) const { return m_home->run(how, commands); }

    static QStringList keyring(const QString &state)
    {
        return {u"dbus-run-session"_s, u"--"_s,
                QStringLiteral(TTP_SOURCE_DIR "/tests/unit/credentials/with_keyring.sh"), state};
    }

    QStringList unlocked(const QStringList &commands) const { return run({keyring(u"unlocked"_s)}, commands); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
                 "gnome-keyring is not installed");
        QVERIFY2(!QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty(), "dbus is not installed");
    }

    void init() { m_home = std::make_unique<ProbeHome>(); }

    void remembersRecallsAndForgets()
    {
        const QString one = hex("pass word\xE3\x81\x82");
        const QString two = hex("another");
        QCOMPARE(unlocked({u"recall=a"_s, u"remember=a="_s + one, u"recall=a"_s, u"recall=b"_s, u"remember=b="_s + two,
                           u"remember=a="_s + two, u"recall=a"_s, u"forget=a"_s, u"recall=a"_s, u"recall=b"_s,
                           u"forget=a"_s}),
                 QStringList({u"nothing"_s, u"keychain"_s, u"keychain "_s + one, u"nothing"_s, u"keychain"_s,
                              u"keychain"_s, u"keychain "_s + two, u"done"_s, u"nothing"_s, u"keychain "_s + two,
                              u"done"_s}));
    }

    void staysForTheNextStart()
    {
        const QByteArray canary = "canary-of-the-keychain";
        QCOMPARE(unlocked({u"remember=c="_s + hex(canary)}), QStringList{u"keychain"_s});
        QCOMPARE(unlocked({u"recall=c"_s}), QStringList{u"keychain "_s + hex(canary)});
        // Nowhere in clear.
        int files = 0;
        QDirIterator all(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QByteArray bytes = bytesOf(all.next());
            QVERIFY2(!bytes.contains(canary) && !bytes.contains(canary.toBase64()) && !bytes.contains(canary.toHex()),
                     qPrintable(all.filePath()));
            ++files;
        }
        QVERIFY(files > 1);
        QCOMPARE(unlocked({u"forget=c"_s, u"recall=c"_s}), QStringList({u"done"_s, u"nothing"_s}));
    }

    void anyBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zero byte") << QByteArray("a\0b", 3); // gnome-keyring cuts texts there
        QTest::newRow("no text") << "\xFF\xFE\x80"_ba;
        QTest::newRow("line ends") << "\r\n a \n"_ba;
        QTest::newRow("a key") << ttp::sha256("a key of 32 bytes");
        QTest::newRow("the largest") << QByteArray(ttp::credentials::SecretStore::MaxSecretBytes, 'x');
    }

    void anyBytes()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(bytes.toBase64().size() < 2000);
        QCOMPARE(unlocked({u"remember=d="_s + hex(bytes), u"recall=d"_s, u"forget=d"_s}),
                 QStringList({u"keychain"_s, u"keychain "_s + hex(bytes), u"done"_s}));
    }

    void tooLarge()
    {
        const QByteArray bytes(ttp::credentials::SecretStore::MaxSecretBytes + 1, 'x');
        QVERIFY(bytes.toBase64().size() >= 2000);
        QCOMPARE(unlocked({u"remember=d="_s + hex(bytes), u"recall=d"_s}), QStringList({u"KEY-007"_s, u"nothing"_s}));
    }

    void none_data()
    {
        QTest::addColumn<QStringList>("session");
        const QString configuration =
            QStringLiteral(TTP_SOURCE_DIR "/tests/unit/credentials/bus_without_keychain.conf");
        QTest::newRow("no bus") << QStringList();
        QTest::newRow("a bus without a keychain")
            << QStringList{u"dbus-run-session"_s, u"--config-file="_s + configuration, u"--"_s};
    }

    /// Nothing is kept, and nothing is noted that could not be erased later; memory can be had instead.
    void none()
    {
        QFETCH(QStringList, session);
        const QString unavailable = u"KEY-001"_s;
        const QString x = hex("x");
        QCOMPARE(run({session}, {u"remember=e="_s + x, u"recall=e"_s, u"forget=e"_s, u"check"_s, u"session=e="_s + x,
                                 u"recall=e"_s, u"forget-all"_s, u"recall=e"_s}),
                 QStringList({unavailable, unavailable, u"done"_s, u"unused"_s, u"session"_s, u"session "_s + x,
                              u"nothing left"_s, unavailable}));
        QCOMPARE(noted().value("entries"_L1).toArray(), QJsonArray());
    }

    void sessionOnly()
    {
        const QString x = hex("x");
        QCOMPARE(run({keyring(u"unlocked"_s), 5000, u"session"_s},
                     {u"remember=e="_s + x, u"recall=e"_s, u"check"_s, u"forget=e"_s, u"recall=e"_s}),
                 QStringList({u"session"_s, u"session "_s + x, u"unused"_s, u"done"_s, u"nothing"_s}));
        QVERIFY(!QFileInfo::exists(dataFolder()));
        QCOMPARE(unlocked({u"recall=e"_s}), QStringList{u"nothing"_s});
    }

    void refused()
    {
        const QString x = hex("x");
        QCOMPARE(run({keyring(u"unlocked"_s), 5000, u"refused"_s},
                     {u"remember=e="_s + x, u"recall=e"_s, u"session=e="_s + x, u"recall=e"_s}),
                 QStringList({u"refused"_s, u"nothing"_s, u"refused"_s, u"nothing"_s}));
        QVERIFY(!QFileInfo::exists(dataFolder()));
    }

    /// Nobody can unlock it here, so nothing may be said to be kept, and nothing to be gone.
    void locked()
    {
        const QString x = hex("x");
        QCOMPARE(unlocked({u"remember=f="_s + x}), QStringList{u"keychain"_s});
        const QStringList outcomes = run({keyring(u"locked"_s), 1000},
                                         {u"check"_s, u"recall=f"_s, u"forget=f"_s, u"remember=f="_s + hex("y")});
        QCOMPARE(outcomes.size(), 4);
        QVERIFY2(outcomes.at(0) == "locked"_L1 || outcomes.at(0) == "slow"_L1, qPrintable(outcomes.at(0)));
        for (const QString &outcome : outcomes.sliced(1)) {
            QVERIFY2(outcome == "KEY-006"_L1 || outcome == "KEY-002"_L1, qPrintable(outcome));
        }
        QCOMPARE(noted().value("entries"_L1).toArray(), QJsonArray{u"f"_s}); // to be erased later
    }

    /// A keychain that does not answer holds nobody up, not even the end of the program.
    void hangs()
    {
        const QString slow = u"KEY-002"_s;
        QCOMPARE(unlocked({u"remember=m="_s + hex("x")}), QStringList{u"keychain"_s});
        QCOMPARE(run({keyring(u"stopped"_s), 300},
                     {u"check"_s, u"recall=g"_s, u"remember=g="_s + hex("x"), u"forget=g"_s, u"session=g="_s + hex("x"),
                      u"recall=g"_s}),
                 QStringList({u"slow"_s, slow, slow, slow, u"session"_s, u"session "_s + hex("x")}));
        // What was being written is cleaned away by the next start that can.
        QCOMPARE(noted().value("unwanted"_L1).toArray(), QJsonArray{u"g"_s});
        QCOMPARE(unlocked({u"check"_s, u"recall=g"_s, u"recall=m"_s}),
                 QStringList({u"same"_s, u"nothing"_s, u"keychain "_s + hex("x")}));
        QCOMPARE(noted().value("entries"_L1).toArray(), QJsonArray{u"m"_s});
        QCOMPARE(noted().value("unwanted"_L1).toArray(), QJsonArray());
    }

    /// A back end that never returns (as those of Windows and macOS may) does not hold up the end, nor crash it.
    void blocks()
    {
        const QString folder = QStringLiteral(BLOCKING_LIBSECRET);
        const QString slow = u"KEY-002"_s;
        QCOMPARE(run({keyring(u"unlocked"_s), 100, u"keychain"_s, {u"LD_LIBRARY_PATH="_s + folder}},
                     {u"recall=g"_s, u"remember=g="_s + hex("x"), u"forget=g"_s}),
                 QStringList({slow, slow, slow}));
    }

    void contextThatGoesFirst()
    {
        QCOMPARE(unlocked({u"leave=h"_s, u"recall=h"_s}), QStringList({u"left"_s, u"nothing"_s}));
        QCOMPARE(run({keyring(u"stopped"_s), 100}, {u"leave=h"_s, u"recall=h"_s}),
                 QStringList({u"left"_s, u"KEY-002"_s}));
    }

    /// The mark: the same keychain, another one, none.
    void takenOver()
    {
        QCOMPARE(unlocked({u"check"_s}), QStringList{u"unused"_s});
        QVERIFY(!QFileInfo::exists(dataFolder())); // not even asked
        QCOMPARE(unlocked({u"remember=i="_s + hex("x"), u"check"_s}), QStringList({u"keychain"_s, u"same"_s}));
        const QByteArray note = bytesOf(dataFolder() + u"/keychain.json"_s);
        QCOMPARE(unlocked({u"check"_s, u"remember=i="_s + hex("y")}), QStringList({u"same"_s, u"keychain"_s}));
        QCOMPARE(bytesOf(dataFolder() + u"/keychain.json"_s), note); // written once
        QCOMPARE(run({QStringList()}, {u"check"_s}), QStringList{u"absent"_s});

        QVERIFY(QDir(m_home->filePath(u".local/share/keyrings"_s)).removeRecursively());
        QCOMPARE(unlocked({u"check"_s, u"recall=i"_s}), QStringList({u"taken-over"_s, u"nothing"_s}));
        // It cannot be reached in the one before, and that is said, also after the new one has been written to.
        QCOMPARE(unlocked({u"forget-all"_s}), QStringList{u"i KEY-005"_s});
        QCOMPARE(unlocked({u"check"_s, u"remember=j="_s + hex("z"), u"check"_s}),
                 QStringList({u"taken-over"_s, u"keychain"_s, u"same"_s}));
        QCOMPARE(unlocked({u"forget-all"_s, u"recall=j"_s}), QStringList({u"org.ttp-apply KEY-005"_s, u"nothing"_s}));
    }

    void forgetsAll()
    {
        QCOMPARE(unlocked({u"remember=k="_s + hex("x"), u"remember=l="_s + hex("y"), u"session=n="_s + hex("z")}),
                 QStringList({u"keychain"_s, u"keychain"_s, u"session"_s}));
        QCOMPARE(noted().value("entries"_L1).toArray(), QJsonArray({u"k"_s, u"l"_s}));
        const QString mark = noted().value("mark"_L1).toString();
        QVERIFY(mark.startsWith("mark/"_L1));
        QCOMPARE(unlocked({u"recall="_s + mark}).value(0).startsWith("keychain "_L1), true);
        QCOMPARE(unlocked({u"forget-all"_s, u"recall=k"_s, u"recall=l"_s, u"recall="_s + mark, u"check"_s}),
                 QStringList({u"nothing left"_s, u"nothing"_s, u"nothing"_s, u"nothing"_s, u"unused"_s}));
        QCOMPARE(run({QStringList()}, {u"forget-all"_s}), QStringList{u"nothing left"_s});
    }

    void forgetsAllIsNotSaidOfWhatStays()
    {
        QCOMPARE(unlocked({u"remember=k="_s + hex("x")}), QStringList{u"keychain"_s});
        QCOMPARE(run({QStringList()}, {u"forget-all"_s}), QStringList{u"k KEY-001"_s});
        QCOMPARE(run({keyring(u"stopped"_s), 300}, {u"forget-all"_s}), QStringList{u"k KEY-002"_s});
        QCOMPARE(unlocked({u"forget-all"_s, u"recall=k"_s}), QStringList({u"nothing left"_s, u"nothing"_s}));
    }

    /// What cannot be noted could not be erased later, so it is not written.
    void listThatCannotBeWritten()
    {
        QVERIFY(QDir().mkpath(dataFolder() + u"/keychain.json"_s));
        QCOMPARE(unlocked({u"remember=o="_s + hex("x"), u"recall=o"_s}), QStringList({u"KEY-003"_s, u"nothing"_s}));
    }

    /// QtKeychain can write plain settings when there is no keychain. It must be off, and nobody may switch it on.
    void noPlaintextFallback()
    {
        QVERIFY(!QKeychain::WritePasswordJob(u"a"_s).insecureFallback());
        QVERIFY(!QKeychain::ReadPasswordJob(u"a"_s).insecureFallback());
        QVERIFY(!QKeychain::DeletePasswordJob(u"a"_s).insecureFallback());
        QVERIFY(!bytesOf(QStringLiteral(SECRET_PROBE)).contains("InsecureFallback"));
        QVERIFY(bytesOf(QStringLiteral(SECRET_PROBE)).contains("WritePasswordJob")); // it would be seen
        QDirIterator sources(QStringLiteral(TTP_SOURCE_DIR "/app"), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                             QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            const QByteArray source = bytesOf(sources.next());
            QVERIFY2(!source.contains("InsecureFallback") && !source.contains("setSettings"),
                     qPrintable(sources.filePath()));
        }
    }
};

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "test_secret_store.moc"
