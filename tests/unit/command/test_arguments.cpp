// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/arguments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::command;

/// The argument parser: what each command takes, and what it refuses.
class ArgumentsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data();
    void refuses();
    void everyOptionOfACommand_data();
    void everyOptionOfACommand();
    void optionsBelongToTheirCommand_data();
    void optionsBelongToTheirCommand();
    void readsValues();
    void defaults();
    void helpNeedsNothingElse_data();
    void helpNeedsNothingElse();
    void onlyPaperNeedsFonts();
    void usageNamesEveryCommandAndOption();
};

namespace {

QStringList words(const QString &line)
{
    return line.split(u' ', Qt::SkipEmptyParts);
}

QString codeOf(const Result<Arguments> &parsed)
{
    return parsed ? u"good"_s : nameOf(parsed.error().code);
}

} // namespace

void ArgumentsTest::refuses_data()
{
    QTest::addColumn<QStringList>("given");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &line, const char *code = "USE-001") {
        QTest::newRow(name) << words(line) << QString::fromLatin1(code);
    };
    row("unknown command", u"send a.json"_s);
    row("option before the command", u"--json check a.json"_s);
    row("unknown option", u"check a.json --verbose"_s);
    row("abbreviated option", u"check a.json --serv p.json"_s);
    row("short options", u"check a.json -j"_s);
    row("no file", u"check"_s);
    row("two files", u"check a.json b.json"_s);
    row("file for a command without one", u"terms a.json"_s);
    row("value is missing", u"check a.json --service"_s);
    row("value is empty", u"check a.json --service="_s);
    row("value for a flag", u"check a.json --json=yes"_s);
    row("twice", u"check a.json --wait 1 --wait 2"_s);
    row("wait: text", u"check a.json --wait soon"_s);
    row("wait: negative", u"check a.json --wait=-1"_s);
    row("wait: fraction", u"check a.json --wait 1.5"_s);
    row("wait: more than a day", u"check a.json --wait 86401"_s);
    row("wait: beyond integers", u"check a.json --wait 99999999999999999999"_s);
    row("port: beyond", u"practice --port 65536"_s);
    row("port: negative", u"practice --port=-1"_s);
    row("port: text", u"practice --port https"_s);
    row("language: another", u"terms --language fr"_s);
    row("window: language: another", u"--language fr"_s);
    row("window: file", u"--service p.json a.json"_s);
    row("form: nothing asked of it", u"form f.json"_s);
    row("form: two files", u"form --schema f.json g.json"_s);
    row("form: file and service", u"form --schema f.json --service p.json"_s);
    row("form: value for a flag", u"form --schema=f.json"_s);
    row("submit: no terms", u"submit a.json"_s, "USE-002");
    row("submit: user without password", u"submit a.json --accept-terms 1 --user A"_s, "USE-003");
    row("submit: password without user", u"submit a.json --accept-terms 1 --password-stdin"_s, "USE-003");
    row("submit: service without account", u"submit a.json --accept-terms 1 --service p.json"_s, "USE-003");
    row("resume: service without account", u"resume --service p.json"_s, "USE-003");
    row("status: two numbers", u"status ABCD EFGH"_s);
    row("status: no number", u"status abcd"_s);
    row("status: a path", u"status ../users"_s);
    row("status: user without password", u"status --user A"_s, "USE-003");
    row("documents: no number", u"documents"_s);
    row("documents: no file", u"documents ABCD"_s);
    row("documents: no field", u"documents ABCD =a.pdf"_s);
    row("documents: field only", u"documents ABCD a.b="_s);
    row("documents: no sign", u"documents ABCD a.pdf"_s);
    row("withdraw: no number", u"withdraw"_s);
    row("withdraw: two numbers", u"withdraw ABCD EFGH"_s);
    row("register: no file", u"register"_s);
    row("outbox: operand", u"outbox ABCD"_s);
    row("password: nothing", u"password"_s);
    row("password: something else", u"password forget"_s);
    row("vault: nothing", u"vault"_s);
    row("vault: something else", u"vault erase"_s);
    row("vault rotate: another custody", u"vault rotate --custody paper"_s);
    row("vault rotate: passphrase from nowhere", u"vault rotate --custody passphrase"_s);
    row("vault rotate: another vault", u"vault rotate --vault both"_s);
    row("draft: nothing", u"draft"_s);
    row("draft: something else", u"draft open a"_s);
    row("draft list: one", u"draft list a"_s);
    row("draft export: no file", u"draft export a"_s);
    row("draft export: no ID", u"draft export A.B out.ttp"_s);
    row("draft export: an ID that leads away", u"draft export ../a out.ttp"_s);
    row("draft import: passphrase from nowhere", u"draft import in.ttp"_s);
    row("draft delete: two", u"draft delete a b"_s);
    row("draft delete: a passphrase", u"draft delete a --passphrase-stdin"_s);
    row("erase: operand", u"erase everything"_s);
    row("erase: something else", u"erase --force"_s);
    row("erase: a service", u"erase --yes --service p"_s);
    row("doctor: operand", u"doctor out.zip"_s);
    row("doctor: no place", u"doctor --zip"_s);
    row("doctor: an account", u"doctor --user A"_s);
    row("vault status: a passphrase", u"vault status --passphrase-stdin"_s);
    row("password change: no account", u"password change"_s, "USE-003");
    row("password change: operand", u"password change X --user A --password-stdin"_s);
    row("password reset: no address", u"password reset --user A"_s);
    row("password reset: no user", u"password reset --email a@example.com"_s);
    row("submit: password as an argument", u"submit a.json --accept-terms 1 --user A --password B"_s);
}

