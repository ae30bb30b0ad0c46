// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/session_line.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace ttp::kiosk {

using namespace std::chrono_literals;

namespace {

constexpr auto AliveEvery = 2s;
constexpr qsizetype LongestSettings = 64 * 1024;

} // namespace

SessionLine::SessionLine(int input, int output, QObject *parent)
    : QObject(parent), m_input(input), m_output(output),
      m_notifier(new QSocketNotifier(input, QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, &SessionLine::read);
    connect(&m_alive, &QTimer::timeout, this, [this] { say(Report::Alive); });
    m_alive.start(AliveEvery);
    say(Report::Alive);
}

void SessionLine::say(Report report) const
{
    const QByteArray line = toLine(report);
    if (write(m_output, line.constData(), size_t(line.size())) != line.size()) {
        _exit(1); // nobody is left to say it to
    }
}

QByteArray SessionLine::readSettings(int input)
{
    QByteArray line;
    char byte = 0;
    while (line.size() < LongestSettings) { // byte by byte: what follows the line is not ours
        const auto count = ::read(input, &byte, 1);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count != 1) {
            return {};
        }
        if (byte == '\n') {
            return line;
        }
        line += byte;
    }
    return {};
}

void SessionLine::read()
{
    std::array<char, 256> bytes{};
    const auto count = ::read(m_input, bytes.data(), bytes.size());
    if (count <= 0) {
        _exit(1); // the supervisor has gone, and with it everybody who could clear up after a session
    }
    m_read.append(bytes.data(), count);
    for (qsizetype end = m_read.indexOf('\n'); end >= 0; end = m_read.indexOf('\n')) {
        const auto command = readCommand(QByteArrayView(m_read).first(end));
        m_read.remove(0, end + 1);
        if (command) {
            obey(*command);
        }
    }
    if (m_read.size() > LongestLine) {
        m_read.clear();
    }
}

void SessionLine::obey(const Command &command)
{
    if (const auto *warn = std::get_if<Warn>(&command)) {
        Q_EMIT warned(warn->seconds);
        return;
    }
    switch (std::get<Order>(command)) {
    case Order::Calm: Q_EMIT calmed(); break;
    case Order::Refuse: Q_EMIT refused(); break;
    case Order::End: Q_EMIT ended(); break;
    }
}

} // namespace ttp::kiosk
