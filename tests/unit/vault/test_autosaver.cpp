// SPDX-License-Identifier: GPL-3.0-or-later
#include "breaking_vault.h"
#include "example_draft.h"

#include "vault/autosaver.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp;
using namespace ttp::vault;
using namespace vault_test;

namespace {

class OwnClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override { return now; }
    QDateTime now{{2026, 5, 5}, {5, 5}, Qt::UTC};
};

} // namespace

/// That what was entered gets onto the disk, whatever the disk does.
class AutosaverTest : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<BreakingVault> m_vault;
    std::shared_ptr<OwnClock> m_clock;
    Draft m_draft;
    std::unique_ptr<Autosaver> m_saver;

    void change(const QString &name)
    {
        m_draft.answers.insert(u"name"_s, name);
        m_saver->touch();
    }
    [[nodiscard]] QString kept() const
    {
        const auto opened = Drafts(m_vault).open(m_draft.id);
        return opened ? opened->answers.value(u"name"_s).toString() : nameOf(opened.error().code);
    }
    [[nodiscard]] bool becomes(Autosaver::State state)
    {
        return QTest::qWaitFor([&] { return m_saver->state() == state; }, 10'000);
    }

private Q_SLOTS:
    void init()
    {
        m_vault = std::make_shared<BreakingVault>();
        m_clock = std::make_shared<OwnClock>();
        m_draft = exampleDraft();
        m_saver = std::make_unique<Autosaver>(m_vault, m_clock, [this] { return m_draft; },
                                              Autosaver::Timing{20ms, 50ms});
    }
    void cleanup()
    {
        m_saver.reset();
        QCOMPARE(QThread::currentThread(), thread());
    }
    void saves();
    void changesAreSavedTogether();
    void theLastStateWins();
    void typingWithoutAPauseIsSaved();
    void failureIsToldAndTriedAgain();
    void everyChangeTriesAgain();
    void endSavesWhatIsLeft();
    void endWaitsForWhatIsUnderWay();
    void flushDoesNotWait();
    void clockSetBack();
    void filesAreCopiedOnce();
    void removedFilesGo();
    void lostFilesAreTold();
    void discarded();
};

void AutosaverTest::saves()
{
    QCOMPARE(m_saver->state(), Autosaver::State::Nothing);
    change(u"a"_s);
    QCOMPARE(m_saver->state(), Autosaver::State::Saving);
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(m_saver->savedAt(), m_clock->now);
    QCOMPARE(kept(), u"a"_s);
}

void AutosaverTest::changesAreSavedTogether()
{
    for (int i = 0; i < 100; ++i) {
        change(QString::number(i));
    }
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(m_vault->draftsWritten(), 1);
    QCOMPARE(kept(), u"99"_s);
}

void AutosaverTest::theLastStateWins()
{
    m_vault->hang();
    change(u"first"_s);
    m_saver->flush(); // it hangs in the disk
    change(u"second"_s);
    m_saver->flush();
    change(u"third"_s);
    QCOMPARE(m_saver->state(), Autosaver::State::Saving);
    m_vault->release();
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(kept(), u"third"_s);
    QCOMPARE(m_vault->draftsWritten(), 2);
}

