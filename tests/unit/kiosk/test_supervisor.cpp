// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor with real processes: this program is its own session.
#include "kiosk/private_folder.h"
#include "kiosk/process.h"
#include "kiosk/session_line.h"
#include "kiosk/supervisor.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ttp::kiosk;

namespace {

/// Clocks of the system, and a sleep that the test makes.
class Sleepy final : public Times {
public:
    [[nodiscard]] std::chrono::milliseconds awake() const override { return m_system.awake(); }
    [[nodiscard]] std::chrono::milliseconds withSleep() const override { return m_system.awake() + slept; }
    std::chrono::milliseconds slept{0};

private:
    SystemTimes m_system;
};

void leave(const QString &name)
{
    QFile file(qEnvironmentVariable("TMPDIR") + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write("canary") != 6) {
        _exit(9);
    }
}

/// A session that does what its settings say, one word after the other, and then what it is told.
int runSession(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QByteArray settings = SessionLine::readSettings(STDIN_FILENO);
    if (settings == "die") {
        return 3;
    }
    SessionLine line(STDIN_FILENO, STDOUT_FILENO);
    bool obeys = true;
    for (const QByteArray &word : settings.split(' ')) {
        if (const auto report = readReport(word)) {
            line.say(*report);
        } else if (word == "leave") {
            leave(u"left"_s);
        } else if (word == "crash") {
            raise(SIGKILL);
        } else if (word == "stubborn") {
            obeys = false;
        } else if (word == "stuck") {
            pause();
        } else if (word == "orphan" && fork() == 0) {
            if (fork() == 0) {
                prctl(PR_SET_PDEATHSIG, 0);
                pause();
            }
            _exit(0);
        } else if (word == "chatter") {
            const QByteArray words(100'000, 'x');
            if (write(STDOUT_FILENO, words.constData(), size_t(words.size())) < 0 || write(STDOUT_FILENO, "\n", 1) < 0) {
                _exit(9);
            }
        }
    }
    QObject::connect(&line, &SessionLine::warned, &line, [] { leave(u"warned"_s); });
    QObject::connect(&line, &SessionLine::calmed, &line, [] { leave(u"calmed"_s); });
    QObject::connect(&line, &SessionLine::refused, &line, [] { leave(u"refused"_s); });
    QObject::connect(&line, &SessionLine::ended, &line, [obeys] {
        if (obeys) {
            QCoreApplication::exit(0);
        }
    });
    return QCoreApplication::exec();
}

} // namespace

class KioskSupervisorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { adoptOrphans(); }
    void init();
    void finishedAndClearedAndStartedAnew();
    void endedByTime();
    void extendedByInput();
    void neverEndedWhileSending();
    void endedAfterSleep();
    void killedIfItDoesNotEnd();
    void killedIfItIsStuck();
    void clearedAfterACrash();
    void orphansAreEnded();
    void outOfServiceIfSomethingIsLeft();
    void outOfServiceIfNoSessionStarts_data();
    void outOfServiceIfNoSessionStarts();
    void wordsThatAreNoneChangeNothing();
    void stoppedByTheOperator_data();
    void stoppedByTheOperator();
    void theSessionEndsWithTheSupervisor();

private:
    [[nodiscard]] Supervision supervision(const QByteArray &settings);
    [[nodiscard]] bool wrote(const QString &name) const
    {
        return QFile::exists(m_folder->path() + u"/session/tmp/"_s + name);
    }
    QTemporaryDir m_place;
    std::unique_ptr<PrivateFolder> m_folder;
    std::shared_ptr<Sleepy> m_times;
};

void KioskSupervisorTest::init()
{
    m_folder.reset();
    m_folder = *PrivateFolder::make({m_place.path()});
    m_times = std::make_shared<Sleepy>();
}

Supervision KioskSupervisorTest::supervision(const QByteArray &settings)
{
    Supervision how;
    how.program = QCoreApplication::applicationFilePath();
    how.arguments = QStringList(u"--session"_s);
    how.settings = settings;
    how.durations = {60s, 30s};
    how.ending = 10s;
    how.prepare = [this]() -> std::optional<QProcessEnvironment> {
        if (!m_folder->prepare()) {
            return std::nullopt;
        }
        return m_folder->environment(QProcessEnvironment::systemEnvironment());
    };
    how.steps = {Orphans().asStep(),
                 {"files", [this] { m_folder->clear(); }, [this] { return m_folder->isClean(); }}};
    return how;
}

