// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/arguments.h"

#include "service/applications.h"

#include <QCommandLineParser>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ttp::command {

namespace {

/// Which options a command takes beside --help, and how many operands.
struct Shape {
    QString name;
    int least;
    int most;
    QString operands; ///< as the person reads it: `FILE`
    QStringList options;
};

constexpr int MostDocuments = 1000;

const std::vector<Shape> &shapes()
{
    const auto of = [](const QString &more) {
        return (u"service json wait "_s + more).split(u' ', Qt::SkipEmptyParts);
    };
    const QString account = u"user password-stdin "_s;
    static const std::vector<Shape> all{
        {u""_s, 0, 0, {}, {u"service"_s, u"language"_s, u"kiosk"_s, u"kiosk-folder"_s, u"kiosk-idle"_s, u"kiosk-session"_s}},
        {u"check"_s, 1, 1, u"exactly one FILE"_s, of({})},
        {u"submit"_s, 1, 1, u"exactly one FILE"_s, of(account + u"accept-terms receipt"_s)},
        {u"resume"_s, 0, 0, {}, of(account)},
        {u"outbox"_s, 0, 0, {}, {u"json"_s}},
        {u"status"_s, 0, 1, u"at most one NUMBER"_s, of(account)},
        {u"documents"_s, 2, MostDocuments, u"a NUMBER and FIELD=FILE, once or more"_s, of(account + u"receipt"_s)},
        {u"withdraw"_s, 1, 1, u"exactly one NUMBER"_s, of(account)},
        {u"register"_s, 1, 1, u"exactly one FILE"_s, of({})},
        {u"password change"_s, 0, 0, {}, of(account)},
        {u"password reset"_s, 0, 0, {}, of(u"user email"_s)},
        {u"vault status"_s, 0, 0, {}, {u"json"_s, u"vault"_s}},
        {u"vault rotate"_s, 0, 0, {}, {u"json"_s, u"vault"_s, u"passphrase-stdin"_s, u"custody"_s}},
        {u"draft list"_s, 0, 0, {}, {u"json"_s, u"vault-passphrase-stdin"_s}},
        {u"draft export"_s, 2, 2, u"an ID and a FILE"_s, {u"json"_s, u"vault-passphrase-stdin"_s, u"passphrase-stdin"_s}},
        {u"draft import"_s, 1, 1, u"exactly one FILE"_s, {u"json"_s, u"vault-passphrase-stdin"_s, u"passphrase-stdin"_s}},
        {u"draft delete"_s, 1, 1, u"exactly one ID"_s, {u"json"_s, u"vault-passphrase-stdin"_s}},
        {u"erase"_s, 0, 0, {}, {u"json"_s, u"yes"_s, u"even-unsettled"_s}},
        {u"doctor"_s, 0, 0, {}, of(u"zip probe-screen"_s)},
        {u"verify"_s, 1, 1, u"exactly one FILE"_s, {u"service"_s, u"json"_s}},
        {u"terms"_s, 0, 0, {}, of(u"language version verify-consent"_s)},
        {u"form"_s, 0, 1, u"at most one FILE"_s, of(u"schema"_s)},
        {u"practice"_s,
         0,
         0,
         {},
         {u"json"_s, u"port"_s, u"form"_s, u"profile-out"_s, u"fault"_s, u"mailbox"_s, u"pace"_s, u"data"_s,
          u"control"_s}},
    };
    return all;
}

const Shape *shapeOf(const QString &command)
{
    const auto found = std::ranges::find(shapes(), command, &Shape::name);
    return found == shapes().end() ? nullptr : &*found;
}

QCommandLineOption optionNamed(const QString &name)
{
    const QStringList flags{u"json"_s, u"password-stdin"_s, u"passphrase-stdin"_s, u"vault-passphrase-stdin"_s, u"schema"_s, u"kiosk"_s, u"kiosk-session"_s,
                            u"yes"_s, u"even-unsettled"_s, u"probe-screen"_s};
    return flags.contains(name) ? QCommandLineOption(name) : QCommandLineOption(name, name, u"VALUE"_s);
}

std::unexpected<Failure> wrong(const QString &what)
{
    return failed(FailureCode::UsageUnknown, what);
}

/// Values that are numbers or one of a few words.
Result<void> readValues(const QCommandLineParser &parser, const Shape &shape, Arguments &arguments)
{
    const auto value = [&](const QString &name) {
        return shape.options.contains(name) ? parser.value(name) : QString();
    };
    bool legal = true;
    if (const QString wait = value(u"wait"_s); !wait.isEmpty()) {
        const int seconds = wait.toInt(&legal);
        if (!legal || seconds < 0 || seconds > 86'400) {
            return wrong(u"--wait takes seconds from 0 to 86400"_s);
        }
        arguments.wait = std::chrono::seconds(seconds);
    }
    if (const QString port = value(u"port"_s); !port.isEmpty()) {
        arguments.port = port.toUShort(&legal);
        if (!legal) {
            return wrong(u"--port takes a number from 0 to 65535"_s);
        }
    }
    if (const QString pace = value(u"pace"_s); !pace.isEmpty()) {
        const int seconds = pace.toInt(&legal);
        if (!legal || seconds < 1 || seconds > 31'536'000) {
            return wrong(u"--pace takes seconds from 1 to 31536000"_s);
        }
        arguments.pace = std::chrono::seconds(seconds);
    }
    if (const QString idle = value(u"kiosk-idle"_s); !idle.isEmpty()) {
        const int seconds = idle.toInt(&legal);
        if (!legal || seconds < 20 || seconds > 600) {
            return wrong(u"--kiosk-idle takes seconds from 20 to 600"_s);
        }
        arguments.kioskIdle = std::chrono::seconds(seconds);
    }
    arguments.language = value(u"language"_s);
    if (!QStringList{QString(), u"ja"_s, u"en"_s}.contains(arguments.language)) {
        return wrong(u"--language takes ja or en"_s);
    }
    return {};
}

/// An ID as `draft list` shows it: what may be a segment of a name in the vault.
bool isDraftId(const QString &text)
{
    static const QRegularExpression Form(u"^[a-z0-9-]{1,64}\\z"_s);
    return Form.match(text).hasMatch();
}

/// Numbers, IDs and FIELD=FILE; everything else is a file.
Result<void> readOperands(const QStringList &operands, const Shape &shape, Arguments &arguments)
{
    if (operands.size() < shape.least || operands.size() > shape.most) {
        return wrong(shape.operands.isEmpty() ? u"unexpected argument %1"_s.arg(operands.value(0))
                                              : u"%1 takes %2"_s.arg(shape.name, shape.operands));
    }
    if (shape.operands.contains("ID"_L1)) {
        arguments.draftId = operands.value(0);
        arguments.file = operands.value(1);
        return isDraftId(arguments.draftId) ? Result<void>() : wrong(u"ID is as “draft list” shows it"_s);
    }
    if (!shape.operands.contains("NUMBER"_L1)) {
        arguments.file = operands.value(0);
        return {};
    }
    arguments.number = operands.value(0);
    if (!operands.isEmpty() && !service::isApplicationNumber(arguments.number)) {
        return wrong(u"NUMBER has 4 to 32 of A-Z, 0-9 and hyphen"_s);
    }
    for (const QString &operand : operands.mid(1)) {
        const qsizetype sign = operand.indexOf(u'=');
        if (sign < 1 || sign + 1 == operand.size()) {
            return wrong(u"%1 is no FIELD=FILE"_s.arg(operand));
        }
        arguments.documents.push_back({operand.first(sign), operand.sliced(sign + 1)});
    }
    return {};
}

/// What a command cannot do without.
Result<void> checkComplete(const Shape &shape, const Arguments &arguments)
{
    if (!arguments.kiosk && !(arguments.kioskFolder.isEmpty() && arguments.kioskIdle == Arguments().kioskIdle)) {
        return wrong(u"--kiosk-folder and --kiosk-idle go with --kiosk"_s);
    }
    if (arguments.kiosk && arguments.kioskSession) {
        return wrong(u"--kiosk-session is not for people"_s);
    }
    if (shape.name == "form"_L1) {
        if (!arguments.schema) {
            return wrong(u"form needs --schema"_s);
        }
        if (!arguments.file.isEmpty() && !arguments.profilePath.isEmpty()) {
            return wrong(u"form takes either a FILE or the form of --service"_s);
        }
    }
    if (!arguments.consentPath.isEmpty() && !(arguments.termsVersion.isEmpty() && arguments.language.isEmpty())) {
        return wrong(u"--verify-consent goes without --version and --language"_s);
    }
    if (!QStringList{QString(), u"keychain"_s, u"passphrase"_s}.contains(arguments.custody)) {
        return wrong(u"--custody takes keychain or passphrase"_s);
    }
    if (arguments.custody == "passphrase"_L1 && !arguments.passphraseOnStdin) {
        return wrong(u"--custody passphrase needs --passphrase-stdin"_s);
    }
    if (!QStringList{QString(), u"practice"_s, u"real"_s}.contains(arguments.vault)) {
        return wrong(u"--vault takes practice or real"_s);
    }
    if (shape.name == "draft import"_L1 && !arguments.passphraseOnStdin) {
        return wrong(u"draft import needs --passphrase-stdin"_s);
    }
    if (shape.name == "submit"_L1 && arguments.acceptedTerms.isEmpty()) {
        return failed(FailureCode::UsageTermsMissing);
    }
    if (shape.name == "password reset"_L1 && (arguments.userId.isEmpty() || arguments.email.isEmpty())) {
        return wrong(u"password reset takes --user ID and --email ADDRESS"_s);
    }
    if (shape.options.contains("password-stdin"_L1)) {
        const bool hasAccount = !arguments.userId.isEmpty() && arguments.passwordOnStdin;
        const bool hasNothing = arguments.userId.isEmpty() && !arguments.passwordOnStdin;
        // Nobody knows the password of the embedded account, so nobody can change it.
        const bool mayBeLeftOut = arguments.profilePath.isEmpty() && shape.name != "password change"_L1;
        if (!hasAccount && !(hasNothing && mayBeLeftOut)) {
            return failed(FailureCode::UsageAccountMissing);
        }
    }
    return {};
}

} // namespace

