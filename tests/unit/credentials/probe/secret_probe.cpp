// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/secret_store.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ttp;
using namespace ttp::credentials;

namespace {

QString nameOf(Kept kept)
{
    return kept == Kept::Keychain ? u"keychain"_s : kept == Kept::Session ? u"session"_s : u"refused"_s;
}

QString nameOf(KeychainState state)
{
    return QStringList{u"unused"_s, u"same"_s, u"absent"_s, u"taken-over"_s, u"locked"_s, u"slow"_s}.at(int(state));
}

/// Works the commands off one after another and prints one line for each outcome.
class Probe : public QObject {
public:
    Probe(SecretStore::Settings settings, QStringList others, QStringList commands)
        : m_store(std::move(settings)), m_others(std::move(others)), m_commands(std::move(commands))
    {
    }

    void next()
    {
        if (m_commands.isEmpty()) {
            QCoreApplication::quit();
            return;
        }
        const QStringList words = m_commands.takeFirst().split(u'='); // behind the value of `overtaken`: the commands of the other one
        const QString &entry = words.value(1);
        const QString &verb = words.first();
        if (verb == "remember"_L1) {
            m_store.remember(entry, secretOf(words), this, [this](const SecretStore::Remembered &outcome) {
                tell(outcome ? nameOf(*outcome) : nameOf(outcome.error().code));
            });
        } else if (verb == "session"_L1) {
            tell(nameOf(m_store.rememberForSession(entry, secretOf(words))));
        } else if (verb == "recall"_L1) {
            m_store.recall(entry, this, [this](const SecretStore::Recalled &outcome) {
                tell(!outcome             ? nameOf(outcome.error().code)
                         : outcome->secret ? nameOf(outcome->where) + u' '
                             + QString::fromLatin1(outcome->secret->reveal().toByteArray().toHex())
                                           : u"nothing"_s);
            });
        } else if (verb == "forget"_L1) {
            m_store.forget(entry, this, [this](const SecretStore::Forgotten &outcome) {
                tell(outcome ? u"done"_s : nameOf(outcome.error().code));
            });
        } else if (verb == "check"_L1) {
            m_store.check(this, [this](KeychainState state) { tell(nameOf(state)); });
        } else if (verb == "forget-all"_L1) {
            m_store.forgetAll(this, [this](const std::vector<SecretStore::Left> &left) {
                QStringList lines;
                for (const SecretStore::Left &one : left) {
                    lines += one.entry + u' ' + nameOf(one.why.code);
                }
                tell(lines.isEmpty() ? u"nothing left"_s : lines.join(u", "_s));
            });
        } else if (verb == "both"_L1) { // two questions at once, to see that one does not hold up the other
            m_store.recall(entry, this, [this](const auto &) { std::puts("first"); });
            m_store.recall(words.value(2), this, [this](const SecretStore::Recalled &outcome) {
                tell(outcome ? u"second"_s : nameOf(outcome.error().code));
            });
        } else if (verb == "wait"_L1) { // for a line of standard input: the world outside has moved on
            tell(waitForLine() ? u"went on"_s : u"end of input"_s);
        } else if (verb == "overtaken"_L1) { // another one works its commands off (`recall:a`) in the middle of a write
            m_store.remember(entry, secretOf(words), this, [this](const SecretStore::Remembered &outcome) {
                tell(outcome ? nameOf(*outcome) : nameOf(outcome.error().code));
            });
            if (!waitForLine()) { // until the service holds it
                say(u"end of input"_s);
            }
            QProcess other;
            other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            other.start(QCoreApplication::applicationFilePath(), m_others + words.sliced(3).replaceInStrings(u":"_s, u"="_s));
            other.waitForFinished(-1);
            for (const QByteArray &line : other.readAllStandardOutput().split('\n')) {
                if (!line.isEmpty()) {
                    say(u"other: "_s + QString::fromUtf8(line));
                }
            }
            say(u"the other has ended"_s);
        } else { // "leave": a call whose context goes at once, so that nobody may hear of it
            QObject context;
            m_store.recall(entry, &context, [](const auto &) { std::puts("heard"); });
            tell(u"left"_s);
        }
    }

private:
    static QString nameOf(FailureCode code) { return ttp::nameOf(code); }
    static QString nameOf(Kept kept) { return ::nameOf(kept); }
    static QString nameOf(KeychainState state) { return ::nameOf(state); }

    static Secret secretOf(const QStringList &words)
    {
        return Secret::fromUtf8(QByteArray::fromHex(words.value(2).toLatin1()));
    }

    static bool waitForLine()
    {
        char line[64];
        return std::fgets(line, sizeof line, stdin) != nullptr;
    }

    static void say(const QString &line)
    {
        std::puts(line.toUtf8().constData());
        std::fflush(stdout);
    }

    void tell(const QString &line)
    {
        say(line);
        QMetaObject::invokeMethod(this, [this] { next(); }, Qt::QueuedConnection);
    }

    SecretStore m_store;
    QStringList m_others; ///< first arguments of another program beside this one
    QStringList m_commands;
};

Keeping keepingOf(const QString &name)
{
    return name == "refused"_L1 ? Keeping::Refused
        : name == "session"_L1  ? Keeping::SessionOnly
                                : Keeping::KeychainAllowed;
}

} // namespace

/// secret_probe KEEPING FOLDER DEADLINE_MS remember=ENTRY=HEX|recall=ENTRY|forget=ENTRY|check|forget-all|…
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Probe probe({.keeping = keepingOf(arguments.value(1)),
                 .dataFolder = arguments.value(2),
                 .deadline = std::chrono::milliseconds(arguments.value(3).toInt())},
                {arguments.value(1), arguments.value(2), u"3000"_s}, arguments.sliced(4));
    QMetaObject::invokeMethod(&probe, [&probe] { probe.next(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
