// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds every object, hands them over by constructor, starts a command or the window.

#include "base/openssl_start.h"
#include "base/process_safety.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/origin.h"
#include "credentials/keychain.h"
#include "style/style.h"
#include "submission/outbox.h"
#include "wizard/controller.h"
#include "wizard/languages.h"
#include "wizard/wizard_window.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QStandardPaths>
#include <QTextLayout>
#include <QThreadPool>
#include <QTimer>

#include <clocale>
#include <string>

using namespace Qt::StringLiterals;

namespace {

// By descriptor, not by FILE: what is written is there at once also in a pipe, and the password is in no other buffer.
constexpr int StandardInput = 0;
constexpr int StandardOutput = 1;
constexpr int StandardErrors = 2;

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::Japanese ? u"ja"_s : u"en"_s;
}

/// Where the program keeps what must outlive it.
QString dataFolder()
{
    const QString chosen = qEnvironmentVariable("TTP_APPLY_HOME");
    return chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
                            : QDir::current().absoluteFilePath(chosen);
}

/// The next line of standard input with its line end; a password is in it.
QByteArray readPasswordLine()
{
    constexpr qint64 Longest = 64 * 1024;
    QFile input;
    if (!input.open(StandardInput, QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return {};
    }
    return input.readLine(Longest);
}

/// Qt shapes all text in the language of LC_CTYPE as it stands when the first text is shaped (HarfBuzz asks once and keeps
/// the answer), and in a Chinese one Noto's Japanese face draws Chinese forms. Lets that first time be a neutral one; the
/// face then draws its own forms, the Japanese ones. To be called before any other text, while there is one thread.
void chooseJapaneseForms()
{
    const std::string own = std::setlocale(LC_CTYPE, nullptr);
    std::setlocale(LC_CTYPE, "C");
    QTextLayout first(u"字"_s);
    first.beginLayout();
    (void)first.createLine();
    first.endLayout();
    std::setlocale(LC_CTYPE, own.c_str());
}

/// Nearly every command does without fonts and a platform; one that makes a PDF takes those of no screen at all.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv, bool needsFonts)
{
    if (!needsFonts) {
        return std::make_unique<QCoreApplication>(argc, argv);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    chooseJapaneseForms();
    return application;
}

int runCommand(int &argc, char **argv, const QStringList &arguments)
{
    auto parsed = ttp::command::parseArguments(arguments);
    const auto application = makeApplication(argc, argv, parsed && parsed->needsFonts());
    QFile output;
    QFile errors;
    if (!output.open(StandardOutput, QIODevice::WriteOnly | QIODevice::Unbuffered)
        || !errors.open(StandardErrors, QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return ttp::exitCodeOf(ttp::OutcomeState::Defect);
    }
    const ttp::command::Surroundings surroundings{std::make_shared<ttp::SystemClock>(), readPasswordLine, &output,
                                                  &errors, systemLanguage(), dataFolder()};
    if (!parsed) {
        return ttp::command::reportUsage(parsed.error(), arguments.contains("--json"_L1), surroundings);
    }
    if (parsed->help || parsed->showVersion) {
        const QString text = parsed->help ? ttp::command::usage() : u"TTP Apply " TTP_VERSION "\n"_s;
        output.write(text.toUtf8());
        return 0;
    }
    const auto command = ttp::command::makeCommand(*std::move(parsed), surroundings);
    QObject::connect(command.get(), &ttp::command::Command::ended, application.get(),
                     &QCoreApplication::exit,
                     Qt::QueuedConnection);
    QTimer::singleShot(0, command.get(), &ttp::command::Command::start);
    return QCoreApplication::exec();
}

/// Opens the service for the window and keeps the embedded one, if there is one, until the program ends.
std::function<ttp::Result<ttp::ui::Origin>()> originFor(const QString &profilePath,
                                                        std::shared_ptr<ttp::command::Origin> kept)
{
    return [profilePath, kept = std::move(kept)]() -> ttp::Result<ttp::ui::Origin> {
        auto origin = ttp::command::openOrigin(profilePath, std::make_shared<ttp::SystemClock>());
        if (!origin) {
            return ttp::failed(std::move(origin.error()));
        }
        *kept = *std::move(origin);
        return ttp::ui::Origin{kept->profile, kept->account};
    };
}

int runWindow(int &argc, char **argv, const ttp::command::Arguments &arguments)
{
    QGuiApplication::setDesktopFileName(u"ttp-apply"_s);
    QApplication application(argc, argv);
    chooseJapaneseForms();
    auto *style = ttp::ui::style::install(application);
    ttp::ui::Languages languages(application);
    languages.choose(arguments.language.isEmpty() ? ttp::ui::Languages::ofSystem() : arguments.language);

    ttp::credentials::Keychain keychain;
    const auto embedded = std::make_shared<ttp::command::Origin>();
    const ttp::submission::Outbox outbox(dataFolder());
    ttp::ui::WizardWindow window;
    ttp::ui::Surroundings surroundings{std::make_shared<ttp::SystemClock>(), originFor(arguments.profilePath, embedded),
                                       &keychain};
    surroundings.outbox = &outbox;
    ttp::ui::Controller controller(std::move(surroundings), languages, window);
    QObject::connect(&controller, &ttp::ui::Controller::schemeChosen, style, [style](const QString &scheme) {
        using ttp::ui::style::Scheme;
        style->setScheme(scheme == "light"_L1 ? Scheme::Light : scheme == "dark"_L1 ? Scheme::Dark : Scheme::System);
    });
    controller.start();
    window.show();
    const int exitCode = QApplication::exec();
    QThreadPool::globalInstance()->waitForDone(); // a service that is just being started belongs to `embedded`
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    ttp::refuseCoreFiles(); // what cannot be refused is no reason to refuse the person
    ttp::startOpenSsl();
    QCoreApplication::setApplicationName(u"TTP Apply"_s);
    QCoreApplication::setApplicationVersion(u"" TTP_VERSION ""_s);
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        arguments += QString::fromLocal8Bit(argv[i]);
    }
    const auto parsed = ttp::command::parseArguments(arguments);
    const bool wantsWindow = parsed && parsed->command.isEmpty() && !parsed->help && !parsed->showVersion;
    return wantsWindow ? runWindow(argc, argv, *parsed) : runCommand(argc, argv, arguments);
}