Result<Arguments> parseArguments(const QStringList &given)
{
    Arguments arguments;
    QStringList rest = given;
    if (!rest.isEmpty() && !rest.first().startsWith(u'-')) {
        arguments.command = rest.takeFirst();
        const bool ofTwoWords = QStringList{u"password"_s, u"vault"_s, u"draft"_s}.contains(arguments.command);
        if (ofTwoWords && !rest.isEmpty() && !rest.first().startsWith(u'-')) {
            arguments.command += u' ' + rest.takeFirst();
        }
    }
    const Shape *shape = shapeOf(arguments.command);
    if (!shape) {
        return wrong(u"there is no command %1"_s.arg(arguments.command));
    }
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, u"help"_s}));
    if (arguments.command.isEmpty()) {
        parser.addOption(QCommandLineOption(u"version"_s));
    }
    for (const QString &option : shape->options) {
        parser.addOption(optionNamed(option));
    }
    if (!parser.parse(QStringList{u"ttp-apply"_s} + rest)) { // the parser skips the program's name
        return wrong(parser.errorText());
    }
    arguments.help = parser.isSet(u"help"_s);
    arguments.showVersion = arguments.command.isEmpty() && parser.isSet(u"version"_s);
    if (arguments.help || arguments.showVersion) {
        return arguments;
    }
    if (const auto read = readOperands(parser.positionalArguments(), *shape, arguments); !read) {
        return failed(read.error());
    }
    const auto has = [&](const QString &name) { return shape->options.contains(name) && parser.isSet(name); };
    const auto value = [&](const QString &name) { return has(name) ? parser.value(name) : QString(); };
    for (const QString &option : shape->options) {
        if (option != "fault"_L1 && parser.isSet(option) && parser.values(option).size() > 1) {
            return wrong(u"--%1 stands twice"_s.arg(option));
        }
        if (parser.isSet(option) && optionNamed(option).valueName() == "VALUE"_L1 && parser.value(option).isEmpty()) {
            return wrong(u"--%1 needs a value"_s.arg(option));
        }
    }
    arguments.profilePath = value(u"service"_s);
    arguments.kiosk = has(u"kiosk"_s);
    arguments.kioskSession = has(u"kiosk-session"_s);
    arguments.kioskFolder = value(u"kiosk-folder"_s);
    arguments.json = has(u"json"_s);
    arguments.schema = has(u"schema"_s);
    arguments.userId = value(u"user"_s);
    arguments.passwordOnStdin = has(u"password-stdin"_s);
    arguments.passphraseOnStdin = has(u"passphrase-stdin"_s);
    arguments.vaultPassphraseOnStdin = has(u"vault-passphrase-stdin"_s);
    arguments.yes = has(u"yes"_s);
    arguments.evenUnsettled = has(u"even-unsettled"_s);
    arguments.zipPath = value(u"zip"_s);
    arguments.probeScreen = has(u"probe-screen"_s);
    arguments.custody = value(u"custody"_s);
    arguments.vault = value(u"vault"_s);
    arguments.email = value(u"email"_s);
    arguments.acceptedTerms = value(u"accept-terms"_s);
    arguments.receiptPath = value(u"receipt"_s);
    arguments.termsVersion = value(u"version"_s);
    arguments.consentPath = value(u"verify-consent"_s);
    arguments.formPath = value(u"form"_s);
    arguments.profileOut = value(u"profile-out"_s);
    arguments.mailbox = value(u"mailbox"_s);
    arguments.dataFolder = value(u"data"_s);
    arguments.controlFile = value(u"control"_s);
    arguments.faults = shape->options.contains(u"fault"_s) ? parser.values(u"fault"_s) : QStringList();
    if (const auto read = readValues(parser, *shape, arguments); !read) {
        return failed(read.error());
    }
    if (const auto complete = checkComplete(*shape, arguments); !complete) {
        return failed(complete.error());
    }
    return arguments;
}