void ArgumentsTest::refuses()
{
    QFETCH(QStringList, given);
    QFETCH(QString, code);
    QCOMPARE(codeOf(parseArguments(given)), code);
}

void ArgumentsTest::everyOptionOfACommand_data()
{
    QTest::addColumn<QStringList>("given");
    const auto row = [](const char *name, const QString &line) { QTest::newRow(name) << words(line); };
    row("window", u""_s);
    row("window with a service", u"--service p.json --language ja"_s);
    row("check", u"check a.json --service p.json --json --wait 0"_s);
    row("check, options first", u"check --json --wait=5 a.json"_s);
    row("check, a file that looks like an option", u"check --json -- --strange.json"_s);
    row("submit, embedded", u"submit a.json --accept-terms 2026-01"_s);
    row("submit",
        u"submit a.json --accept-terms 1 --service p --json --wait 9 --user A --password-stdin --receipt r.json"_s);
    const QString account = u"--service p --json --wait 9 --user A --password-stdin"_s;
    row("resume", u"resume "_s + account);
    row("resume, embedded", u"resume"_s);
    row("outbox", u"outbox --json"_s);
    row("status", u"status ABCD "_s + account);
    row("status of all", u"status "_s + account);
    row("documents", u"documents ABCD a.b=c.pdf d=e=f.pdf --receipt r.pdf "_s + account);
    row("withdraw", u"withdraw ABCD "_s + account);
    row("register", u"register r.json --service p --json --wait 9"_s);
    row("password change", u"password change "_s + account);
    row("password reset", u"password reset --service p --json --wait 9 --user A --email a@example.com"_s);
    row("draft list", u"draft list --json --vault-passphrase-stdin"_s);
    row("draft export", u"draft export 0f-1 out.ttp --json --vault-passphrase-stdin --passphrase-stdin"_s);
    row("draft import", u"draft import in.ttp --json --vault-passphrase-stdin --passphrase-stdin"_s);
    row("draft delete", u"draft delete 0f-1 --json --vault-passphrase-stdin"_s);
    row("vault status", u"vault status --json --vault real"_s);
    row("vault rotate", u"vault rotate --json --vault practice --custody passphrase --passphrase-stdin"_s);
    row("vault rotate to the keychain", u"vault rotate --custody keychain"_s);
    row("erase", u"erase --yes --even-unsettled --json"_s);
    row("doctor", u"doctor --zip out.zip --service p.json --wait 3 --json"_s);
    row("verify", u"verify r.json --service p.json --json"_s);
    row("terms", u"terms --service p.json --json --wait 5 --language en --version 1"_s);
    row("form", u"form --schema"_s);
    row("form with a file", u"form --schema f.json --json"_s);
    row("form of a service", u"form --service p.json --wait 3 --json --schema"_s);
    row("practice",
        u"practice --json --port 0 --form f.json --profile-out p.json --fault slow=1 --fault drop-answer=2"_s);
    row("practice, kept", u"practice --mailbox m --pace 60 --data d --control c.json"_s);
}

void ArgumentsTest::everyOptionOfACommand()
{
    QFETCH(QStringList, given);
    const auto parsed = parseArguments(given);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().facts));
}

