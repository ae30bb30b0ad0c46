// SPDX-License-Identifier: GPL-3.0-or-later
#include "judges.h"
#include "probe_home.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace credentials_test;

/// Secrets in a Secret Service that misbehaves as it is told (tests/tools/secret_service.py, under its own D-Bus).
class MisbehavingTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProbeHome> m_home;

    /// One session; what is stored stays for the next one.
    QStringList run(const QJsonObject &rules, const QStringList &commands, int deadline = 20'000) const
    {
        const QString tools = QStringLiteral(TTP_SOURCE_DIR "/tests/tools/");
        const QStringList session{
            u"dbus-run-session"_s,
            u"--config-file="_s + QStringLiteral(TTP_SOURCE_DIR "/tests/unit/credentials/bus_without_keychain.conf"),
            u"--"_s,
            u"/usr/bin/python3"_s,
            tools + u"with_secret_service.py"_s,
            QString::fromUtf8(QJsonDocument(rules).toJson(QJsonDocument::Compact))};
        return m_home->run({session, deadline}, commands);
    }
    static QJsonObject rule(const QString &kind, const QString &call) { return {{kind, QJsonArray{call}}}; }

    /// How often our entries stand in the service's own file.
    int stored(const QString &entry) const
    {
        const QByteArray name = "\"org.ttp-apply/" + entry.toUtf8() + '"';
        return int(base_test::bytesOf(m_home->filePath(u"secrets.json"_s)).count(name));
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<ProbeHome>(); }

    /// The control group: as well behaved as gnome-keyring.
    void behaves()
    {
        const QString x = hex("x");
        QCOMPARE(run({}, {u"check"_s, u"remember=a="_s + x, u"recall=a"_s, u"recall=b"_s, u"check"_s}),
                 QStringList({u"unused"_s, u"keychain"_s, u"keychain "_s + x, u"nothing"_s, u"same"_s}));
        QCOMPARE(run({}, {u"check"_s, u"recall=a"_s, u"forget=a"_s, u"recall=a"_s}),
                 QStringList({u"same"_s, u"keychain "_s + x, u"done"_s, u"nothing"_s}));
        QCOMPARE(stored(u"a"_s), 0);
    }

    /// The person closes the window that asks for the keychain's password: neither gone, nor another keychain, nor none.
    void thePromptIsDismissed()
    {
        QCOMPARE(run({}, {u"remember=a="_s + hex("x")}), QStringList{u"keychain"_s});
        const QJsonObject dismissed{{u"locked"_s, true}, {u"prompt"_s, u"dismiss"_s}};
        const QString locked = u"KEY-006"_s;
        QCOMPARE(run(dismissed, {u"check"_s, u"recall=a"_s, u"recall=never"_s, u"forget=a"_s, u"forget-all"_s}),
                 QStringList({u"locked"_s, locked, locked, locked, u"a "_s + locked}));
        QCOMPARE(m_home->entries(), QStringList{u"a"_s});
        QCOMPARE(run(dismissed, {u"remember=b="_s + hex("y"), u"session=b="_s + hex("y"), u"recall=b"_s}),
                 QStringList({locked, u"session"_s, u"session "_s + hex("y")}));
        QCOMPARE(run({{u"locked"_s, true}, {u"prompt"_s, u"accept"_s}}, {u"check"_s, u"recall=a"_s}),
                 QStringList({u"same"_s, u"keychain "_s + hex("x")}));
        QCOMPARE(run({}, {u"check"_s, u"recall=a"_s, u"recall=b"_s}),
                 QStringList({u"same"_s, u"keychain "_s + hex("x"), u"nothing"_s}));
        QCOMPARE(m_home->unwanted(), QStringList());
    }

    /// Only one call never comes back; all that follows does.
    void oneCallHangs_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QStringList>("commands");
        QTest::addColumn<QStringList>("outcomes");
        const QString slow = u"KEY-002"_s;
        const QString m = u"keychain "_s + hex("m");
        QTest::newRow("search") << u"SearchItems a"_s << QStringList{u"recall=a"_s, u"recall=m"_s}
                                << QStringList{slow, m};
        QTest::newRow("secrets") << u"GetSecrets a"_s << QStringList{u"recall=a"_s, u"recall=m"_s}
                                 << QStringList{slow, m};
        QTest::newRow("write") << u"CreateItem b"_s << QStringList{u"remember=b="_s + hex("y"), u"recall=m"_s}
                               << QStringList{slow, m};
        QTest::newRow("read back") << u"SearchItems b"_s << QStringList{u"remember=b="_s + hex("y"), u"recall=m"_s}
                                   << QStringList{slow, m};
        QTest::newRow("remove") << u"Delete a"_s << QStringList{u"forget=a"_s, u"recall=m"_s} << QStringList{slow, m};
        QTest::newRow("everything") << u"SearchItems *"_s << QStringList{u"check"_s, u"recall=a"_s}
                                    << QStringList{u"slow"_s, slow};
    }

    void oneCallHangs()
    {
        QFETCH(QString, call);
        QFETCH(QStringList, commands);
        QFETCH(QStringList, outcomes);
        QCOMPARE(run({}, {u"remember=a="_s + hex("x"), u"remember=m="_s + hex("m")}), QStringList(2, u"keychain"_s));
        QCOMPARE(run(rule(u"hang"_s, call), commands, 2500), outcomes);
        // What a person was told is not kept is gone after the next start, and the rest is still there.
        QCOMPARE(run({}, {u"check"_s, u"recall=b"_s, u"recall=m"_s}),
                 QStringList({u"same"_s, u"nothing"_s, u"keychain "_s + hex("m")}));
        QCOMPARE(stored(u"b"_s), 0);
        QCOMPARE(m_home->unwanted(), QStringList());
    }

    /// What is asked at the same time is not called slow on its account.
    void oneCallHangsAndAnotherIsWaiting()
    {
        QCOMPARE(run({}, {u"remember=a="_s + hex("x"), u"remember=m="_s + hex("m")}), QStringList(2, u"keychain"_s));
        for (const QString &call : {u"SearchItems a"_s, u"GetSecrets a"_s}) {
            QCOMPARE(run(rule(u"hang"_s, call), {u"both=a=m"_s}, 4000), QStringList{u"second"_s});
        }
    }

    /// It dies in the middle of a job, before or after it has done what was asked for.
    void dies_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("command");
        for (const QString &kind : {u"die"_s, u"die-after"_s}) {
            const QByteArray name = kind.toUtf8();
            QTest::newRow((name + ", reading").constData()) << kind << u"SearchItems a"_s << u"recall=a"_s;
            QTest::newRow((name + ", writing").constData()) << kind << u"CreateItem b"_s << u"remember=b="_s + hex("y");
            QTest::newRow((name + ", reading back").constData())
                << kind << u"GetSecrets b"_s << u"remember=b="_s + hex("y");
            QTest::newRow((name + ", removing").constData()) << kind << u"Delete a"_s << u"forget=a"_s;
        }
    }

    void dies()
    {
        QFETCH(QString, kind);
        QFETCH(QString, call);
        QFETCH(QString, command);
        const QString unavailable = u"KEY-001"_s;
        QCOMPARE(run({}, {u"remember=a="_s + hex("x")}), QStringList{u"keychain"_s});
        QCOMPARE(run(rule(kind, call), {u"check"_s, command, u"check"_s, u"recall=a"_s}),
                 QStringList({u"same"_s, unavailable, u"absent"_s, unavailable}));
        const bool removed = call.startsWith("Delete"_L1) && kind == "die-after"_L1;
        QCOMPARE(run({}, {u"check"_s, u"recall=a"_s, u"recall=b"_s}),
                 QStringList({u"same"_s, removed ? u"nothing"_s : u"keychain "_s + hex("x"), u"nothing"_s}));
        QCOMPARE(stored(u"b"_s), 0);
        QCOMPARE(m_home->unwanted(), QStringList());
    }

    /// A write that comes through after the deadline is removed again, by the same process.
    void aLateWriteIsRemoved_data()
    {
        QTest::addColumn<QString>("held");
        QTest::newRow("the write") << u"CreateItem a"_s;
        QTest::newRow("the reading back") << u"GetSecrets a"_s;
    }

    void aLateWriteIsRemoved()
    {
        QFETCH(QString, held);
        QJsonObject rules = rule(u"hold"_s, held);
        rules[u"release"_s] = u"KEY-002"_s;
        rules[u"tell"_s] = u"did Delete"_s;
        QCOMPARE(run({}, {u"remember=m="_s + hex("m")}), QStringList{u"keychain"_s});
        QCOMPARE(run(rules, {u"remember=a="_s + hex("x"), u"wait"_s, u"recall=a"_s, u"recall=m"_s}, 2500),
                 QStringList({u"KEY-002"_s, u"went on"_s, u"nothing"_s, u"keychain "_s + hex("m")}));
        QCOMPARE(stored(u"a"_s), 0);
        QCOMPARE(m_home->entries(), QStringList{u"m"_s});
        QCOMPARE(m_home->unwanted(), QStringList());
    }

    void aLateAnswerToAQuestionIsDropped()
    {
        QJsonObject rules = rule(u"hold"_s, u"GetSecrets a"_s);
        rules[u"release"_s] = u"KEY-002"_s;
        rules[u"tell"_s] = u"did GetSecrets"_s;
        QCOMPARE(run({}, {u"remember=a="_s + hex("x")}), QStringList{u"keychain"_s});
        QCOMPARE(run(rules, {u"recall=a"_s, u"wait"_s, u"recall=a"_s}, 2500),
                 QStringList({u"KEY-002"_s, u"went on"_s, u"keychain "_s + hex("x")}));
    }

    /// Says that it has done it, and has not; refuses.
    void keepsNothingOrRefuses()
    {
        const QString refused = u"KEY-003"_s;
        const QString x = hex("x");
        QCOMPARE(run({}, {u"remember=a="_s + x}), QStringList{u"keychain"_s});
        QCOMPARE(run({{u"forgetful"_s, true}}, {u"remember=b="_s + x, u"recall=b"_s, u"forget=a"_s, u"recall=a"_s}),
                 QStringList({refused, u"nothing"_s, refused, u"keychain "_s + x}));
        QCOMPARE(run(rule(u"deny"_s, u"CreateItem c"_s), {u"remember=c="_s + x, u"recall=a"_s}),
                 QStringList({refused, u"keychain "_s + x}));
        QCOMPARE(run(rule(u"deny"_s, u"Delete a"_s), {u"forget=a"_s, u"forget-all"_s}),
                 QStringList({refused, u"a "_s + refused}));
        QCOMPARE(m_home->entries(), QStringList{u"a"_s});
    }

    /// Two programs share a data folder: the second one starts, and tidies up, while the first is in the middle of a write.
    void anotherProgramStartsMeanwhile_data()
    {
        QTest::addColumn<QString>("held");
        QTest::newRow("before it is written") << u"CreateItem a"_s;
        QTest::newRow("before it is read back") << u"GetSecrets a"_s;
    }

    void anotherProgramStartsMeanwhile()
    {
        QFETCH(QString, held);
        QJsonObject rules = rule(u"hold"_s, held);
        rules[u"tell"_s] = u"held "_s + held.section(u' ', 0, 0);
        rules[u"release"_s] = u"the other has ended"_s;
        const QString x = hex("x");
        QCOMPARE(run({}, {u"remember=m="_s + hex("m")}), QStringList{u"keychain"_s});
        QCOMPARE(
            run(rules, {u"overtaken=a="_s + x + u"=check=recall:m"_s}),
            QStringList({u"other: same"_s, u"other: keychain "_s + hex("m"), u"the other has ended"_s, u"keychain"_s}));
        QCOMPARE(m_home->entries(), QStringList({u"a"_s, u"m"_s}));
        QCOMPARE(m_home->unwanted(), QStringList());
        QCOMPARE(run({}, {u"check"_s, u"recall=a"_s}), QStringList({u"same"_s, u"keychain "_s + x}));
    }

    /// What one program has in hand, the other waits for, within its own deadline.
    void bothWantTheSameEntry()
    {
        QJsonObject rules = rule(u"hold"_s, u"CreateItem a"_s);
        rules[u"tell"_s] = u"held CreateItem"_s;
        rules[u"release"_s] = u"the other has ended"_s;
        const QString x = hex("x");
        QCOMPARE(run({}, {u"remember=m="_s + hex("m")}), QStringList{u"keychain"_s});
        QCOMPARE(run(rules, {u"overtaken=a="_s + x + u"=remember:a:"_s + hex("y") + u"=recall:m"_s, u"recall=a"_s}),
                 QStringList({u"other: KEY-002"_s, u"other: keychain "_s + hex("m"), u"the other has ended"_s,
                              u"keychain"_s, u"keychain "_s + x}));
        QCOMPARE(m_home->entries(), QStringList({u"a"_s, u"m"_s}));
        QCOMPARE(run({}, {u"check"_s, u"forget=a"_s, u"recall=a"_s}),
                 QStringList({u"same"_s, u"done"_s, u"nothing"_s}));
    }
};

QTEST_GUILESS_MAIN(MisbehavingTest)
#include "test_misbehaving.moc"
