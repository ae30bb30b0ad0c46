// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/command.h"
#include "credentials/secret_store.h"
#include "vault/custody.h"
#include "vault/secret_store_keeper.h"
#include "vault/vault_kind.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using vault::Purpose;
using vault::VaultKind;

/// `vault status` and `vault rotate`, on a vault that is there.
class VaultCommandTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    QString m_folder; ///< of the data

    struct Ran {
        int code = -1;
        QJsonObject report;
    };

    Ran run(const QString &line, QList<QByteArray> input = {})
    {
        auto arguments = command::parseArguments(line.split(u' '));
        if (!arguments) {
            return {};
        }
        QBuffer output;
        QBuffer errors;
        output.open(QIODevice::WriteOnly);
        errors.open(QIODevice::WriteOnly);
        const auto lines = std::make_shared<QList<QByteArray>>(std::move(input));
        command::Surroundings surroundings{std::make_shared<SystemClock>(),
                                           [lines] { return lines->isEmpty() ? QByteArray() : lines->takeFirst(); },
                                           &output, &errors, u"en"_s, m_folder};
        const auto command = command::makeCommand(*std::move(arguments), surroundings);
        QSignalSpy ended(command.get(), &command::Command::ended);
        command->start();
        if (ended.isEmpty() && !ended.wait(60'000)) {
            return {};
        }
        return {ended.constFirst().constFirst().toInt(), QJsonDocument::fromJson(output.data()).object()};
    }

    bool runsInAnotherProcess(const QString &line, const QString &input) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TTP_TEST_LINE"_s, line);
        environment.insert(u"TTP_TEST_INPUT"_s, input);
        environment.insert(u"TTP_TEST_HOME"_s, m_home->path());
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), {u"theOnlyCommandOfAProcess"_s});
        return process.waitForFinished(60'000) && process.exitCode() == 0;
    }

    std::shared_ptr<vault::Vault> open(vault::KeyAccess access, VaultKind kind = VaultKind::Real)
    {
        std::optional<Result<std::shared_ptr<vault::Vault>>> opened;
        vault::openVault(vault::vaultFolder(m_folder, kind), std::move(access), this,
                         [&opened](Result<std::shared_ptr<vault::Vault>> outcome) { opened = std::move(outcome); });
        const bool answered = QTest::qWaitFor([&opened] { return opened.has_value(); }, 60'000);
        return answered && *opened ? **opened : nullptr;
    }
    std::shared_ptr<vault::Vault> open(const QString &passphrase, VaultKind kind = VaultKind::Real)
    {
        return open({{}, std::make_shared<const Secret>(Secret::fromString(passphrase))}, kind);
    }
    /// What `vault status` says of the first.
    QJsonObject status() { return run(u"vault status --json"_s).report[u"vaults"_s][0].toObject(); }
    static QString codeOf(const Ran &ran) { return ran.report[u"failure"_s][u"code"_s].toString(); }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_folder = m_home->path();
    }

    void withoutAVault()
    {
        const Ran status = run(u"vault status --json"_s);
        QCOMPARE(status.code, 0);
        QCOMPARE(status.report["vaults"_L1].toArray().size(), 0);
        const Ran rotate = run(u"vault rotate --json"_s);
        QCOMPARE(codeOf(rotate), u"VAU-005"_s);
        QCOMPARE(rotate.code, 2);
        QVERIFY(!QFileInfo::exists(m_home->filePath(u"vault"_s))); // asking makes none
    }

    void rotatesUnderAPassphrase()
    {
        QVERIFY(open(u"old"_s)->write(u"a"_s, Purpose::Draft, "content"));
        QCOMPARE(status()[u"vault"_s].toString(), u"real"_s);
        QCOMPARE(status()[u"custody"_s].toString(), u"passphrase"_s);
        QCOMPARE(status()[u"rotation_unfinished"_s].toBool(true), false);

        QCOMPARE(codeOf(run(u"vault rotate --json"_s)), u"VAU-007"_s);
        QCOMPARE(run(u"vault rotate --json --passphrase-stdin"_s, {"wrong\n"}).code, 7);
        const Ran rotated = run(u"vault rotate --json --passphrase-stdin"_s, {"old\r\n"});
        QCOMPARE(rotated.code, 0);
        QCOMPARE(rotated.report[u"files"_s].toInt(), 1);
        QCOMPARE(open(u"old"_s)->read(u"a"_s, Purpose::Draft, 9).value(), "content");

        const Ran changed = run(u"vault rotate --json --passphrase-stdin --custody passphrase"_s, {"old\n", "new"});
        QCOMPARE(changed.code, 0);
        QVERIFY(!open(u"old"_s));
        QCOMPARE(open(u"new"_s)->read(u"a"_s, Purpose::Draft, 9).value(), "content");
    }

    void practiceAndRealOneAfterTheOther()
    {
        QVERIFY(open(u"old"_s)->write(u"a"_s, Purpose::Draft, "real"));
        QVERIFY(open(u"old"_s, VaultKind::Practice)->write(u"b"_s, Purpose::Draft, "practice"));
        QCOMPARE(run(u"vault status --json"_s).report[u"vaults"_s].toArray().size(), 2);
        const Ran changed = run(u"vault rotate --json --passphrase-stdin --custody passphrase"_s, {"old\n", "new\n"});
        QCOMPARE(changed.code, 0);
        QCOMPARE(changed.report[u"files"_s].toInt(), 2);
        QCOMPARE(open(u"new"_s)->read(u"a"_s, Purpose::Draft, 9).value(), "real");
        QCOMPARE(open(u"new"_s, VaultKind::Practice)->read(u"b"_s, Purpose::Draft, 9).value(), "practice");

        const Ran one = run(u"vault rotate --json --vault practice --passphrase-stdin --custody passphrase"_s,
                            {"new\n", "third\n"});
        QCOMPARE(one.report[u"files"_s].toInt(), 1);
        QVERIFY(open(u"new"_s) && open(u"third"_s, VaultKind::Practice));
        // The second has another passphrase: the first is done, and that is said.
        const Ran half = run(u"vault rotate --json --passphrase-stdin"_s, {"new\n"});
        QCOMPARE(codeOf(half), u"VAU-007"_s);
        QCOMPARE(half.report[u"files"_s].toInt(), 1);
        QVERIFY(open(u"third"_s, VaultKind::Practice));
        QVERIFY(!QFileInfo::exists(m_folder + u"/vault/vault.json"_s));
    }

    void somebodyHasItOpen()
    {
        const auto vault = open(u"old"_s);
        QVERIFY(vault);
        const Ran rotated = run(u"vault rotate --json --passphrase-stdin"_s, {"old\n"});
        QCOMPARE(codeOf(rotated), u"VAU-009"_s);
        QCOMPARE(rotated.code, 8);
    }

    /// Run by tests/tools/with_keyring.sh.
    void throughARealKeychain()
    {
        if (!qEnvironmentVariableIsSet("TTP_TEST_KEYRING")) {
            QSKIP("needs a keyring of its own: command_vault_keyring runs it");
        }
        // One store a process may use the keychain: so each command runs in one of its own.
        credentials::SecretStore store({.dataFolder = m_home->path()});
        const auto content = [&](const vault::KeyAccess &access) -> QByteArray {
            const auto vault = open(access);
            return vault ? vault->read(u"a"_s, Purpose::Draft, 9).value_or("(unreadable)") : QByteArray("(closed)");
        };
        QVERIFY(open(u"words"_s)->write(u"a"_s, Purpose::Draft, "content"));
        QVERIFY(runsInAnotherProcess(u"vault rotate --json --passphrase-stdin --custody keychain"_s, u"words"_s));
        QCOMPARE(status()[u"custody"_s].toString(), u"keychain"_s);
        QCOMPARE(content({vault::keeperIn(store), {}}), "content");
        QVERIFY(runsInAnotherProcess(u"vault rotate --json"_s, {}));
        QCOMPARE(content({vault::keeperIn(store), {}}), "content");
        QVERIFY(runsInAnotherProcess(u"vault rotate --json --passphrase-stdin --custody passphrase"_s, u"later"_s));
        QCOMPARE(open(u"later"_s)->read(u"a"_s, Purpose::Draft, 9).value(), "content");
    }

    /// Run by the one above: a command of its process.
    void theOnlyCommandOfAProcess()
    {
        if (!qEnvironmentVariableIsSet("TTP_TEST_LINE")) {
            QSKIP("throughARealKeychain starts it");
        }
        m_folder = qEnvironmentVariable("TTP_TEST_HOME");
        const Ran ran = run(qEnvironmentVariable("TTP_TEST_LINE"), {qgetenv("TTP_TEST_INPUT")});
        QVERIFY2(ran.code == 0, qPrintable(codeOf(ran)));
        QVERIFY(!ran.report.contains("failure"_L1) && ran.report[u"old_key_forgotten"_s].toBool());
    }

    void withoutAKeychainNothingChanges()
    {
        if (qEnvironmentVariableIsSet("TTP_TEST_KEYRING")) {
            QSKIP("there is a keychain");
        }
        QVERIFY(open(u"words"_s));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        const Ran rotated = run(u"vault rotate --json --passphrase-stdin --custody keychain"_s, {"words\n"});
        QVERIFY2(codeOf(rotated).startsWith("KEY-"_L1), qPrintable(codeOf(rotated)));
        QCOMPARE(status()[u"custody"_s].toString(), u"passphrase"_s);
        QVERIFY(open(u"words"_s));
    }
};

QTEST_GUILESS_MAIN(VaultCommandTest)
#include "test_vault.moc"
