// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_output.h"

#include "base/log.h"

#include <QDateTime>
#include <QFile>
#include <QMutex>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace ttp::log {

struct Output::State {
    QMutex writing;
    QFile file;
    bool toFile = false;
    Settings::Level level = Settings::Level::Error;

    void write(QtMsgType type, const QMessageLogContext &context, const QByteArray &text);
    void writeForeign(QtMsgType type, const QMessageLogContext &context, const QString &message);
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);

    static State *installed;
};

Output::State *Output::State::installed = nullptr; // NOLINT: Qt's handler is a plain function

namespace {

const char *nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: return "error";
    case QtFatalMsg: return "fatal";
    }
    return "";
}

/// What loads plugins and libraries: its texts name files of the program and of the system.
bool isOfLoading(const char *category)
{
    constexpr std::array Categories{"qt.qpa.plugin", "qt.core.plugin.loader", "qt.core.plugin.factoryloader",
                                    "qt.core.library"};
    return std::ranges::any_of(Categories, [category](const char *each) { return qstrcmp(each, category) == 0; });
}

/// One line, whatever somebody else's text holds.
QByteArray onOneLine(const QString &message)
{
    QByteArray text = message.simplified().toUtf8();
    std::ranges::replace_if(text, [](char c) { return uchar(c) < 0x20 || c == 0x7F; }, '?');
    return text;
}

} // namespace

Settings Settings::fromEnvironment()
{
    Settings settings;
    const QByteArray level = qgetenv("TTP_APPLY_LOG");
    settings.level = level == "debug" ? Level::Debug : level == "info" ? Level::Info : Level::Error;
    settings.file = qEnvironmentVariable("TTP_APPLY_LOG_FILE");
    return settings;
}

Output::Output(const Settings &settings) : m_state(std::make_unique<State>())
{
    m_state->level = settings.level;
    if (!settings.file.isEmpty()) {
        m_state->file.setFileName(settings.file);
        m_state->toFile = m_state->file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                                             QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    const bool info = settings.level != Settings::Level::Error;
    const bool debug = settings.level == Settings::Level::Debug;
    QLoggingCategory::setFilterRules(
        u"ttp.*.info=%1\nttp.*.debug=%2"_s.arg(info ? u"true"_s : u"false"_s, debug ? u"true"_s : u"false"_s));
    State::installed = m_state.get();
    qInstallMessageHandler(&State::handle);
}

Output::~Output()
{
    State::installed = nullptr;
}

bool Output::isWhereAsked() const
{
    return m_state->toFile || m_state->file.fileName().isEmpty();
}

void Output::State::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!installed) { // after main: what is being unloaded, a thread that outlives it
        if (type == QtFatalMsg) {
            std::fputs(qPrintable(message + u'\n'), stderr);
        }
        return;
    }
    if (Line::isBeingWritten()) {
        installed->write(type, context, message.toLatin1());
    } else {
        installed->writeForeign(type, context, message);
    }
}

void Output::State::writeForeign(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtFatalMsg || (isOfLoading(context.category) && (type == QtWarningMsg || type == QtCriticalMsg))) {
        write(type, context, onOneLine(message));
    } else if (type == QtCriticalMsg || (type == QtWarningMsg && level != Settings::Level::Error)) {
        write(type, context, "[text withheld]");
    }
}

/// In one piece, so that lines of two processes that share a file do not mix.
void Output::State::write(QtMsgType type, const QMessageLogContext &context, const QByteArray &text)
{
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + nameOf(type)
        + ' ' + QByteArray(context.category) + ' ' + text + '\n';
    const QMutexLocker lock(&writing);
    if (!toFile || file.write(line) != line.size()) {
        std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    }
}

} // namespace ttp::log