void ArgumentsTest::optionsBelongToTheirCommand_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QStringList>("commands");
    const auto row = [](const QString &option, const QString &commands) {
        QTest::newRow(qPrintable(option)) << option << words(commands);
    };
    row(u"--service=p"_s, u"check submit verify terms register withdraw"_s);
    row(u"--json"_s, u"check submit verify terms practice register withdraw outbox"_s);
    row(u"--wait=1"_s, u"check submit terms register withdraw"_s);
    row(u"--email=a@example.com"_s, u""_s);
    row(u"--receipt=r.json"_s, u"submit"_s);
    row(u"--language=en"_s, u"terms"_s);
    row(u"--version=1"_s, u"terms"_s);
    row(u"--port=1"_s, u"practice"_s);
    row(u"--form=f"_s, u"practice"_s);
    row(u"--profile-out=p"_s, u"practice"_s);
    row(u"--fault=slow=1"_s, u"practice"_s);
    row(u"--mailbox=m"_s, u"practice"_s);
    row(u"--pace=1"_s, u"practice"_s);
    row(u"--data=d"_s, u"practice"_s);
    row(u"--control=c"_s, u"practice"_s);
}

void ArgumentsTest::optionsBelongToTheirCommand()
{
    QFETCH(QString, option);
    QFETCH(QStringList, commands);
    const QStringList good{u"check a.json"_s, u"submit a.json --accept-terms 1 --user A --password-stdin"_s,
                           u"verify r.json"_s, u"terms"_s, u"practice"_s, u"register r.json"_s, u"outbox"_s,
                           u"withdraw ABCD --user A --password-stdin"_s};
    for (const QString &line : good) {
        const QString command = line.section(u' ', 0, 0);
        const QString expected = commands.contains(command) ? u"good"_s : u"USE-001"_s;
        QCOMPARE(command + u' ' + codeOf(parseArguments(words(line) << option)), command + u' ' + expected);
    }
}

void ArgumentsTest::readsValues()
{
    const auto submit = parseArguments(words(u"submit a.json --accept-terms=2026-01 --service p.json --json --wait 7 "
                                             "--user ユーザー --password-stdin --receipt r.json"_s));
    QVERIFY(submit);
    QCOMPARE(submit->command, u"submit"_s);
    QCOMPARE(submit->file, u"a.json"_s);
    QCOMPARE(submit->acceptedTerms, u"2026-01"_s);
    QCOMPARE(submit->profilePath, u"p.json"_s);
    QVERIFY(submit->json);
    QCOMPARE(submit->wait, std::chrono::seconds(7));
    QCOMPARE(submit->userId, u"ユーザー"_s);
    QVERIFY(submit->passwordOnStdin);
    QCOMPARE(submit->receiptPath, u"r.json"_s);

    const auto practice = parseArguments(
        words(u"practice --port 65535 --form f.json --profile-out o.json --fault slow=1 --fault drop-answer=2"_s));
    QVERIFY(practice);
    QCOMPARE(practice->port, quint16(65535));
    QCOMPARE(practice->formPath, u"f.json"_s);
    QCOMPARE(practice->profileOut, u"o.json"_s);
    QCOMPARE(practice->faults, (QStringList{u"slow=1"_s, u"drop-answer=2"_s}));
    QVERIFY(!practice->pace);

    const auto kept = parseArguments(words(u"practice --mailbox m --pace 60 --data d --control c.json"_s));
    QVERIFY(kept);
    QCOMPARE(kept->mailbox, u"m"_s);
    QCOMPARE(kept->pace, std::chrono::seconds(60));
    QCOMPARE(kept->dataFolder, u"d"_s);
    QCOMPARE(kept->controlFile, u"c.json"_s);

    const auto documents = parseArguments(words(u"documents PRACTICE-1 a.b=c.pdf d=e=f.pdf"_s));
    QVERIFY(documents);
    QCOMPARE(documents->number, u"PRACTICE-1"_s);
    QCOMPARE(documents->documents.size(), 2U);
    QCOMPARE(documents->documents[0].field + u' ' + documents->documents[0].path, u"a.b c.pdf"_s);
    QCOMPARE(documents->documents[1].field + u' ' + documents->documents[1].path, u"d e=f.pdf"_s);

    const auto exported = parseArguments(words(u"draft export 0f-1 out.ttp --passphrase-stdin"_s));
    QVERIFY(exported);
    QCOMPARE(exported->command, u"draft export"_s);
    QCOMPARE(exported->draftId, u"0f-1"_s);
    QCOMPARE(exported->file, u"out.ttp"_s);
    QVERIFY(exported->passphraseOnStdin && !exported->vaultPassphraseOnStdin);
    QCOMPARE(parseArguments(words(u"draft import in.ttp --passphrase-stdin"_s))->file, u"in.ttp"_s);
    QVERIFY(parseArguments(words(u"draft list --vault-passphrase-stdin"_s))->vaultPassphraseOnStdin);
    QCOMPARE(parseArguments(words(u"vault rotate --vault real"_s))->vault, u"real"_s);

    const auto reset = parseArguments(words(u"password reset --user A --email a@example.com"_s));
    QVERIFY(reset);
    QCOMPARE(reset->command, u"password reset"_s);
    QCOMPARE(reset->email, u"a@example.com"_s);
    QCOMPARE(parseArguments(words(u"status ABCD"_s))->number, u"ABCD"_s);
    QCOMPARE(parseArguments(words(u"register r.json"_s))->file, u"r.json"_s);

    const auto terms = parseArguments(words(u"terms --language ja --version 3"_s));
    QVERIFY(terms);
    QCOMPARE(terms->language, u"ja"_s);
    QCOMPARE(terms->termsVersion, u"3"_s);
    QVERIFY(!terms->showVersion);
}

