// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds every object, hands them over by constructor, starts a command or the window.

#include "base/background.h"
#include "base/log.h"
#include "base/log_output.h"
#include "base/openssl_start.h"
#include "base/process_safety.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/origin.h"
#include "credentials/secret_store.h"
#include "diagnostics/facts.h"
#ifdef TTP_KIOSK
#include "kiosk/private_folder.h"
#include "kiosk/process.h"
#include "kiosk/session_line.h"
#include "kiosk/supervisor.h"
#include "kiosk_view/backdrop.h"
#include "kiosk_view/file_pane.h"
#include "kiosk_view/kiosk_frame.h"
#endif
#include "base/json.h"
#include "fields/dialog_places.h"
#include "pages/start_page.h"
#include "style/style.h"
#include "submission/outbox.h"
#include "vault/secret_store_keeper.h"
#include "vault/vault_kind.h"
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

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

#include <clocale>
#include <string>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(category, "ttp.main", QtWarningMsg)

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

/// A person sits at standard input and reads standard errors.
bool canAsk()
{
#ifdef Q_OS_UNIX
    return ::isatty(StandardInput) != 0 && ::isatty(StandardErrors) != 0;
#else
    return false; // there the window asks, or --yes says it
#endif
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
                                                  &errors, systemLanguage(), dataFolder(), canAsk(),
                                                  QCoreApplication::applicationFilePath()};
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