void KioskSupervisorTest::finishedAndClearedAndStartedAnew()
{
    Supervisor supervisor(supervision("leave input finished"), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    QVERIFY(!wrote(u"left"_s));
    bool everLeft = false;
    connect(&supervisor, &Supervisor::sessionCleared, this, [&] { everLeft = everLeft || wrote(u"left"_s); });
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 3, 30'000);
    QVERIFY(!everLeft);
    QVERIFY(supervisor.state() != State::OutOfService);
}

void KioskSupervisorTest::endedByTime()
{
    Supervision how = supervision("leave input");
    how.durations = {300ms, 300ms};
    Supervisor supervisor(std::move(how), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(wrote(u"warned"_s), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(cleared.count(), 1, 30'000);
}

void KioskSupervisorTest::extendedByInput()
{
    Supervision how = supervision("input");
    how.durations = {100ms, 60s};
    Supervisor supervisor(std::move(how), m_times);
    supervisor.start();
    QTRY_COMPARE_WITH_TIMEOUT(supervisor.state(), State::Warning, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(wrote(u"warned"_s), 30'000);
    QVERIFY(!wrote(u"calmed"_s));
    QCOMPARE(supervisor.cleared(), 0);
}

void KioskSupervisorTest::neverEndedWhileSending()
{
    Supervision how = supervision("input sending finished");
    how.durations = {1ms, 1ms};
    Supervisor supervisor(std::move(how), m_times);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(wrote(u"refused"_s), 30'000); // said after sending had begun
    for (int i = 0; i < 4; ++i) { // four ticks, each of which would have ended it
        QTest::qWait(250);
        QCOMPARE(supervisor.state(), State::Sending);
    }
    QVERIFY(!wrote(u"warned"_s));
}

void KioskSupervisorTest::endedAfterSleep()
{
    Supervisor supervisor(supervision("leave input"), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_COMPARE_WITH_TIMEOUT(supervisor.state(), State::InUse, 30'000);
    m_times->slept += 5s;
    QTRY_COMPARE_WITH_TIMEOUT(cleared.count(), 1, 30'000);
}

void KioskSupervisorTest::killedIfItDoesNotEnd()
{
    Supervision how = supervision("leave stubborn input finished");
    how.ending = 300ms;
    Supervisor supervisor(std::move(how), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 1, 30'000);
}

void KioskSupervisorTest::killedIfItIsStuck()
{
    Supervision how = supervision("leave input stuck");
    how.silence = 500ms;
    Supervisor supervisor(std::move(how), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 1, 30'000);
}

void KioskSupervisorTest::clearedAfterACrash()
{
    Supervisor supervisor(supervision("leave input crash"), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 5, 30'000); // used sessions may crash as often as they like
    QVERIFY(supervisor.state() != State::OutOfService);
}

void KioskSupervisorTest::orphansAreEnded()
{
    Supervisor supervisor(supervision("orphan input finished"), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    const QSignalSpy out(&supervisor, &Supervisor::outOfService);
    const Orphans orphans;
    bool clean = true;
    connect(&supervisor, &Supervisor::sessionCleared, this, [&] { clean = clean && orphans.areGone(); });
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 2, 30'000);
    QVERIFY(clean);
    QVERIFY(out.isEmpty());
}

void KioskSupervisorTest::outOfServiceIfSomethingIsLeft()
{
    Supervision how = supervision("input finished");
    int attempts = 0;
    how.steps.push_back({"clipboard", [&attempts] { ++attempts; }, [] { return false; }});
    how.steps.push_back({"settings", {}, [] { return false; }});
    Supervisor supervisor(std::move(how), m_times);
    const QSignalSpy out(&supervisor, &Supervisor::outOfService);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_COMPARE_WITH_TIMEOUT(out.count(), 1, 30'000);
    const QStringList left{u"clipboard"_s, u"settings"_s};
    QCOMPARE(out.first().first().toStringList(), left);
    QVERIFY(attempts > 1); // another program may have needed a moment
    QVERIFY(cleared.isEmpty());
    QCOMPARE(supervisor.sessionProcess(), 0);
}

void KioskSupervisorTest::outOfServiceIfNoSessionStarts_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("settings");
    QTest::newRow("no program") << u"/nowhere/ttp-apply"_s << QByteArray("input");
    QTest::newRow("ends before anybody came") << QString() << QByteArray("die");
    QTest::newRow("crashes before anybody came") << QString() << QByteArray("crash");
}

void KioskSupervisorTest::outOfServiceIfNoSessionStarts()
{
    QFETCH(const QString, program);
    QFETCH(const QByteArray, settings);
    Supervision how = supervision(settings);
    if (!program.isEmpty()) {
        how.program = program;
    }
    Supervisor supervisor(std::move(how), m_times);
    const QSignalSpy out(&supervisor, &Supervisor::outOfService);
    supervisor.start();
    QTRY_COMPARE_WITH_TIMEOUT(out.count(), 1, 30'000);
    QCOMPARE(out.first().first().toStringList(), QStringList(u"session"_s));
    QCOMPARE(supervisor.cleared(), 3);
}

void KioskSupervisorTest::wordsThatAreNoneChangeNothing()
{
    Supervisor supervisor(supervision("chatter leave input finished"), m_times);
    const QSignalSpy cleared(&supervisor, &Supervisor::sessionCleared);
    supervisor.start();
    QTRY_VERIFY_WITH_TIMEOUT(cleared.count() >= 1, 30'000);
}

void KioskSupervisorTest::stoppedByTheOperator_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<State>("state");
    QTest::newRow("nobody there") << QByteArray() << State::Idle;
    QTest::newRow("in use") << QByteArray("leave input") << State::InUse;
    QTest::newRow("sending") << QByteArray("leave sending") << State::Sending;
}

void KioskSupervisorTest::stoppedByTheOperator()
{
    QFETCH(const QByteArray, settings);
    QFETCH(const State, state);
    Supervisor supervisor(supervision(settings), m_times);
    const QSignalSpy stopped(&supervisor, &Supervisor::stopped);
    supervisor.start();
    QTRY_COMPARE_WITH_TIMEOUT(supervisor.state(), state, 30'000);
    supervisor.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, 30'000);
    QVERIFY(m_folder->isClean());
    QCOMPARE(supervisor.sessionProcess(), 0);
}

/// A supervisor in a process of its own is killed: its session goes, too.
void KioskSupervisorTest::theSessionEndsWithTheSupervisor()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--supervise"_s, m_place.path()});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 30'000);
    const int session = process.readLine().trimmed().toInt();
    QVERIFY(session > 0);
    QCOMPARE(kill(session, 0), 0);
    process.kill();
    QVERIFY(process.waitForFinished());
    // It has become a child of this process (initTestCase) and waits to be reaped once it has ended.
    bool ended = false;
    QTRY_VERIFY_WITH_TIMEOUT((ended = ended || waitpid(session, nullptr, WNOHANG) == session), 30'000);
}

int runSupervisor(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto folder = *PrivateFolder::make({QString::fromLocal8Bit(argv[2])});
    Supervision how;
    how.program = QCoreApplication::applicationFilePath();
    how.arguments = QStringList(u"--session"_s);
    how.settings = "stubborn input";
    how.prepare = [&]() -> std::optional<QProcessEnvironment> {
        return folder->prepare() ? std::optional(folder->environment(QProcessEnvironment::systemEnvironment()))
                                 : std::nullopt;
    };
    Supervisor supervisor(std::move(how), std::make_shared<SystemTimes>());
    supervisor.start();
    QTimer told;
    QObject::connect(&told, &QTimer::timeout, &told, [&] {
        if (supervisor.state() == State::InUse) {
            const QByteArray line = QByteArray::number(supervisor.sessionProcess()) + '\n';
            told.stop();
            if (write(STDOUT_FILENO, line.constData(), size_t(line.size())) < 0) {
                _exit(9);
            }
        }
    });
    told.start(20);
    return QCoreApplication::exec();
}

int main(int argc, char *argv[])
{
    const QByteArrayView mode(argc > 1 ? argv[1] : "");
    if (mode == "--session") {
        return runSession(argc, argv);
    }
    if (mode == "--supervise") {
        return runSupervisor(argc, argv);
    }
    QCoreApplication application(argc, argv);
    KioskSupervisorTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_supervisor.moc"
