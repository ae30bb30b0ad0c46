// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaking_vault.h"

#include "vault/receipts.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;

namespace {

KeptReceipt example(const QString &id, int day)
{
    return {id,
            u"example"_s,
            u"PRACTICE-1"_s,
            QDateTime({2026, 3, day}, {1, 2, 3}, Qt::UTC),
            u"announced"_s,
            "{\"a\":\"\\u00e9 \xE5\xB1\xB1\"}\n",
            "{ \"form\": 1 }",
            {{u"terms_version"_s, u"1"_s}},
            u"USER01"_s};
}

QString codeOf(const auto &result)
{
    return result ? u"done"_s : nameOf(result.error().code);
}

} // namespace

/// Receipts in a vault.
class ReceiptsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptByteByByte();
    void withoutOwner();
    void strict();
    void whatCannotBeReadIsCounted();
    void fullDisk();
};

void ReceiptsTest::keptByteByByte()
{
    const auto vault = memoryVault();
    const Receipts receipts(vault);
    QVERIFY(receipts.keep(example(u"one"_s, 1)));
    QVERIFY(receipts.keep(example(u"two"_s, 2)));
    int unreadable = -1;
    const auto list = receipts.list(unreadable);
    QVERIFY(list);
    QCOMPARE(unreadable, 0);
    QCOMPARE(list->size(), std::size_t(2));
    QVERIFY((*list)[0] == example(u"two"_s, 2)); // the newest first
    QVERIFY((*list)[1] == example(u"one"_s, 1));
    QVERIFY(receipts.remove(u"two"_s));
    QCOMPARE(receipts.list(unreadable)->size(), std::size_t(1));
}

void ReceiptsTest::withoutOwner()
{
    QJsonObject kept = QJsonDocument::fromJson(toKept(example(u"one"_s, 1))).object();
    kept.remove(u"owner_id"_s);
    const auto read = readKeptReceipt(QJsonDocument(kept).toJson());
    QVERIFY(read);
    QCOMPARE(read->ownerId, QString());
}

void ReceiptsTest::strict()
{
    const QByteArray kept = toKept(example(u"one"_s, 1));
    QCOMPARE(codeOf(readKeptReceipt(kept)), u"done"_s);
    const auto with = [&kept](const char *from, const char *to) {
        return codeOf(readKeptReceipt(QByteArray(kept).replace(from, to)));
    };
    QCOMPARE(with("\"format\":1", "\"format\":2"), u"VAU-004"_s);
    QCOMPARE(with("\"format\":1", "\"format\":0"), u"VAU-003"_s);
    QCOMPARE(with("\"announced\"", "\"me\""), u"VAU-003"_s);
    QCOMPARE(with("\"number\"", "\"nummer\""), u"VAU-003"_s);
    QCOMPARE(with("2026-03-01", "2026-33-01"), u"VAU-003"_s);
}

void ReceiptsTest::whatCannotBeReadIsCounted()
{
    const auto vault = memoryVault();
    QVERIFY(Receipts(vault).keep(example(u"one"_s, 1)));
    QVERIFY(vault->write(u"receipts/two"_s, Purpose::Receipt, "{"));
    QVERIFY(vault->write(u"receipts/three"_s, Purpose::Receipt, toKept(example(u"one"_s, 1)))); // in another one's place
    int unreadable = 0;
    QCOMPARE(Receipts(vault).list(unreadable)->size(), std::size_t(1));
    QCOMPARE(unreadable, 2);
}

void ReceiptsTest::fullDisk()
{
    const auto vault = std::make_shared<vault_test::BreakingVault>();
    vault->breakWith(FailureCode::VaultUnwritable);
    QCOMPARE(codeOf(Receipts(vault).keep(example(u"one"_s, 1))), u"VAU-001"_s);
}

QTEST_GUILESS_MAIN(ReceiptsTest)
#include "test_receipts.moc"