void ArgumentsTest::defaults()
{
    const auto check = parseArguments({u"check"_s, u"a.json"_s});
    QVERIFY(check);
    QCOMPARE(check->wait, std::chrono::seconds(120));
    QVERIFY(!check->json && !check->passwordOnStdin && !check->help && !check->showVersion);
    QVERIFY(check->profilePath.isEmpty() && check->userId.isEmpty() && check->faults.isEmpty());
    QCOMPARE(check->port, quint16(0));
}

void ArgumentsTest::helpNeedsNothingElse_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"", "check", "submit", "verify", "terms", "practice", "resume", "outbox", "status",
                                "documents", "withdraw", "register", "password change", "password reset",
                                "vault status", "vault rotate", "draft list", "draft export", "draft import",
                                "draft delete", "erase", "doctor"}) {
        QTest::newRow(*command ? command : "window") << QString::fromLatin1(command);
    }
}

void ArgumentsTest::helpNeedsNothingElse()
{
    QFETCH(QString, command);
    for (const QString &option : {u"--help"_s, u"-h"_s}) {
        const auto parsed = parseArguments(words(command) << option);
        QVERIFY(parsed);
        QVERIFY(parsed->help);
    }
    QCOMPARE(parseArguments({u"--version"_s})->showVersion, true);
}

void ArgumentsTest::onlyPaperNeedsFonts()
{
    const auto needs = [](const QString &line) {
        const auto parsed = parseArguments(line.split(u' '));
        return parsed && parsed->needsFonts();
    };
    QVERIFY(needs(u"submit a.json --accept-terms 1 --receipt r.pdf"_s));
    QVERIFY(needs(u"submit a.json --accept-terms 1 --receipt r.PDF"_s));
    for (const QString &line : {u"submit a.json --accept-terms 1 --receipt r.json"_s,
                                u"submit a.json --accept-terms 1 --receipt r.html"_s,
                                u"submit a.json --accept-terms 1"_s, u"verify r.pdf"_s, u"terms"_s}) {
        QVERIFY2(!needs(line), qPrintable(line));
    }
}

void ArgumentsTest::usageNamesEveryCommandAndOption()
{
    for (const char *word : {"resume", "outbox", "status [NUMBER]", "documents NUMBER FIELD=FILE", "withdraw NUMBER",
                             "register FILE", "password change", "password reset", "--email", "TTP_APPLY_HOME",
                             "check", "submit", "verify", "terms", "form", "practice", "--schema", "--accept-terms", "--receipt",
                             "--language", "--version", "--port", "--form", "--profile-out", "--fault", "--service",
                             "--mailbox", "--pace", "--data", "--control",
                             "vault status", "vault rotate", "--custody", "--passphrase-stdin", "--vault ",
                             "draft list", "draft export ID FILE", "draft import FILE", "draft delete ID",
                             "--vault-passphrase-stdin",
                             "erase", "--yes", "--even-unsettled", "doctor", "--zip",
                             "--user", "--password-stdin", "--wait", "--json"}) {
        QVERIFY2(usage().contains(QLatin1StringView(word)), word);
    }
}

QTEST_GUILESS_MAIN(ArgumentsTest)
#include "test_arguments.moc"