QString usage()
{
    return uR"(ttp-apply opens the window. As a command:

  ttp-apply --kiosk [--kiosk-folder DIR] [--kiosk-idle SECONDS]
  ttp-apply check FILE
  ttp-apply submit FILE --accept-terms VERSION [--receipt OUT.pdf]
  ttp-apply resume
  ttp-apply outbox
  ttp-apply status [NUMBER]
  ttp-apply documents NUMBER FIELD=FILE... [--receipt OUT.pdf]
  ttp-apply withdraw NUMBER
  ttp-apply register FILE.json
  ttp-apply password change --user ID --password-stdin
  ttp-apply password reset --user ID --email ADDRESS
  ttp-apply verify RECEIPT
  ttp-apply draft list
  ttp-apply draft export ID FILE [--passphrase-stdin]
  ttp-apply draft import FILE --passphrase-stdin
  ttp-apply draft delete ID
  ttp-apply vault status
  ttp-apply vault rotate [--vault practice|real] [--custody keychain|passphrase] [--passphrase-stdin]
  ttp-apply erase [--yes] [--even-unsettled]
  ttp-apply doctor [--zip FILE]
  ttp-apply terms [--language ja|en] [--version V]
  ttp-apply terms --verify-consent FILE
  ttp-apply form --schema [FILE]
  ttp-apply practice [--port N] [--form FILE] [--profile-out FILE] [--fault NAME[=VALUE]]...
                     [--mailbox FOLDER] [--pace SECONDS] [--data FOLDER] [--control FILE]

Common to all:
  --service PROFILE.json          the service; without it the embedded practice service starts
  --user ID --password-stdin      the account; the password is the first line of standard input
                                  (password change: the current one, then the new one on the second line)
  --wait SECONDS                  how long to go on trying (120)
  --json                          one JSON object on standard output

A receipt is written as OUT.pdf, OUT.json or OUT.html, by the name's end; verify reads the PDF or the JSON.
verify also reads a consent receipt that the window has saved: whether the service signed what it names. terms --verify-consent
fetches those terms again and compares every text with it.

Kiosk (a shared machine): full screen, everything in memory only, cleared after each person; ended by SIGTERM.
  --kiosk-folder DIR              the only folder whose files can be chosen, and where receipts are saved
  --kiosk-idle SECONDS            20 to 600 without input until the warning, which lasts 30 (60)

Of what is saved on this computer (a vault for practice, and one for everything else):
  --passphrase-stdin              vault rotate: the current passphrase, if there is one, is the first line of standard
                                  input; with --custody passphrase the new one is the next line
                                  draft export: the passphrase of the file is a line of standard input; without this a
                                  code of six words is made and printed, once; draft import: that code or passphrase
  --custody keychain|passphrase   where the new key goes; without it where the old one is
  --vault practice|real           only this one
  --vault-passphrase-stdin        draft ...: the passphrase of the vault, if it has one, is the first line

Erasing removes drafts, receipts, notes of sendings and what is in the keychain, and looks whether it is gone:
  --yes                           without asking; needed where nobody can be asked
  --even-unsettled                also the notes without which the outcome of a sending can no longer be found out

The check of this computer looks at libraries, keychain, fonts, screen, data folder, service and clock; exit code 3 if one of
them is a problem:
  --zip FILE                      the same for a help desk, without answers, file names, or the names of person and computer

TTP_APPLY_HOME names the data folder: what is noted there of a sending whose outcome is unknown.
TTP_APPLY_LOG=info or debug writes down what the program does, never what was entered; on standard error, or at the end of
the file that TTP_APPLY_LOG_FILE names.

Of the practice service:
  --mailbox FOLDER                each mail becomes a file there; without it nobody can read a temporary password
  --data FOLDER                   keeps accounts, applications, uploads and keys; without it all is in memory
  --control FILE                  faults, read whenever the file changes: {"slow": 500, "html-502": {"times": 2}}
  --pace SECONDS                  applications move on, one status after another; without it they stay received

Faults of the practice service, at the start or in the control file:
  slow=MILLISECONDS, maintenance[=SECONDS|date|date:SECONDS], corrupt-ack=digest|attachment|signature,
  terms-outdated, form-outdated; with =TIMES: drop-answer, malware, forget-key, forget-upload, gone-upload,
  wrong-offset; with =TIMES and @METHOD /PATH: html-502, expire-session, too-many-requests

Exit codes: 0 done, 2 usage, 3 problems in the answers or files, 4 refused, 5 not reached,
6 outcome unknown, 7 credentials, 8 forbidden, 9 acknowledgement does not match, 70 defect
)"_s;
}

} // namespace ttp::command
