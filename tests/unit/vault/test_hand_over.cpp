// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaking_vault.h"
#include "example_draft.h"

#include "base/json.h"
#include "vault/hand_over.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::vault;
using namespace vault_test;

namespace {

QString codeOf(const auto &result)
{
    return result ? u"done"_s : nameOf(result.error().code);
}

Secret code()
{
    return Secret::fromString(u"a passphrase"_s);
}

} // namespace

/// A draft leaves one vault in a file and arrives in another.
class HandOverTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<BreakingVault> m_vault;
    std::unique_ptr<Drafts> m_drafts;

    QString path() const { return m_folder->filePath(u"draft.ttp"_s); }

    /// With two files, kept.
    Draft kept()
    {
        Draft draft = exampleDraft();
        draft.files = {pendingFile(u"f1"_s, "one"), pendingFile(u"f2"_s, QByteArray(50'000, '2'))};
        return m_drafts->save(draft) ? *m_drafts->open(draft.id) : Draft();
    }
    static BundleEntry entry(const QString &name, Purpose purpose, const QByteArray &bytes)
    {
        return {name, purpose, bytes.size(), std::make_shared<BytesSource>(bytes)};
    }
    static BundleEntry file(const QString &id, const QByteArray &bytes)
    {
        return entry(u"files/"_s + id, Purpose::Attachment, bytes);
    }
    /// Reads what somebody else may write who knows the code.
    static Result<Draft> read(const QByteArray &draft, const QByteArray &form, std::vector<BundleEntry> more = {})
    {
        more.push_back(entry(u"draft"_s, Purpose::Draft, draft));
        more.push_back(entry(u"form"_s, Purpose::Form, form));
        return readHandOver(more);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = std::make_shared<BreakingVault>();
        m_drafts = std::make_unique<Drafts>(m_vault);
    }

    void arrivesWhole()
    {
        const Draft draft = kept();
        QCOMPARE(draft.files.size(), std::size_t(2));
        const auto exported = exportDraft(*m_drafts, draft.id, path(), code());
        QVERIFY2(exported, qPrintable(codeOf(exported)));
        QVERIFY(*m_drafts->open(draft.id) == draft); // and stays where it was

        const Drafts elsewhere(memoryVault());
        auto read = readHandOver(path(), code());
        QVERIFY2(read, qPrintable(codeOf(read)));
        QVERIFY(read->id != draft.id);
        QCOMPARE(codeOf(readHandOver(path(), Secret::fromString(u"another"_s))), u"BUN-001"_s);
        QVERIFY(importDraft(elsewhere, *read));
        auto arrived = elsewhere.open(read->id);
        QVERIFY(arrived);
        for (const DraftFile &file : draft.files) {
            const auto one = m_drafts->file(draft.id, file.id)->open();
            const auto other = elsewhere.file(arrived->id, file.id)->open();
            QVERIFY(one && other);
            QCOMPARE((*other)->readAll(), (*one)->readAll());
        }
        arrived->id = draft.id;
        QVERIFY(*arrived == draft);
    }

    /// Home again, beside the one that stayed.
    void takesNobodysPlace()
    {
        const Draft draft = kept();
        QVERIFY(exportDraft(*m_drafts, draft.id, path(), code()));
        for (int i = 0; i < 2; ++i) {
            QVERIFY(importDraft(*m_drafts, *readHandOver(path(), code())));
        }
        QCOMPARE(m_drafts->list()->size(), std::size_t(3));
        QVERIFY(*m_drafts->open(draft.id) == draft);
    }

    void isNotExportedWhileItIsOpen()
    {
        const Draft draft = kept();
        auto hold = m_drafts->hold(draft.id);
        QVERIFY(hold);
        QCOMPARE(codeOf(exportDraft(*m_drafts, draft.id, path(), code())), u"DRF-001"_s);
        QVERIFY(!QFile::exists(path()));
        hold->reset();
        QVERIFY(exportDraft(*m_drafts, draft.id, path(), code()));
        QCOMPARE(codeOf(exportDraft(*m_drafts, u"another"_s, path(), code())), u"VAU-005"_s);
    }

    void aFileThatIsGoneStopsTheExport()
    {
        const Draft draft = kept();
        QVERIFY(m_vault->remove(u"drafts/one/files/f1"_s));
        QCOMPARE(codeOf(exportDraft(*m_drafts, draft.id, path(), code())), u"VAU-002"_s);
        QVERIFY(!QFile::exists(path()));
    }

    /// The draft is written last: a program that is killed before leaves nothing that looks like one.
    void isThereWholeOrNotAtAll()
    {
        const Draft draft = kept();
        QVERIFY(exportDraft(*m_drafts, draft.id, path(), code()));
        const auto read = readHandOver(path(), code());
        const auto vault = std::make_shared<BreakingVault>();
        const Drafts drafts(vault);
        for (const Purpose purpose : {Purpose::Form, Purpose::Attachment, Purpose::Draft}) {
            vault->breakPurpose(purpose);
            QCOMPARE(codeOf(importDraft(drafts, *read)), u"VAU-001"_s);
            vault->breakPurpose({});
            QVERIFY(vault->list({})->isEmpty() || vault->remove(u"drafts"_s));
            QVERIFY(drafts.list()->empty());
        }
        auto hold = drafts.hold(read->id);
        QCOMPARE(codeOf(importDraft(drafts, *read)), u"DRF-001"_s);
        hold->reset();
        QVERIFY(importDraft(drafts, *read));
        const QStringList done = vault->done();
        QCOMPARE(done.last(), u"write drafts/%1/draft"_s.arg(read->id));
        QVERIFY(!drafts.list()->empty());
    }

    void whatItHoldsIsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("draft");
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QString>("outcome");
        const Draft draft = exampleDraft();
        const auto with = [&](const QString &key, const QJsonValue &value) {
            QJsonObject json = *parseJsonObject(toKept(draft));
            json[key] = value;
            return toCompactJson(json);
        };
        QTest::newRow("as it should be") << toKept(draft) << draft.form << u"done"_s;
        QTest::newRow("no JSON") << "draft"_ba << draft.form << u"BUN-002"_s;
        QTest::newRow("an unknown member") << with(u"more"_s, 1) << draft.form << u"BUN-002"_s;
        QTest::newRow("an ID that leads away") << with(u"id"_s, u"../x"_s) << draft.form << u"BUN-002"_s;
        QTest::newRow("a newer draft") << with(u"format"_s, 2) << draft.form << u"BUN-003"_s;
        QTest::newRow("another form") << toKept(draft) << "{}"_ba << u"BUN-002"_s;
        QTest::newRow("a huge draft") << QByteArray(MaxDraftBytes + 1, ' ') << draft.form << u"BUN-006"_s;
        QTest::newRow("a huge form") << toKept(draft) << QByteArray(MaxFormBytes + 1, ' ') << u"BUN-006"_s;
    }

    void whatItHoldsIsReadStrictly()
    {
        QFETCH(QByteArray, draft);
        QFETCH(QByteArray, form);
        QFETCH(QString, outcome);
        QCOMPARE(codeOf(read(draft, form)), outcome);
    }

    void filesThatAreNotThoseOfTheDraft()
    {
        Draft draft = exampleDraft();
        draft.files = {pendingFile(u"f1"_s, "one")};
        const QByteArray kept = toKept(draft);
        QCOMPARE(codeOf(read(kept, draft.form, {file(u"f1"_s, "one")})), u"done"_s);
        const std::vector<std::vector<BundleEntry>> others{
            {},
            {file(u"f2"_s, "one")},
            {file(u"f1"_s, "longer")},
            {file(u"f1"_s, "one"), file(u"f2"_s, "two")},
            {entry(u"files/f1"_s, Purpose::Receipt, "one")},
        };
        for (const auto &files : others) {
            QCOMPARE(codeOf(read(kept, draft.form, files)), u"BUN-002"_s);
        }
        const auto swapped = read(kept, draft.form, {file(u"f1"_s, "two")}); // as long, but not the same
        QVERIFY(swapped);
        QCOMPARE(codeOf(importDraft(*m_drafts, *swapped)), u"BUN-002"_s);
        QVERIFY(m_drafts->list()->empty());
        QCOMPARE(codeOf(readHandOver({file(u"f1"_s, "one")})), u"BUN-002"_s); // no draft at all
    }
};

QTEST_GUILESS_MAIN(HandOverTest)
#include "test_hand_over.moc"
