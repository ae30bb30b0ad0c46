// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault_home.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;
using vault_test::Answer;
using vault_test::VaultHome;

/// Where the key of a vault is, and what happens if it is not there.
class CustodyTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<VaultHome> m_home;

    QString path() const { return m_home->path(); }
    KeyAccess kept() const { return m_home->kept(); }
    static KeyAccess typed(const QString &passphrase) { return VaultHome::typedOnly(passphrase); }
    Result<std::shared_ptr<Vault>> open(const KeyAccess &access) { return m_home->open(access); }
    QByteArray fileBytes() const { return m_home->bytes(u"/vault.json"_s); }
    void setFileBytes(const QByteArray &bytes) const { QVERIFY(m_home->setBytes(u"/vault.json"_s, bytes)); }

private Q_SLOTS:
    void init() { m_home = std::make_unique<VaultHome>(); }

    void keychain()
    {
        QVERIFY(!vaultStatus(path()).value());
        {
            const auto vault = open(kept());
            QVERIFY(vault);
            QVERIFY((*vault)->write(u"a"_s, Purpose::Draft, "content"));
            QVERIFY(open(kept())); // a second instance beside it
        }
        const auto status = vaultStatus(path()).value();
        QCOMPARE(status->custody, Custody::Keychain);
        QVERIFY(!status->rotationUnfinished);
        QCOMPARE(m_home->keeper().entries(), QStringList{u"vault.%1.1"_s.arg(status->id)});
        QCOMPARE(open(kept()).value()->read(u"a"_s, Purpose::Draft, 99).value(), "content");
        QCOMPARE(open(typed(u"x"_s)).error().code, FailureCode::KeychainUnavailable);
    }

    void aKeyThatHasVanishedIsNotReplaced()
    {
        QVERIFY(open(kept()).value()->write(u"a"_s, Purpose::Draft, "content"));
        const QByteArray before = fileBytes();
        const QString entry = m_home->keeper().pathOf(m_home->keeper().entries().constFirst());
        QVERIFY(QFile::rename(entry, entry + u".away"_s));
        QCOMPARE(open(kept()).error().code, FailureCode::VaultKeyMissing);
        QFile other(entry);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write(QByteArray(32, 'x').toBase64()) > 0);
        other.close();
        QCOMPARE(open(kept()).error().code, FailureCode::VaultKeyMissing); // another key is as good as none
        QVERIFY(QFile::remove(entry));
        QCOMPARE(m_home->keeper().entries().size(), 1);
        QCOMPARE(fileBytes(), before);
        QVERIFY(QFile::rename(entry + u".away"_s, entry));
        QCOMPARE(open(kept()).value()->read(u"a"_s, Purpose::Draft, 99).value(), "content");
    }

    void aKeeperThatRefuses()
    {
        m_home->keeper().refuses = Failure(FailureCode::KeychainSlow);
        QCOMPARE(open(kept()).error().code, FailureCode::KeychainSlow);
        QVERIFY(!vaultStatus(path()).value()); // no vault whose key nobody has
        m_home->keeper().refuses.reset();
        QVERIFY(open(kept()));
        m_home->keeper().refuses = Failure(FailureCode::KeychainUnavailable);
        QCOMPARE(open(kept()).error().code, FailureCode::KeychainUnavailable);
    }

    void ofTheKeychainIsSaidInWordsOfDrafts()
    {
        const Failure told = whyNotOpened(Failure(FailureCode::KeychainLocked, u"dismissed"_s));
        QCOMPARE(told, Failure(FailureCode::DraftsNotOpened, u"KEY-006 dismissed"_s));
        QCOMPARE(whyNotOpened(Failure(FailureCode::VaultWrongKey)), Failure(FailureCode::VaultWrongKey));
    }

    void passphrase()
    {
        QVERIFY(open(typed(u"pass\u00e9 phrase"_s)).value()->write(u"a"_s, Purpose::Draft, "content"));
        QCOMPARE(vaultStatus(path()).value()->custody, Custody::Passphrase);
        QVERIFY(m_home->keeper().entries().isEmpty());
        QVERIFY(!fileBytes().contains("pass\xC3\xA9"));
        // Composed elsewhere: the same letters.
        QCOMPARE(open(typed(u"passe\u0301 phrase"_s)).value()->read(u"a"_s, Purpose::Draft, 99).value(), "content");
        QCOMPARE(open(typed(u"passe phrase"_s)).error().code, FailureCode::VaultWrongKey);
        QCOMPARE(open(kept()).error().code, FailureCode::VaultWrongKey);
    }

    void wrongPassphraseAndDamageAreToldApart()
    {
        QVERIFY(open(typed(u"right"_s)));
        const QByteArray bytes = fileBytes();
        QJsonObject json = QJsonDocument::fromJson(bytes).object();
        for (qsizetype i = 0; i + 1 < bytes.size(); ++i) { // the last is the line's end
            QByteArray changed = bytes;
            changed[i] = char(changed.at(i) ^ 1);
            setFileBytes(changed);
            const auto status = vaultStatus(path());
            QVERIFY2(!status && (status.error().code == FailureCode::VaultDamaged
                                 || status.error().code == FailureCode::VaultNewer),
                     qPrintable(QString::number(i)));
        }
        for (const QByteArray &changed : {QByteArray(), QByteArray("{}"), bytes.chopped(20), QByteArray(70'000, ' ')}) {
            setFileBytes(changed);
            QCOMPARE(vaultStatus(path()).error().code, FailureCode::VaultDamaged);
            QCOMPARE(open(typed(u"right"_s)).error().code, FailureCode::VaultDamaged);
        }
        json[u"format"_s] = 2;
        json[u"unheard"_s] = u"of"_s;
        setFileBytes(QJsonDocument(json).toJson());
        QCOMPARE(open(typed(u"right"_s)).error().code, FailureCode::VaultNewer);
        setFileBytes(bytes);
        QVERIFY(open(typed(u"right"_s)));
    }

    void withoutItsFileSealedFilesAreNotBuriedUnderANewKey()
    {
        QVERIFY(open(kept()).value()->write(u"a"_s, Purpose::Draft, "content"));
        QVERIFY(QFile::remove(m_home->path(u"/vault.json"_s)));
        QCOMPARE(open(kept()).error().code, FailureCode::VaultDamaged);
        QCOMPARE(vaultStatus(path()).error().code, FailureCode::VaultDamaged);
        QCOMPARE(m_home->keeper().entries().size(), 1);
    }

    void whoHasGoneGetsNoAnswer()
    {
        Answer<std::shared_ptr<Vault>> answer;
        {
            QObject context;
            openVault(path(), kept(), &context, answer.taker());
        }
        QVERIFY(open(kept()));
        QCOMPARE(answer.wait([](const auto &condition) { return condition(); }).error().code, FailureCode::Defect);
    }
};

QTEST_GUILESS_MAIN(CustodyTest)
#include "test_custody.moc"
