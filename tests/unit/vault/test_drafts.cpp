// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaking_vault.h"
#include "example_draft.h"
#include "judges.h"

#include "vault/drafts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace base_test;
using namespace ttp;
using namespace ttp::vault;
using namespace vault_test;

namespace {

QString codeOf(const auto &result)
{
    return result ? u"done"_s : nameOf(result.error().code);
}

QByteArray contentOf(const std::shared_ptr<const ByteSource> &source)
{
    const auto opened = source->open();
    return opened ? (*opened)->readAll() : "(cannot be opened)"_ba;
}

} // namespace

/// Drafts as data, and where they lie in a vault.
class DraftsTest : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<BreakingVault> m_vault;
    std::unique_ptr<Drafts> m_drafts;

private Q_SLOTS:
    void init()
    {
        m_vault = std::make_shared<BreakingVault>();
        m_drafts = std::make_unique<Drafts>(m_vault);
    }
    void everythingComesBack();
    void strict_data();
    void strict();
    void otherPlace();
    void otherForm();
    void files();
    void filesThatAreNotWhatTheyWere();
    void fullDiskKeepsTheAnswers();
    void tidy();
    void sweep();
    void list();
    void rename();
    void duplicate();
    void removed();
};

void DraftsTest::everythingComesBack()
{
    Draft draft = exampleDraft();
    draft.files.push_back(pendingFile(u"f1"_s, "one"));
    const auto saved = m_drafts->save(draft);
    QVERIFY2(saved && saved->isEmpty(), qPrintable(codeOf(saved)));
    const auto opened = m_drafts->open(draft.id);
    QVERIFY2(opened, qPrintable(codeOf(opened)));
    draft.files.front().pending.reset();
    QCOMPARE(opened->answers, draft.answers);
    QVERIFY(*opened == draft);
}

void DraftsTest::strict_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
    const QString damaged = u"VAU-003"_s;
    const auto row = [](const char *name, const char *from, const char *to, const QString &code) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << code;
    };
    row("as it is", "", "", u"done"_s);
    row("later format", "\"format\":1", "\"format\":2", u"VAU-004"_s);
    row("format nought", "\"format\":1", "\"format\":0", damaged);
    row("unknown member", "\"format\":1", "\"format\":1,\"x\":1", damaged);
    row("no answers", "\"answers\"", "\"answer\"", damaged);
    row("no object", "{\"answers\"", "[{\"answers\"", damaged);
    row("unknown page", "\"page\":\"form\"", "\"page\":\"other\"", damaged);
    row("name of a folder", "\"id\":\"f1\"", "\"id\":\"../f\"", damaged);
    row("digest", "\"sha256\":\"", "\"sha256\":\"x", damaged);
    row("negative size", "\"size\":3", "\"size\":-3", damaged);
    row("steps", "\"steps\":3", "\"steps\":-1", damaged);
    row("time", "2026-02-03T", "2026-02-33T", damaged);
    row("doubled key", "\"format\":1", "\"format\":1,\"format\":1", damaged);
}

void DraftsTest::strict()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    Draft draft = exampleDraft();
    draft.files.push_back(pendingFile(u"f1"_s, "one"));
    QByteArray kept = toKept(draft);
    QVERIFY(kept.contains(from));
    if (!from.isEmpty()) {
        kept.replace(kept.indexOf(from), from.size(), to);
    }
    QByteArray form;
    QCOMPARE(codeOf(readDraft(kept, form)), code);
}

void DraftsTest::otherPlace()
{
    QVERIFY(m_drafts->save(exampleDraft()));
    QVERIFY(m_vault->write(u"drafts/two/draft"_s, Purpose::Draft, toKept(exampleDraft())));
    QCOMPARE(codeOf(m_drafts->open(u"two"_s)), u"VAU-003"_s);
    QCOMPARE(codeOf(m_drafts->open(u"three"_s)), u"VAU-005"_s);
}

void DraftsTest::otherForm()
{
    const Draft draft = exampleDraft();
    QVERIFY(m_drafts->save(draft));
    const QString name = u"drafts/one/forms/"_s + QString::fromLatin1(sha256sum(draft.form));
    QVERIFY(m_vault->write(name, Purpose::Form, "{}"));
    QCOMPARE(codeOf(m_drafts->open(draft.id)), u"VAU-003"_s);
}

