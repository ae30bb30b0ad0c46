// SPDX-License-Identifier: GPL-3.0-or-later
// The rules for every pair of state and event, and the time.
#include "kiosk/session.h"

#include <QTest>

#include <map>

using namespace std::chrono_literals;
using namespace ttp::kiosk;

namespace {

using enum State;

/// Clocks that the test sets.
class HandSet final : public Times {
public:
    [[nodiscard]] std::chrono::milliseconds awake() const override { return now; }
    [[nodiscard]] std::chrono::milliseconds withSleep() const override { return now + slept; }
    std::chrono::milliseconds now = 1'000'000ms;
    std::chrono::milliseconds slept = 5000s; ///< before the kiosk started
};

/// What each pair does, written down a second time: everything that is not listed changes nothing.
const std::map<std::pair<State, Event>, Step> &expected()
{
    static const std::map<std::pair<State, Event>, Step> rules{
        {{Idle, Event::Input}, {InUse, {}}},
        {{Idle, Event::SendingBegan}, {Sending, {}}},
        {{Idle, Event::FinishAsked}, {Clearing, Effect::EndSession}},
        {{Idle, Event::StopAsked}, {Clearing, Effect::EndSession}},
        {{Idle, Event::SessionGone}, {Clearing, Effect::Clear}},
        {{Idle, Event::CannotStart}, {OutOfService, Effect::ShowOutOfService}},
        {{InUse, Event::IdleOver}, {Warning, Effect::ShowWarning}},
        {{InUse, Event::Suspended}, {Clearing, Effect::EndSession}},
        {{InUse, Event::SendingBegan}, {Sending, {}}},
        {{InUse, Event::FinishAsked}, {Clearing, Effect::EndSession}},
        {{InUse, Event::StopAsked}, {Clearing, Effect::EndSession}},
        {{InUse, Event::SessionGone}, {Clearing, Effect::Clear}},
        {{Warning, Event::Input}, {InUse, Effect::HideWarning}},
        {{Warning, Event::WarningOver}, {Clearing, Effect::EndSession}},
        {{Warning, Event::Suspended}, {Clearing, Effect::EndSession}},
        {{Warning, Event::SendingBegan}, {Sending, Effect::HideWarning}},
        {{Warning, Event::FinishAsked}, {Clearing, Effect::EndSession}},
        {{Warning, Event::StopAsked}, {Clearing, Effect::EndSession}},
        {{Warning, Event::SessionGone}, {Clearing, Effect::Clear}},
        {{Sending, Event::SendingEnded}, {InUse, {}}},
        {{Sending, Event::FinishAsked}, {Sending, Effect::RefuseFinish}},
        {{Sending, Event::StopAsked}, {Clearing, Effect::EndSession}},
        {{Sending, Event::SessionGone}, {Clearing, Effect::Clear}},
        {{Clearing, Event::SessionGone}, {Clearing, Effect::Clear}},
        {{Clearing, Event::Cleared}, {Idle, Effect::StartSession}},
        {{Clearing, Event::ClearingFailed}, {OutOfService, Effect::ShowOutOfService}},
        {{Clearing, Event::CannotStart}, {OutOfService, Effect::ShowOutOfService}},
    };
    return rules;
}

} // namespace

class KioskSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPair();
    void warnedAndEnded();
    void extendedAsOftenAsOneLikes();
    void neverWhileSending();
    void nobodyIsNeverEnded();
    void theWallClockDoesNotMatter();
    void sleepEndsTheSession_data();
    void sleepEndsTheSession();
    void aStalledMachineWarnsFirst();

private:
    std::shared_ptr<HandSet> m_times = std::make_shared<HandSet>();
    Effects after(Session &session, std::chrono::milliseconds pause)
    {
        m_times->now += pause;
        return session.tick();
    }
};

void KioskSessionTest::everyPair()
{
    int pairs = 0;
    for (const State state : AllStates) {
        for (const Event event : AllEvents) {
            const auto rule = expected().find({state, event});
            const Step wanted = rule == expected().end() ? Step{state, {}} : rule->second;
            QVERIFY2(step(state, event) == wanted,
                     qPrintable(QStringLiteral("state %1, event %2").arg(int(state)).arg(int(event))));
            ++pairs;
        }
    }
    QCOMPARE(pairs, 6 * 12);
}