void AutosaverTest::typingWithoutAPauseIsSaved()
{
    // Changes come faster than the delay; it is saved all the same while they come.
    QTimer typing;
    int count = 0;
    connect(&typing, &QTimer::timeout, this, [&] { change(QString::number(++count)); });
    typing.start(1ms);
    QVERIFY(QTest::qWaitFor([this] { return m_vault->draftsWritten() >= 3; }, 10'000));
}

void AutosaverTest::failureIsToldAndTriedAgain()
{
    change(u"before"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    m_vault->breakWith(FailureCode::VaultUnwritable);
    change(u"after"_s);
    QVERIFY(becomes(Autosaver::State::Failed));
    QCOMPARE(m_saver->failure()->code, FailureCode::VaultUnwritable);
    QCOMPARE(kept(), u"before"_s);
    m_vault->breakWith(std::nullopt);
    QVERIFY(becomes(Autosaver::State::Saved)); // without another change
    QVERIFY(!m_saver->failure());
    QCOMPARE(kept(), u"after"_s);
}

void AutosaverTest::everyChangeTriesAgain()
{
    m_saver = std::make_unique<Autosaver>(m_vault, m_clock, [this] { return m_draft; },
                                          Autosaver::Timing{10ms, 1h});
    m_vault->breakWith(FailureCode::VaultUnwritable);
    change(u"a"_s);
    QVERIFY(becomes(Autosaver::State::Failed));
    m_vault->breakWith(std::nullopt);
    change(u"b"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(kept(), u"b"_s);
}

void AutosaverTest::endSavesWhatIsLeft()
{
    change(u"a"_s);
    m_saver.reset();
    QCOMPARE(kept(), u"a"_s);
}

void AutosaverTest::endWaitsForWhatIsUnderWay()
{
    m_vault->hang();
    change(u"a"_s);
    m_saver->flush();
    change(u"b"_s);
    const std::unique_ptr<QThread> later(QThread::create([this] { m_vault->release(); }));
    later->start();
    m_saver.reset();
    later->wait();
    QCOMPARE(kept(), u"b"_s);
}

void AutosaverTest::flushDoesNotWait()
{
    m_saver = std::make_unique<Autosaver>(m_vault, m_clock, [this] { return m_draft; }, Autosaver::Timing{1h, 1h});
    m_saver->flush();
    QCOMPARE(m_saver->state(), Autosaver::State::Nothing); // nothing to save
    change(u"a"_s);
    m_saver->flush();
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(kept(), u"a"_s);
    m_vault->hang();
    change(u"b"_s);
    m_saver->flush();
    change(u"c"_s);
    m_saver->flush(); // follows at once
    m_vault->release();
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(kept(), u"c"_s);
}

void AutosaverTest::clockSetBack()
{
    change(u"a"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    m_clock->now = m_clock->now.addYears(-20);
    m_draft.changed = m_clock->now;
    change(u"b"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(kept(), u"b"_s);
    QCOMPARE(m_saver->savedAt(), m_clock->now);
}

void AutosaverTest::filesAreCopiedOnce()
{
    m_draft.files.push_back(pendingFile(u"f1"_s, "one"));
    QSignalSpy saved(m_saver.get(), &Autosaver::saved);
    change(u"a"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    change(u"b"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(saved.size(), 2);
    QCOMPARE(m_vault->done().filter(u"copy"_s).size(), 1);
    QCOMPARE(Drafts(m_vault).open(m_draft.id)->files.size(), std::size_t(1));
}

void AutosaverTest::removedFilesGo()
{
    m_draft.files.push_back(pendingFile(u"f1"_s, "one"));
    change(u"a"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    m_draft.files.clear();
    change(u"b"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    QVERIFY(m_vault->list(u"drafts/one/files"_s)->isEmpty());
}

void AutosaverTest::lostFilesAreTold()
{
    m_draft.files.push_back(pendingFile(u"f1"_s, "one"));
    m_draft.files.front().pending = std::make_shared<BytesSource>("one", true);
    QStringList lost;
    connect(m_saver.get(), &Autosaver::saved, this, [&](const Draft &, const QStringList &ids) { lost = ids; });
    change(u"a"_s);
    QVERIFY(becomes(Autosaver::State::Saved));
    QCOMPARE(lost, QStringList(u"f1"_s));
    QCOMPARE(kept(), u"a"_s);
}

void AutosaverTest::discarded()
{
    m_vault->hang();
    change(u"a"_s);
    m_saver->flush();
    std::optional<Result<void>> gone;
    m_saver->discard([&gone](Result<void> result) { gone = std::move(result); });
    change(u"b"_s);
    m_vault->release();
    QVERIFY(QTest::qWaitFor([&gone] { return gone.has_value(); }, 10'000));
    QVERIFY(*gone);
    m_saver.reset();
    QVERIFY(m_vault->list({})->isEmpty());
}

QTEST_GUILESS_MAIN(AutosaverTest)
#include "test_autosaver.moc"
