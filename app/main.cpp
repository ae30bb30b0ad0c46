// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds every object, hands them over by constructor, starts a command or the window.

#include "command/arguments.h"
#include "command/command.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::Japanese ? u"ja"_s : u"en"_s;
}

/// The first line of standard input with its line end; the password is in it.
QByteArray readPasswordLine()
{
    constexpr qint64 Longest = 64 * 1024;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) {
        return {};
    }
    return input.readLine(Longest);
}

int runCommand(QCoreApplication &application, const QStringList &arguments)
{
    QFile output;
    QFile errors;
    if (!output.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered)
        || !errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return ttp::exitCodeOf(ttp::OutcomeState::Defect);
    }
    const ttp::command::Surroundings surroundings{std::make_shared<ttp::SystemClock>(), readPasswordLine, &output,
                                                  &errors, systemLanguage()};
    auto parsed = ttp::command::parseArguments(arguments);
    if (!parsed) {
        return ttp::command::reportUsage(parsed.error(), arguments.contains("--json"_L1), surroundings);
    }
    if (parsed->help || parsed->showVersion) {
        const QString text = parsed->help ? ttp::command::usage() : u"TTP Apply " TTP_VERSION "\n"_s;
        output.write(text.toUtf8());
        return 0;
    }
    const auto command = ttp::command::makeCommand(*std::move(parsed), surroundings);
    QObject::connect(command.get(), &ttp::command::Command::ended, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    QTimer::singleShot(0, command.get(), &ttp::command::Command::start);
    return application.exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(u"TTP Apply"_s);
    QCoreApplication::setApplicationVersion(u"" TTP_VERSION ""_s);
    QCoreApplication application(argc, argv);
    return runCommand(application, application.arguments().sliced(1));
}