/// What `doctor` asks in a process of its own, because without a screen Qt ends the process.
int runScreenProbe(int &argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    QFile output;
    if (!output.open(StandardOutput, QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        return ttp::exitCodeOf(ttp::OutcomeState::Defect);
    }
    output.write(ttp::toCompactJson(ttp::diagnostics::toJson(ttp::diagnostics::lookAtAppearance())) + '\n');
    return 0;
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

/// Opens what is kept on this computer under a key in its keychain; `secrets` outlives the window.
decltype(ttp::ui::Surroundings::openVault) vaultFor(ttp::credentials::SecretStore &secrets)
{
    using namespace ttp;
    using Then = std::function<void(Result<std::shared_ptr<vault::Vault>>)>;
    return [keeper = vault::keeperIn(secrets)](const ui::VaultWish &wish, QObject *context, const Then &then) {
        const QString folder = vault::vaultFolder(dataFolder(), vault::vaultKindOf(wish.serviceKind));
        inBackground(
            context, [folder] { return vault::vaultStatus(folder); },
            [folder, keeper, context, then, wish](const Result<std::optional<vault::VaultStatus>> &status) {
                if (!status) {
                    then(failed(status.error()));
                } else if (*status && (*status)->custody == vault::Custody::Passphrase && !wish.passphrase) {
                    then(failed(FailureCode::VaultPassphraseNeeded));
                } else if (*status || wish.make) {
                    vault::openVault(folder, {keeper, wish.passphrase}, context, then);
                } else {
                    then(std::shared_ptr<vault::Vault>());
                }
            });
    };
}

int runWindow(int &argc, char **argv, const ttp::command::Arguments &arguments)
{
    QGuiApplication::setDesktopFileName(u"ttp-apply"_s);
    QApplication application(argc, argv);
    const ttp::ui::DialogPlaces places(application);
    chooseJapaneseForms();
    auto *style = ttp::ui::style::install(application);
    ttp::ui::Languages languages(application);
    languages.choose(arguments.language.isEmpty() ? ttp::ui::Languages::ofSystem() : arguments.language);

    ttp::credentials::SecretStore secrets({.dataFolder = dataFolder()});
    const auto embedded = std::make_shared<ttp::command::Origin>();
    const ttp::submission::Outbox outbox(dataFolder());
    ttp::ui::WizardWindow window;
    ttp::ui::Surroundings surroundings{std::make_shared<ttp::SystemClock>(), originFor(arguments.profilePath, embedded),
                                       &secrets};
    surroundings.outbox = &outbox;
    surroundings.openVault = vaultFor(secrets);
    surroundings.upkeep = ttp::ui::upkeepOf(dataFolder(), secrets);
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

#ifdef TTP_KIOSK

/// Where the program would write if it were not led elsewhere; nothing may change there during a session.
QStringList ownFolders()
{
    QStringList folders;
    for (const auto location : {QStandardPaths::AppConfigLocation, QStandardPaths::AppDataLocation,
                                QStandardPaths::AppLocalDataLocation, QStandardPaths::CacheLocation}) {
        folders += QStandardPaths::writableLocation(location);
    }
    folders.removeDuplicates();
    return folders;
}

ttp::kiosk::WipeStep unchangedStep(std::shared_ptr<QByteArray> before)
{
    return {"folders of the program", {},
            [before = std::move(before)] { return ttp::kiosk::fingerprint(ownFolders()) == *before; }};
}

/// Stays, and holds nothing of a session.
int runKiosk(int &argc, char **argv, const ttp::command::Arguments &arguments)
{
    ttp::hideFromOtherProcesses();
    ttp::kiosk::adoptOrphans();
    ttp::kiosk::Termination::block(); // before Qt starts threads
    QGuiApplication::setDesktopFileName(u"ttp-apply"_s);
    QApplication application(argc, argv);
    const ttp::kiosk::Termination termination;
    QApplication::setQuitOnLastWindowClosed(false);
    chooseJapaneseForms();
    ttp::ui::style::install(application);
    ttp::ui::Backdrop backdrop;
    backdrop.show();
    int exitCode = 0;
    const auto folder = ttp::kiosk::PrivateFolder::make(ttp::kiosk::PrivateFolder::usualPlaces());
    const auto before = std::make_shared<QByteArray>();
    ttp::kiosk::Supervision how;
    how.program = QCoreApplication::applicationFilePath();
    how.arguments = QStringList(u"--kiosk-session"_s);
    how.settings = ttp::toCompactJson({{u"service"_s, arguments.profilePath},
                                       {u"language"_s, arguments.language},
                                       {u"folder"_s, arguments.kioskFolder}});
    how.durations.idle = arguments.kioskIdle;
    how.prepare = [&folder, before]() -> std::optional<QProcessEnvironment> {
        *before = ttp::kiosk::fingerprint(ownFolders());
        if (!folder || !(*folder)->prepare()) {
            return std::nullopt;
        }
        return (*folder)->environment(QProcessEnvironment::systemEnvironment());
    };
    how.steps = {ttp::kiosk::Orphans().asStep(), ttp::ui::clipboardStep(), unchangedStep(before)};
    if (folder) {
        how.steps.push_back({"private folder", [&folder] { (*folder)->clear(); },
                             [&folder] { return (*folder)->isClean(); }});
    }
    ttp::kiosk::Supervisor supervisor(std::move(how), std::make_shared<ttp::kiosk::SystemTimes>());
    QObject::connect(&supervisor, &ttp::kiosk::Supervisor::outOfService, &backdrop, [&](const QStringList &left) {
        exitCode = ttp::exitCodeOf(ttp::OutcomeState::Defect);
        backdrop.showOutOfService(left);
    });
    QObject::connect(&supervisor, &ttp::kiosk::Supervisor::stopped, &application, [&] { QCoreApplication::exit(exitCode); },
                     Qt::QueuedConnection);
    QObject::connect(&termination, &ttp::kiosk::Termination::asked, &supervisor, &ttp::kiosk::Supervisor::stop);
    QTimer::singleShot(0, &supervisor, &ttp::kiosk::Supervisor::start);
    return QApplication::exec();
}

/// One session of a kiosk; all that it holds ends with this process.
int runKioskSession(int &argc, char **argv)
{
    ttp::hideFromOtherProcesses();
    const auto settings = ttp::parseJsonObject(ttp::kiosk::SessionLine::readSettings(StandardInput));
    if (!settings) {
        return ttp::exitCodeOf(ttp::OutcomeState::Usage);
    }
    const QString language = settings->value("language"_L1).toString();
    QGuiApplication::setDesktopFileName(u"ttp-apply"_s);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    chooseJapaneseForms();
    ttp::ui::style::install(application)->setTouch(true);
    ttp::ui::Languages languages(application);
    languages.choose(language.isEmpty() ? ttp::ui::Languages::ofSystem() : language);

    ttp::ui::PaneChooser chooser{ttp::kiosk::AllowedFolder(settings->value("folder"_L1).toString())};
    const auto embedded = std::make_shared<ttp::command::Origin>();
    auto *window = new ttp::ui::WizardWindow;
    window->setShared(true);
    ttp::ui::KioskFrame frame(window, [window] { return window->losesSomething(); });
    ttp::ui::Surroundings surroundings{std::make_shared<ttp::SystemClock>(),
                                       originFor(settings->value("service"_L1).toString(), embedded), nullptr};
    surroundings.shared = true;
    surroundings.chooser = &chooser;
    ttp::ui::Controller controller(std::move(surroundings), languages, *window);

    const ttp::kiosk::SessionLine line(StandardInput, StandardOutput);
    const auto say = [&line](ttp::kiosk::Report report) { return [&line, report] { line.say(report); }; };
    using ttp::ui::KioskFrame;
    QObject::connect(&frame, &KioskFrame::input, &line, say(ttp::kiosk::Report::Input));
    QObject::connect(&frame, &KioskFrame::finished, &line, say(ttp::kiosk::Report::Finished));
    QObject::connect(&controller, &ttp::ui::Controller::newSessionWanted, &frame, &KioskFrame::finish);
    QObject::connect(&controller, &ttp::ui::Controller::sendingChanged, &frame, [&](bool sending) {
        frame.setSending(sending);
        line.say(sending ? ttp::kiosk::Report::Sending : ttp::kiosk::Report::Settled);
    });
    // A screen reader may lead to the next page without any key.
    QObject::connect(window, &QWidget::windowTitleChanged, &line, [window, &line] {
        if (window->page() && !qobject_cast<ttp::ui::StartPage *>(window->page())) {
            line.say(ttp::kiosk::Report::Input);
        }
    });
    QObject::connect(&line, &ttp::kiosk::SessionLine::warned, &frame, &KioskFrame::warn);
    QObject::connect(&line, &ttp::kiosk::SessionLine::calmed, &frame, &KioskFrame::calm);
    QObject::connect(&line, &ttp::kiosk::SessionLine::refused, &frame, [&frame] { frame.setSending(true); });
    QObject::connect(&line, &ttp::kiosk::SessionLine::ended, &frame, [] {
        KioskFrame::clearClipboard();
        QCoreApplication::exit(0);
    });
    controller.start();
    frame.showFullScreen();
    frame.raise();
    frame.activateWindow();
    const int exitCode = QApplication::exec();
    QThreadPool::globalInstance()->waitForDone();
    return exitCode;
}

#endif

/// The window, or what a shared machine shows instead.
int runOnScreen(int &argc, char **argv, const ttp::command::Arguments &arguments)
{
#ifdef TTP_KIOSK
    if (arguments.kioskSession) {
        return runKioskSession(argc, argv);
    }
    if (arguments.kiosk) {
        return runKiosk(argc, argv, arguments);
    }
#endif
    return runWindow(argc, argv, arguments);
}

} // namespace

int main(int argc, char *argv[])
{
    ttp::refuseCoreFiles(); // what cannot be refused is no reason to refuse the person
    const ttp::log::Output output(ttp::log::Settings::fromEnvironment());
    if (!output.isWhereAsked()) {
        ttp::log::error(category()) << "the file of TTP_APPLY_LOG_FILE cannot be opened";
    }
    ttp::startOpenSsl();
    QCoreApplication::setApplicationName(u"TTP Apply"_s);
    QCoreApplication::setApplicationVersion(u"" TTP_VERSION ""_s);
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        arguments += QString::fromLocal8Bit(argv[i]);
    }
    const auto parsed = ttp::command::parseArguments(arguments);
    const bool wantsWindow = parsed && parsed->command.isEmpty() && !parsed->help && !parsed->showVersion;
    ttp::log::info(category()) << "TTP Apply" << TTP_VERSION << "with Qt" << QT_VERSION_STR
                                   << (wantsWindow ? ttp::log::Words("window") : ttp::log::Words("command"));
    if (parsed && parsed->probeScreen) {
        return runScreenProbe(argc, argv);
    }
    return wantsWindow ? runOnScreen(argc, argv, *parsed) : runCommand(argc, argv, arguments);
}