void DraftsTest::files()
{
    Draft draft = exampleDraft();
    const QByteArray large(3'000'000, 'x');
    draft.files = {pendingFile(u"f1"_s, large), pendingFile(u"f2"_s, {})};
    QVERIFY(m_drafts->save(draft));
    QCOMPARE(contentOf(m_drafts->file(draft.id, u"f1"_s)), large);
    QCOMPARE(contentOf(m_drafts->file(draft.id, u"f2"_s)), QByteArray());
    for (DraftFile &file : draft.files) {
        file.pending.reset();
    }
    QVERIFY(m_drafts->save(draft));
    QCOMPARE(m_vault->done().filter(u"copy"_s).size(), 2); // once each
    QCOMPARE(m_drafts->open(draft.id)->files.size(), std::size_t(2));
}

void DraftsTest::filesThatAreNotWhatTheyWere()
{
    Draft draft = exampleDraft();
    draft.files = {pendingFile(u"changed"_s, "bytes"), pendingFile(u"grown"_s, "bytes"), pendingFile(u"cut"_s, "bytes"),
                   pendingFile(u"gone"_s, "bytes"), pendingFile(u"good"_s, "bytes")};
    draft.files[0].pending = std::make_shared<BytesSource>("other");
    draft.files[1].pending = std::make_shared<BytesSource>("bytes and more");
    draft.files[2].pending = std::make_shared<BytesSource>("byt");
    draft.files[3].pending = std::make_shared<BytesSource>("bytes", true);
    const auto lost = m_drafts->save(draft);
    QVERIFY(lost);
    QCOMPARE(*lost, (QStringList{u"changed"_s, u"grown"_s, u"cut"_s, u"gone"_s}));
    const auto opened = m_drafts->open(draft.id);
    QVERIFY(opened);
    QCOMPARE(opened->files.size(), std::size_t(1)); // the answers and the good file are kept all the same
    QCOMPARE(*m_vault->list(u"drafts/one/files"_s), QStringList(u"good"_s));
}

void DraftsTest::fullDiskKeepsTheAnswers()
{
    Draft draft = exampleDraft();
    QVERIFY(m_drafts->save(draft));
    draft.answers.insert(u"name"_s, u"new"_s);
    draft.files.push_back(pendingFile(u"f1"_s, "one"));
    m_vault->breakPurpose(Purpose::Attachment);
    QCOMPARE(codeOf(m_drafts->save(draft)), u"VAU-001"_s);
    auto opened = m_drafts->open(draft.id);
    QVERIFY(opened);
    QCOMPARE(opened->answers, draft.answers);
    QVERIFY(opened->files.empty());
    m_vault->breakPurpose(std::nullopt);
    QVERIFY(m_drafts->save(draft));
    QCOMPARE(m_drafts->open(draft.id)->files.size(), std::size_t(1));
}

void DraftsTest::tidy()
{
    Draft draft = exampleDraft();
    draft.files = {pendingFile(u"f1"_s, "one"), pendingFile(u"f2"_s, "two")};
    QVERIFY(m_drafts->save(draft));
    draft.files.erase(draft.files.begin());
    draft.files.front().pending.reset();
    draft.form = "{\"another\":\"form\"}";
    QVERIFY(m_drafts->save(draft));
    QCOMPARE(m_vault->list(u"drafts/one/forms"_s)->size(), 2); // the old one was there until the new draft was
    QVERIFY(m_drafts->tidy(draft));
    QCOMPARE(m_vault->list(u"drafts/one/forms"_s)->size(), 1);
    QCOMPARE(*m_vault->list(u"drafts/one/files"_s), QStringList(u"f2"_s));
    QVERIFY(*m_drafts->open(draft.id) == draft);
}

void DraftsTest::sweep()
{
    QVERIFY(m_drafts->save(exampleDraft()));
    QVERIFY(m_vault->write(u"drafts/left/files/f1"_s, Purpose::Attachment, "x"));
    QVERIFY(m_vault->write(u"drafts/begun/files/f1"_s, Purpose::Attachment, "x"));
    const auto making = m_drafts->hold(u"begun"_s);
    QVERIFY(making);
    QVERIFY(m_drafts->sweep());
    QCOMPARE(*m_vault->list(u"drafts"_s), (QStringList{u"begun"_s, u"one"_s}));
}

