// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"
#include "credentials/secret_store.h"
#include "erasure/erasure.h"
#include "submission/outbox.h"
#include "vault/custody.h"
#include "vault/vault_kind.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using erasure::Unsettled;

/// The engine of erasing, on its files; the keychain has its part in end_to_end_erase.
class ErasureTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;
    // By policy without a keychain: only its memory is emptied.
    credentials::SecretStore m_secrets{{.keeping = credentials::Keeping::SessionOnly, .dataFolder = {}}};

    [[nodiscard]] QString folder() const { return m_home->filePath(u"data"_s); }

    std::shared_ptr<vault::Vault> open(vault::VaultKind kind)
    {
        std::optional<Result<std::shared_ptr<vault::Vault>>> opened;
        const auto passphrase = std::make_shared<const Secret>(Secret::fromUtf8("words"));
        vault::openVault(vault::vaultFolder(folder(), kind), {{}, passphrase}, this,
                         [&opened](auto vault) { opened = std::move(vault); });
        return QTest::qWaitFor([&opened] { return opened.has_value(); }, 60'000) && *opened ? **opened : nullptr;
    }

    erasure::Outcome run(Unsettled unsettled = Unsettled::Keep)
    {
        std::optional<erasure::Outcome> outcome;
        erasure::eraseEverything(folder(), unsettled, m_secrets, this,
                                 [&outcome](auto came) { outcome = std::move(came); });
        if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 60'000)) {
            qFatal("it does not end");
        }
        return *std::move(outcome);
    }

    void leave(const QString &name)
    {
        QDir().mkpath(QFileInfo(folder() + u'/' + name).path());
        QFile file(folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void nothingThere()
    {
        QVERIFY(erasure::takeStock(folder())->isEmpty());
        const erasure::Outcome outcome = run();
        QVERIFY(!outcome.failure && outcome.left.empty() && outcome.files == 0);
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void stockCountsAndChangesNothing()
    {
        leave(u"keychain.json"_s);
        leave(u"mine.txt"_s);
        const submission::OutboxEntry entry{randomUuid(), QByteArray(64, 'a'), u"raw.example"_s, u"USER0001"_s, {}};
        QVERIFY(submission::Outbox(folder()).add(entry));
        QVERIFY(open(vault::VaultKind::Real));
        const auto stock = erasure::takeStock(folder());
        QVERIFY(stock && stock->hasVault && stock->hasSecrets && !stock->isInUse && !stock->isEmpty());
        QCOMPARE(stock->unsettled, 1);
        QCOMPARE(stock->foreign, QStringList(u"mine.txt"_s));
        QVERIFY(open(vault::VaultKind::Real)); // not held any more
        QVERIFY(submission::Outbox(folder()).take(entry.key));
    }

    void eitherVaultInUseStandsInTheWay()
    {
        for (const vault::VaultKind kind : vault::VaultKinds) {
            auto vault = open(kind);
            QVERIFY(vault);
            const erasure::Outcome outcome = run(Unsettled::EraseToo);
            QCOMPARE(outcome.failure.value_or(Failure(FailureCode::Defect)).code, FailureCode::EraseInUse);
            QVERIFY(!outcome.hasBegun());
            vault.reset();
        }
        QVERIFY(!run().failure);
        QVERIFY(!QFileInfo::exists(folder()));
    }

    void withoutAKeychainItIsTheSame()
    {
        auto vault = open(vault::VaultKind::Practice);
        QVERIFY(vault->write(u"a"_s, vault::Purpose::Draft, "content"));
        vault.reset();
        leave(u"keychain.json.XyZ123"_s);
        m_secrets.rememberForSession(u"account/x"_s, Secret::fromUtf8("password"));
        const erasure::Outcome outcome = run();
        QVERIFY(!outcome.failure);
        QVERIFY(!QFileInfo::exists(folder()));
        bool gone = false;
        m_secrets.recall(u"account/x"_s, this, [&gone](auto found) { gone = found && !found->secret; });
        QTRY_VERIFY(gone);
    }

    void namesThatOnlyLookLikeOurs()
    {
        for (const QString &name : {u"vault.txt"_s, u"outbox-old/a"_s, u"my keychain.json"_s, u"keychain.jsonx"_s}) {
            leave(name);
        }
        const erasure::Outcome outcome = run();
        QCOMPARE(outcome.files, 0);
        QCOMPARE(outcome.foreign.size(), 4);
        QCOMPARE(QDir(folder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 4);
    }

    void aDataFolderBehindALink()
    {
        leave(u"vault/real/left"_s);
        QVERIFY(QDir(m_home->path()).rename(u"data"_s, u"disk"_s));
        QVERIFY(QFile::link(m_home->filePath(u"disk"_s), folder()));
        QVERIFY(!run().failure);
        QVERIFY(QDir(m_home->filePath(u"disk"_s)).isEmpty());
    }

    /// Cut short after the keychain: the next time finishes it.
    void canBeRepeated()
    {
        leave(u"vault/real/vault.json"_s); // damaged, and its key is gone
        leave(u"vault/real/sealed/a.sealed"_s);
        QVERIFY(!run().failure);
        QVERIFY(!QFileInfo::exists(folder()));
    }
};

QTEST_GUILESS_MAIN(ErasureTest)
#include "test_erasure.moc"
