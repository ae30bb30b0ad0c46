// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

/// Secrets in a real gnome-keyring, in a locked one, in one that hangs, and in none at all.
class KeychainTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;

    /// Runs the probe in a session of its own; its lines, or `(exit CODE)`. `session` comes before the probe.
    QStringList run(const QStringList &session, int deadline, const QStringList &commands) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_CURRENT_DESKTOP", "DISPLAY",
                                 "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}) {
            environment.remove(QString::fromLatin1(name));
        }
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
        if (session.isEmpty()) {
            environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + m_home.filePath(u"no-bus"_s));
        }
        QProcess process;
        process.setProcessEnvironment(environment);
        const QStringList probe{QStringLiteral(KEYCHAIN_PROBE), QString::number(deadline)};
        const QStringList all = session + probe + commands;
        process.start(all.first(), all.sliced(1));
        process.closeWriteChannel();
        if (!process.waitForFinished(20'000) || process.exitCode() != 0) {
            qWarning("%s", process.readAllStandardError().constData());
            return {u"(exit %1)"_s.arg(process.state() == QProcess::NotRunning ? process.exitCode() : -1)};
        }
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }

    static QStringList keyring(const QString &state)
    {
        return {u"dbus-run-session"_s, u"--"_s,
                QStringLiteral(TTP_SOURCE_DIR "/tests/unit/credentials/with_keyring.sh"), state};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
                 "gnome-keyring is not installed");
        QVERIFY2(!QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty(), "dbus is not installed");
    }

    void remembersRecallsAndForgets()
    {
        const QString one = hex("pass word\xE3\x81\x82");
        const QString two = hex("another");
        QCOMPARE(
            run(keyring(u"unlocked"_s), 5000,
                {u"recall=a"_s, u"remember=a="_s + one, u"recall=a"_s, u"recall=b"_s, u"remember=b="_s + two,
                 u"remember=a="_s + two, u"recall=a"_s, u"forget=a"_s, u"recall=a"_s, u"recall=b"_s, u"forget=a"_s}),
            QStringList({u"nothing"_s, u"done"_s, one, u"nothing"_s, u"done"_s, u"done"_s, two, u"done"_s, u"nothing"_s,
                         two, u"done"_s}));
    }

    void staysForTheNextStart()
    {
        const QByteArray canary = "canary-of-the-keychain";
        QCOMPARE(run(keyring(u"unlocked"_s), 5000, {u"remember=c="_s + hex(canary)}), QStringList{u"done"_s});
        QCOMPARE(run(keyring(u"unlocked"_s), 5000, {u"recall=c"_s}), QStringList{hex(canary)});
        // Nowhere in clear.
        int files = 0;
        QDirIterator all(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QByteArray bytes = bytesOf(all.next());
            QVERIFY2(!bytes.contains(canary) && !bytes.contains(canary.toBase64()), qPrintable(all.filePath()));
            ++files;
        }
        QVERIFY(files > 0);
        QCOMPARE(run(keyring(u"unlocked"_s), 5000, {u"forget=c"_s, u"recall=c"_s}),
                 QStringList({u"done"_s, u"nothing"_s}));
    }

    void anyBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zero byte") << QByteArray("a\0b", 3); // gnome-keyring cuts texts there
        QTest::newRow("no text") << "\xFF\xFE\x80"_ba;
        QTest::newRow("line ends") << "\r\n a \n"_ba;
        QTest::newRow("64 kB") << QByteArray(64'000, 'x');
    }

    void anyBytes()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(run(keyring(u"unlocked"_s), 5000, {u"remember=d="_s + hex(bytes), u"recall=d"_s, u"forget=d"_s}),
                 QStringList({u"done"_s, hex(bytes), u"done"_s}));
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

    void none()
    {
        QFETCH(QStringList, session);
        const QString unavailable = u"KEY-001"_s;
        QCOMPARE(run(session, 5000, {u"remember=e="_s + hex("x"), u"recall=e"_s, u"forget=e"_s}),
                 QStringList({unavailable, unavailable, unavailable}));
    }

    /// Nobody can unlock it here, so nothing may be said to be kept.
    void locked()
    {
        const QStringList outcomes = run(keyring(u"locked"_s), 1000, {u"remember=f="_s + hex("x")});
        QCOMPARE(outcomes.size(), 1);
        QVERIFY2(outcomes.first().startsWith(u"KEY-"_s), qPrintable(outcomes.first()));
    }

    /// A keychain that does not answer holds nobody up, not even the end of the program.
    void hangs()
    {
        const QString slow = u"KEY-002"_s;
        QCOMPARE(run(keyring(u"stopped"_s), 300, {u"recall=g"_s, u"remember=g="_s + hex("x"), u"forget=g"_s}),
                 QStringList({slow, slow, slow}));
    }

    void contextThatGoesFirst()
    {
        QCOMPARE(run(keyring(u"unlocked"_s), 5000, {u"leave=h"_s, u"recall=h"_s}),
                 QStringList({u"left"_s, u"nothing"_s}));
        QCOMPARE(run(keyring(u"stopped"_s), 100, {u"leave=h"_s, u"recall=h"_s}),
                 QStringList({u"left"_s, u"KEY-002"_s}));
    }
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "test_keychain.moc"
