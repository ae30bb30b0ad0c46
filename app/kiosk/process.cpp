// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/process.h"

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QSocketNotifier>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace ttp::kiosk {

namespace {

sigset_t terminating()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&signals, signal);
    }
    return signals;
}

/// The children of all threads of this process: a child belongs to the thread that started it.
std::vector<int> children()
{
    std::vector<int> found;
    QDirIterator threads(u"/proc/self/task"_s, QDir::Dirs | QDir::NoDotAndDotDot);
    while (threads.hasNext()) {
        QFile list(threads.next() + u"/children"_s);
        if (list.open(QIODevice::ReadOnly)) {
            for (const QByteArray &pid : list.readAll().split(' ')) {
                if (const int number = pid.trimmed().toInt(); number > 0) {
                    found.push_back(number);
                }
            }
        }
    }
    return found;
}

} // namespace

void endWithParent()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

void adoptOrphans()
{
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

Orphans::Orphans() : m_own(children()) {}

std::vector<int> Orphans::strangers() const
{
    std::vector<int> found = children();
    std::erase_if(found, [this](int pid) { return std::ranges::find(m_own, pid) != m_own.end(); });
    return found;
}

void Orphans::end() const
{
    for (const int pid : strangers()) {
        kill(pid, SIGKILL);
        waitpid(pid, nullptr, 0); // what SIGKILL was sent to ends; its children come to us and are next
    }
}

bool Orphans::areGone() const
{
    return strangers().empty();
}

WipeStep Orphans::asStep() const
{
    return {"processes", [of = *this] { of.end(); }, [of = *this] { return of.areGone(); }};
}

Termination::Termination() : m_descriptor(-1), m_notifier(nullptr)
{
    block();
    const sigset_t signals = terminating();
    m_descriptor = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo facts{};
        while (read(m_descriptor, &facts, sizeof facts) == sizeof facts) {
        }
        Q_EMIT asked();
    });
}

Termination::~Termination()
{
    close(m_descriptor);
    unblock();
}

void Termination::block()
{
    const sigset_t signals = terminating();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void Termination::unblock()
{
    const sigset_t signals = terminating();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

} // namespace ttp::kiosk
