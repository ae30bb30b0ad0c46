// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/supervisor.h"

#include "kiosk/process.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ttp::kiosk {

namespace {

constexpr auto TickEvery = 250ms;
/// Other programs need a moment to see that what was theirs has gone (the X server that an owner of the clipboard ended).
constexpr auto WipeAgainAfter = 200ms;
constexpr int MostWipes = 5;
constexpr int MostUnused = 3;

} // namespace

Supervisor::Supervisor(Supervision supervision, std::shared_ptr<const Times> times, QObject *parent)
    : QObject(parent), m_supervision(std::move(supervision)), m_times(std::move(times)),
      m_session(m_supervision.durations, m_times)
{
    connect(&m_ticking, &QTimer::timeout, this, &Supervisor::tick);
    m_killing.setSingleShot(true);
    connect(&m_killing, &QTimer::timeout, this, [this] {
        if (m_process) {
            m_process->kill();
        }
    });
    m_wipeAgain.setSingleShot(true);
    connect(&m_wipeAgain, &QTimer::timeout, this, &Supervisor::clear);
}

Supervisor::~Supervisor()
{
    if (m_process) {
        m_process->disconnect(this);
        m_process->kill();
        m_process->waitForFinished();
    }
}

void Supervisor::start()
{
    m_ticking.start(TickEvery);
    startSession();
}

void Supervisor::stop()
{
    m_stopping = true;
    if (m_session.state() == State::OutOfService) {
        Q_EMIT stopped();
    } else {
        handle(Event::StopAsked);
    }
}

void Supervisor::handle(Event event)
{
    perform(m_session.handle(event));
}

void Supervisor::perform(Effects effects)
{
    if (effects & Effect::HideWarning) {
        m_told.reset();
        tell(Order::Calm);
    }
    if (effects & Effect::RefuseFinish) {
        tell(Order::Refuse);
    }
    if (effects & Effect::EndSession) {
        endSession();
    }
    if (effects & Effect::Clear) {
        m_wipes = 0;
        clear();
    }
    if (effects & Effect::StartSession) {
        ++m_cleared;
        Q_EMIT sessionCleared();
        if (m_stopping) {
            Q_EMIT stopped();
        } else {
            startSession();
        }
    }
    if (effects & Effect::ShowOutOfService) {
        m_ticking.stop();
        Q_EMIT outOfService(m_left);
        if (m_stopping) {
            Q_EMIT stopped();
        }
    }
    // ShowWarning is done by tick(), which also counts down.
}

void Supervisor::tick()
{
    perform(m_session.tick());
    if (const auto left = m_session.secondsLeft(); left && left != m_told) {
        m_told = left;
        tell(Warn{*left});
    }
    if (m_process && m_times->awake() - m_heard >= m_supervision.silence) {
        m_process->kill(); // a stuck window cannot be used, and nobody could end it
    }
}

void Supervisor::startSession()
{
    const auto environment = m_supervision.prepare();
    if (!environment || m_unused >= MostUnused) {
        m_left = QStringList(u"session"_s);
        handle(Event::CannotStart);
        return;
    }
    m_told.reset();
    m_heard = m_times->awake();
    m_process = new QProcess(this);
    m_process->setProcessEnvironment(*environment);
    m_process->setStandardErrorFile(QProcess::nullDevice()); // messages of libraries may name files of the person
    m_process->setChildProcessModifier([] {
        Termination::unblock();
        endWithParent();
    });
    connect(m_process, &QProcess::readyReadStandardOutput, this, &Supervisor::read);
    connect(m_process, &QProcess::finished, this, &Supervisor::onGone);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            onGone();
        }
    }, Qt::QueuedConnection);
    m_process->start(m_supervision.program, m_supervision.arguments);
    m_process->write(m_supervision.settings + '\n');
}

void Supervisor::endSession()
{
    if (!m_process) {
        handle(Event::SessionGone);
        return;
    }
    tell(Order::End);
    m_killing.start(m_supervision.ending);
}

void Supervisor::clear()
{
    m_left = wipe(m_supervision.steps);
    if (m_left.isEmpty()) {
        handle(Event::Cleared);
    } else if (++m_wipes < MostWipes) {
        m_wipeAgain.start(WipeAgainAfter);
    } else {
        handle(Event::ClearingFailed);
    }
}

Event Supervisor::eventOf(Report report)
{
    switch (report) {
    case Report::Sending: return Event::SendingBegan;
    case Report::Settled: return Event::SendingEnded;
    case Report::Finished: return Event::FinishAsked;
    case Report::Alive:
    case Report::Input: break;
    }
    return Event::Input;
}

void Supervisor::read()
{
    while (m_process && m_process->canReadLine()) {
        const auto report = readReport(QByteArrayView(m_process->readLine(LongestLine)).trimmed());
        if (!report) {
            continue;
        }
        m_heard = m_times->awake();
        if (*report != Report::Alive) {
            handle(eventOf(*report));
        }
    }
    if (m_process && m_process->bytesAvailable() > LongestLine) {
        m_process->readAll(); // no line of ours
    }
}

void Supervisor::onGone()
{
    if (!m_process) {
        return;
    }
    m_killing.stop();
    m_process->disconnect(this);
    m_process->deleteLater();
    m_process = nullptr;
    m_unused = m_session.state() == State::Idle ? m_unused + 1 : 0;
    handle(Event::SessionGone);
}

void Supervisor::tell(const Command &command)
{
    if (m_process) {
        m_process->write(toLine(command)); // kept until it runs
    }
}

} // namespace ttp::kiosk
