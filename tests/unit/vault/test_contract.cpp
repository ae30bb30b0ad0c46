// SPDX-License-Identifier: GPL-3.0-or-later
#include "vault/vault.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using vault::Purpose;

/// What every vault promises, wherever it keeps its files.
class ContractTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::shared_ptr<vault::Vault> newVault() const
    {
        QFETCH_GLOBAL(bool, onDisk);
        const QString path = m_folder->filePath(u"vault"_s);
        return onDisk ? vault::folderVault(path, Secret::fromUtf8(QByteArray(32, 'k'))).value() : vault::memoryVault();
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("onDisk");
        QTest::newRow("memory") << false;
        QTest::newRow("folder") << true;
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsReplacesAndRemoves()
    {
        const auto vault = newVault();
        QFETCH_GLOBAL(bool, onDisk);
        QCOMPARE(vault->keeping() == vault::Vault::Keeping::OnDisk, onDisk);
        QVERIFY(vault->write(u"drafts/a/state"_s, Purpose::Draft, "one"));
        QVERIFY(vault->write(u"drafts/a/state"_s, Purpose::Draft, "two"));
        QVERIFY(vault->write(u"drafts/ab"_s, Purpose::Form, QByteArrayView()));
        QCOMPARE(vault->read(u"drafts/a/state"_s, Purpose::Draft, 3).value(), "two");
        QCOMPARE(vault->read(u"drafts/ab"_s, Purpose::Form, 0).value(), QByteArray());
        QCOMPARE(vault->list({}).value(), QStringList{u"drafts"_s});
        QCOMPARE(vault->list(u"drafts"_s).value(), (QStringList{u"a"_s, u"ab"_s}));
        QVERIFY(vault->write(u"drafts/a"_s, Purpose::Draft, "a name and others below it"));
        QCOMPARE(vault->list(u"drafts"_s).value(), (QStringList{u"a"_s, u"ab"_s}));
        QVERIFY(vault->remove(u"drafts/a"_s));
        QVERIFY(vault->remove(u"drafts/a"_s));
        QCOMPARE(vault->list(u"drafts/a"_s).value(), QStringList());
        QCOMPARE(vault->list(u"nothing"_s).value(), QStringList());
        QCOMPARE(vault->list(u"drafts"_s).value(), QStringList{u"ab"_s});
        QVERIFY(vault->remove(u"drafts/ab"_s));
        QCOMPARE(vault->list({}).value(), QStringList());
        QCOMPARE(vault->read(u"drafts/a/state"_s, Purpose::Draft, 3).error().code, FailureCode::VaultNotFound);
    }

    void purposeAndSizeAreHeldTo()
    {
        const auto vault = newVault();
        QVERIFY(vault->write(u"a"_s, Purpose::Draft, "four"));
        QCOMPARE(vault->read(u"a"_s, Purpose::Form, 4).error().code, FailureCode::VaultDamaged);
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 3).error().code, FailureCode::VaultTooLarge);
        QBuffer source;
        source.setData("12345");
        QVERIFY(source.open(QIODevice::ReadOnly));
        QCOMPARE(vault->copyIn(u"a"_s, Purpose::Draft, source, 4).error().code, FailureCode::VaultTooLarge);
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 4).value(), "four"); // what was there is still there
        source.seek(1);
        QVERIFY(vault->copyIn(u"a"_s, Purpose::Draft, source, 4));
        QCOMPARE(vault->read(u"a"_s, Purpose::Draft, 4).value(), "2345");
    }

    void sourceReadsWhatItOpened()
    {
        auto vault = newVault();
        const auto source = vault->source(u"a"_s, Purpose::Attachment);
        QVERIFY(!source->open());
        QVERIFY(vault->write(u"a"_s, Purpose::Attachment, "0123456789"));
        auto device = source->open();
        QVERIFY(device);
        QCOMPARE((*device)->size(), 10);
        QVERIFY(vault->write(u"a"_s, Purpose::Attachment, "other"));
        QVERIFY((*device)->seek(7));
        QCOMPARE((*device)->readAll(), "789");
        QVERIFY((*device)->atEnd());
        vault.reset(); // the source keeps it
        QCOMPARE((*source->open())->readAll(), "other");
    }

    void oneHoldsAName()
    {
        auto vault = newVault();
        auto hold = vault->hold(u"drafts/a"_s);
        QVERIFY(hold);
        QCOMPARE(vault->hold(u"drafts/a"_s).error().code, FailureCode::DraftInUse);
        QVERIFY(vault->hold(u"drafts/b"_s));
        hold->reset();
        hold = vault->hold(u"drafts/a"_s);
        QVERIFY(hold);
        vault.reset();
    }

    void wrongNames_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"", "/", "a/", "/a", "a//b", "A", "a.b", "..", "a/../b", "a/b/c/d/e", "a b", "\u00e9"}) {
            QTest::newRow(name) << QString::fromUtf8(name);
        }
        QTest::newRow("long") << QString(65, u'a');
    }

    void wrongNames()
    {
        QFETCH(QString, name);
        const auto vault = newVault();
        QCOMPARE(vault->write(name, Purpose::Draft, "x").error().code, FailureCode::Defect);
        QCOMPARE(vault->read(name, Purpose::Draft, 9).error().code, FailureCode::Defect);
        QCOMPARE(vault->remove(name).error().code, FailureCode::Defect);
        QCOMPARE(vault->hold(name).error().code, FailureCode::Defect);
        QVERIFY(!vault->source(name, Purpose::Draft)->open());
    }
};

QTEST_GUILESS_MAIN(ContractTest)
#include "test_contract.moc"