void KioskSessionTest::warnedAndEnded()
{
    Session session({}, m_times);
    QCOMPARE(session.handle(Event::Input), Effects());
    QCOMPARE(after(session, 59'999ms), Effects());
    QVERIFY(!session.secondsLeft());
    QCOMPARE(after(session, 1ms), Effects(Effect::ShowWarning));
    QCOMPARE(session.secondsLeft(), 30);
    QCOMPARE(after(session, 1ms), Effects());
    QCOMPARE(session.secondsLeft(), 30); // rounded up
    QCOMPARE(after(session, 29'998ms), Effects());
    QCOMPARE(session.secondsLeft(), 1);
    QCOMPARE(after(session, 1ms), Effects(Effect::EndSession));
    QCOMPARE(session.state(), Clearing);
    QVERIFY(!session.secondsLeft());
}

void KioskSessionTest::extendedAsOftenAsOneLikes()
{
    Session session({}, m_times);
    (void)session.handle(Event::Input);
    for (int time = 0; time < 1000; ++time) {
        QCOMPARE(after(session, 60s), Effects(Effect::ShowWarning));
        QCOMPARE(after(session, 29'999ms), Effects());
        QCOMPARE(session.handle(Event::Input), Effects(Effect::HideWarning));
    }
    QCOMPARE(session.state(), InUse);
    QCOMPARE(after(session, 59'999ms), Effects()); // counted from the last input
}

void KioskSessionTest::neverWhileSending()
{
    Session session({}, m_times);
    (void)session.handle(Event::Input);
    (void)session.handle(Event::SendingBegan);
    for (int minute = 0; minute < 600; ++minute) {
        QCOMPARE(after(session, 60s), Effects());
    }
    m_times->slept += 3600s;
    QCOMPARE(after(session, 1s), Effects());
    QCOMPARE(session.handle(Event::FinishAsked), Effects(Effect::RefuseFinish));
    QCOMPARE(session.state(), Sending);
    QCOMPARE(session.handle(Event::SendingEnded), Effects());
    QCOMPARE(after(session, 59'999ms), Effects()); // the outcome is seen for the whole time
    QCOMPARE(after(session, 1ms), Effects(Effect::ShowWarning));
}

void KioskSessionTest::nobodyIsNeverEnded()
{
    Session session({}, m_times);
    for (int day = 0; day < 100; ++day) {
        m_times->slept += 3600s;
        QCOMPARE(after(session, 24h), Effects());
    }
    QCOMPARE(session.state(), Idle);
}

/// The clocks of the system are those that setting the date does not move.
void KioskSessionTest::theWallClockDoesNotMatter()
{
    const SystemTimes times;
    timespec monotonic{};
    timespec sinceBoot{};
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    clock_gettime(CLOCK_BOOTTIME, &sinceBoot);
    QVERIFY(times.awake() >= std::chrono::seconds(monotonic.tv_sec));
    QVERIFY(times.awake() < std::chrono::seconds(monotonic.tv_sec + 60));
    QVERIFY(times.withSleep() >= std::chrono::seconds(sinceBoot.tv_sec));
    QVERIFY(times.withSleep() < std::chrono::seconds(sinceBoot.tv_sec + 60));
}

void KioskSessionTest::sleepEndsTheSession_data()
{
    QTest::addColumn<bool>("warned");
    QTest::newRow("in use") << false;
    QTest::newRow("during the warning") << true;
}

void KioskSessionTest::sleepEndsTheSession()
{
    QFETCH(const bool, warned);
    Session session({}, m_times);
    (void)session.handle(Event::Input);
    QCOMPARE(after(session, 1s), Effects());
    if (warned) {
        QCOMPARE(after(session, 60s), Effects(Effect::ShowWarning));
    }
    m_times->slept += 10s; // shorter than the idle time: whoever opens the lid may be somebody else
    QCOMPARE(after(session, 100ms), Effects(Effect::EndSession));
    QCOMPARE(session.state(), Clearing);
    // Not a second time for the same sleep.
    (void)session.handle(Event::Cleared);
    (void)session.handle(Event::Input);
    QCOMPARE(after(session, 100ms), Effects());
    QCOMPARE(session.state(), InUse);
}

void KioskSessionTest::aStalledMachineWarnsFirst()
{
    Session session({}, m_times);
    (void)session.handle(Event::Input);
    QCOMPARE(after(session, 500s), Effects(Effect::ShowWarning)); // no tick came for long
    QCOMPARE(session.secondsLeft(), 30);
    QCOMPARE(after(session, 1s), Effects());
}

QTEST_GUILESS_MAIN(KioskSessionTest)
#include "test_session.moc"