void DraftsTest::list()
{
    Draft older = exampleDraft(u"older"_s);
    older.changed = older.changed.addDays(-1);
    QVERIFY(m_drafts->save(older));
    QVERIFY(m_drafts->save(exampleDraft(u"newer"_s)));
    QVERIFY(m_vault->write(u"drafts/broken/draft"_s, Purpose::Draft, "{"));
    QVERIFY(m_vault->write(u"drafts/none/files/f"_s, Purpose::Attachment, "x"));
    const auto listed = m_drafts->list();
    QVERIFY(listed);
    QCOMPARE(listed->size(), std::size_t(3));
    QCOMPARE((*listed)[0].id, u"newer"_s);
    QCOMPARE((*listed)[0].draft->applicant, u"山田"_s);
    QCOMPARE((*listed)[1].id, u"older"_s);
    QCOMPARE((*listed)[2].id, u"broken"_s);
    QCOMPARE(codeOf((*listed)[2].draft), u"VAU-003"_s);
    QVERIFY(Drafts(memoryVault()).list()->empty());
}

void DraftsTest::rename()
{
    Draft draft = exampleDraft();
    QVERIFY(m_drafts->save(draft));
    QVERIFY(m_drafts->rename(draft.id, u"another"_s));
    draft.name = u"another"_s;
    QVERIFY(*m_drafts->open(draft.id) == draft);
    m_vault->breakWith(FailureCode::VaultUnwritable);
    QCOMPARE(codeOf(m_drafts->rename(draft.id, u"third"_s)), u"VAU-001"_s);
    QCOMPARE(m_drafts->open(draft.id)->name, u"another"_s);
}

void DraftsTest::duplicate()
{
    Draft draft = exampleDraft();
    draft.files.push_back(pendingFile(u"f1"_s, "one"));
    QVERIFY(m_drafts->save(draft));
    const QDateTime now({2027, 1, 1}, {0, 0}, Qt::UTC);
    const auto answersOf = [](const Draft &old) {
        QJsonObject answers = old.answers;
        answers.remove(u"agrees"_s);
        return answers;
    };
    const auto id = m_drafts->duplicate(draft.id, u"copy"_s, answersOf, now);
    QVERIFY2(id, qPrintable(codeOf(id)));
    QVERIFY(m_drafts->remove(draft.id)); // it needs nothing of the first
    const auto copy = m_drafts->open(*id);
    QVERIFY(copy);
    QCOMPARE(copy->name, u"copy"_s);
    QCOMPARE(copy->ownerId, draft.ownerId);
    QCOMPARE(copy->answers, (QJsonObject{{u"name"_s, u"山田 é 😀"_s}}));
    QVERIFY(copy->consent.isEmpty());
    QCOMPARE(copy->sending, DraftSending()); // or the next application would be taken for the one before
    QCOMPARE(copy->place.page, u"terms"_s);
    QCOMPARE(copy->created, now);
    QCOMPARE(copy->form, draft.form);
    QCOMPARE(copy->files.size(), std::size_t(1));
    QVERIFY(copy->files[0].id != u"f1"_s);
    QCOMPARE(contentOf(m_drafts->file(*id, copy->files[0].id)), "one"_ba);
    m_vault->breakPurpose(Purpose::Attachment);
    QVERIFY(!m_drafts->duplicate(*id, u"copy"_s, answersOf, now));
    QCOMPARE(m_vault->list(u"drafts"_s)->size(), 1); // nothing half is left
}

void DraftsTest::removed()
{
    Draft draft = exampleDraft();
    draft.files.push_back(pendingFile(u"f1"_s, "one"));
    QVERIFY(m_drafts->save(draft));
    QVERIFY(m_drafts->remove(draft.id));
    QVERIFY(m_vault->list({})->isEmpty());
    const QStringList done = m_vault->done();
    QVERIFY(done.indexOf(u"remove drafts/one/draft"_s) < done.indexOf(u"remove drafts/one"_s));
}

QTEST_GUILESS_MAIN(DraftsTest)
#include "test_drafts.moc"
