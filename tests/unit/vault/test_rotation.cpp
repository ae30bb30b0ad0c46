// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault_home.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;
using vault_test::VaultHome;

namespace {

struct File {
    QString name;
    Purpose purpose;
    QByteArray content;
};

const std::vector<File> &files()
{
    static const std::vector<File> all{
        {u"drafts/a/state"_s, Purpose::Draft, "the state"},
        {u"drafts/a/form"_s, Purpose::Form, QByteArray(40'000, 'f')},
        {u"drafts/a/files/1"_s, Purpose::Attachment, QByteArray(300'000, 'a')},
        {u"drafts/a/files"_s, Purpose::Attachment, ""},
        {u"receipts/b"_s, Purpose::Receipt, "the receipt"},
        {u"sending"_s, Purpose::Sending, QByteArray(16'384, 's')},
    };
    return all;
}

} // namespace

/// A new key for the vault, also if the program is killed on the way.
class RotationTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<VaultHome> m_home;

    QString path(const QString &below = {}) const { return m_home->path(below); }
    KeyAccess kept() const { return m_home->kept(); }
    KeyAccess typed(const QString &passphrase) const { return m_home->typed(passphrase); }
    Result<std::shared_ptr<Vault>> open(const KeyAccess &access) { return m_home->open(access); }
    Result<Rotated> rotate(const KeyAccess &from, const KeyAccess &to) { return m_home->rotate(from, to); }
    void fill()
    {
        const auto vault = open(kept());
        QVERIFY(vault);
        for (const File &file : files()) {
            QVERIFY((*vault)->write(file.name, file.purpose, file.content));
        }
    }
    /// Empty if all is there.
    QString missing(const KeyAccess &access)
    {
        const auto vault = open(access);
        if (!vault) {
            return nameOf(vault.error().code) + u' ' + vault.error().facts;
        }
        for (const File &file : files()) {
            const auto content = (*vault)->read(file.name, file.purpose, 1'000'000);
            if (!content || *content != file.content) {
                return file.name;
            }
        }
        return {};
    }
    static QString sealed(const QString &name) { return u"/sealed/"_s + name + u".sealed"_s; }
    QByteArray sealedBytes(const QString &name) const { return m_home->bytes(sealed(name)); }
    void setSealedBytes(const QString &name, const QByteArray &bytes) const { QVERIFY(m_home->setBytes(sealed(name), bytes)); }
    /// Rotates in another process that dies at a step; 0 if it came to its end before that.
    bool diesAt(int step, const QStringList &more)
    {
        QProcess victim;
        victim.start(QStringLiteral(ROTATION_VICTIM), QStringList{path(), m_home->keychain(), QString::number(step)} + more);
        victim.waitForFinished(60'000);
        return victim.exitStatus() == QProcess::CrashExit;
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<VaultHome>(); }

    void everyFileUnderANewKey()
    {
        fill();
        std::map<QString, QByteArray> before;
        for (const File &file : files()) {
            before[file.name] = sealedBytes(file.name);
        }
        QFile key(m_home->keeper().pathOf(m_home->keeper().entries().constFirst()));
        QVERIFY(key.open(QIODevice::ReadOnly));
        const QByteArray oldKey = QByteArray::fromBase64(key.readAll());
        const auto rotated = rotate(kept(), kept());
        QVERIFY(rotated);
        QCOMPARE(rotated->files, int(files().size()));
        QVERIFY(rotated->damaged.isEmpty() && rotated->oldKeyForgotten);
        QCOMPARE(missing(kept()), QString());
        QVERIFY(!vaultStatus(path()).value()->rotationUnfinished);
        QCOMPARE(m_home->keeper().entries(), QStringList{u"vault.%1.2"_s.arg(vaultStatus(path()).value()->id)});
        const auto old = folderVault(path(), Secret::fromUtf8(QByteArray(oldKey))).value();
        for (const File &file : files()) {
            QVERIFY(sealedBytes(file.name) != before[file.name]);
            QCOMPARE(old->read(file.name, file.purpose, 1'000'000).error().code, FailureCode::VaultDamaged);
        }
    }

    void notWhileSomebodyHasItOpen()
    {
        fill();
        const auto vault = open(kept());
        QCOMPARE(rotate(kept(), kept()).error().code, FailureCode::VaultLocked);
        QVERIFY((*vault)->write(u"drafts/b"_s, Purpose::Draft, "x"));
    }

    void custodyChangesBothWays()
    {
        fill();
        QVERIFY(rotate(kept(), typed(u"words"_s)));
        QCOMPARE(vaultStatus(path()).value()->custody, Custody::Passphrase);
        QVERIFY(m_home->keeper().entries().isEmpty());
        QCOMPARE(missing(typed(u"words"_s)), QString());
        QCOMPARE(rotate(typed(u"others"_s), typed(u"new"_s)).error().code, FailureCode::VaultWrongKey);
        QVERIFY(rotate(typed(u"words"_s), typed(u"new"_s)));
        QCOMPARE(open(typed(u"words"_s)).error().code, FailureCode::VaultWrongKey);
        QVERIFY(rotate(typed(u"new"_s), kept()));
        QCOMPARE(vaultStatus(path()).value()->custody, Custody::Keychain);
        QCOMPARE(missing(kept()), QString());
    }

    void aKeeperThatRefusesChangesNothing()
    {
        fill();
        const QByteArray before = sealedBytes(u"sending"_s);
        m_home->keeper().refuses = Failure(FailureCode::KeychainRefused);
        QCOMPARE(rotate(kept(), kept()).error().code, FailureCode::KeychainRefused);
        m_home->keeper().refuses.reset();
        QVERIFY(!vaultStatus(path()).value()->rotationUnfinished);
        QCOMPARE(sealedBytes(u"sending"_s), before);
        QCOMPARE(missing(kept()), QString());
    }

    void damagedFilesAreNamedAndNewerOnesStopIt()
    {
        fill();
        QByteArray bytes = sealedBytes(u"drafts/a/files/1"_s);
        bytes[40'000] = char(bytes.at(40'000) ^ 1);
        setSealedBytes(u"drafts/a/files/1"_s, bytes);
        setSealedBytes(u"receipts/b"_s, "nothing of ours");
        const auto rotated = rotate(kept(), kept());
        QVERIFY(rotated);
        QCOMPARE(rotated->damaged.size(), 2);
        QVERIFY(rotated->damaged.contains(u"drafts/a/files/1"_s) && rotated->damaged.contains(u"receipts/b"_s));
        QCOMPARE(rotated->files, int(files().size()) - 2);
        QCOMPARE(sealedBytes(u"drafts/a/files/1"_s), bytes); // left as it was

        const QByteArray untouched = sealedBytes(u"sending"_s);
        setSealedBytes(u"receipts/b"_s, "TTPSEAL\2" + QByteArray(100, 'n'));
        QCOMPARE(rotate(kept(), kept()).error().code, FailureCode::VaultNewer);
        QCOMPARE(sealedBytes(u"sending"_s), untouched);
        QVERIFY(!vaultStatus(path()).value()->rotationUnfinished);
        QCOMPARE(open(kept()).value()->read(u"sending"_s, Purpose::Sending, 99'999).value(), QByteArray(16'384, 's'));
    }

    void killedAtEveryStep_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<int>("stride");
        QTest::newRow("to a new key in the keychain") << QStringList() << QString() << 1;
        QTest::newRow("to a passphrase") << QStringList{u"words"_s} << u"words"_s << 4; // scrypt is slow by intention
    }

    void killedAtEveryStep()
    {
        QFETCH(QStringList, more);
        QFETCH(QString, passphrase);
        QFETCH(int, stride);
        int steps = 0;
        int unfinished = 0;
        for (bool died = true; died;) {
            init();
            fill();
            const KeyAccess to = passphrase.isEmpty() ? kept() : typed(passphrase);
            steps += stride;
            died = diesAt(steps, more);
            const auto status = vaultStatus(path());
            QVERIFY(status && *status);
            unfinished += (*status)->rotationUnfinished ? 1 : 0;
            const bool changed = (*status)->custody == Custody::Passphrase;
            const KeyAccess now = changed ? to : kept();
            QCOMPARE(missing(now), QString());
            {
                const auto vault = open(now); // work goes on in between
                QVERIFY((*vault)->write(u"sending"_s, Purpose::Sending, QByteArray(16'384, 's')));
            }
            const auto again = rotate(now, to);
            QVERIFY2(again, again ? "" : qPrintable(QString::number(steps) + again.error().facts));
            QCOMPARE(again->files, int(files().size()));
            QVERIFY(!vaultStatus(path()).value()->rotationUnfinished);
            QCOMPARE(missing(to), QString());
            QCOMPARE(QDir(path(u"/new"_s)).entryList(QDir::Files | QDir::Hidden), QStringList());
        }
        // Two changes of vault.json and one of each file, with three steps each, and what the keeper does.
        QVERIFY2(steps > 3 * (int(files().size()) + 2), qPrintable(QString::number(steps)));
        QVERIFY2(unfinished * stride > int(files().size()), qPrintable(QString::number(unfinished)));
    }

    void killedAtAnyMoment()
    {
        fill();
        for (int round = 0; round < 15; ++round) {
            QProcess victim;
            victim.start(QStringLiteral(ROTATION_VICTIM), {path(), m_home->keychain(), u"1000000"_s});
            QVERIFY(victim.waitForStarted());
            victim.waitForFinished(QRandomGenerator::global()->bounded(1, 60)); // a moment that nobody chose
            victim.kill();
            victim.waitForFinished();
            QCOMPARE(missing(kept()), QString());
        }
        QVERIFY(rotate(kept(), kept()));
        QCOMPARE(missing(kept()), QString());
    }
};

QTEST_GUILESS_MAIN(RotationTest)
#include "test_rotation.moc"
